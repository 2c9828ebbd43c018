import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { DataTable } from '../../ui/data/data-table.js';
import { useDurations } from './durations.js';
import type { Taken } from './figures-data.js';
import { FigureSheet } from './figure-sheet.js';

const Bars = lazy(() => import('./charts/bars.js').then((module) => ({ default: module.Bars })));

interface Props {
  title: string;
  lead?: string;
  column: string;
  rows: readonly Taken[];
}

/** How long each took: the middle one, and the one that nine of ten were not slower than. */
export function TakenFigure({ title, lead, column, rows }: Props): ReactNode {
  const { t } = useTranslation('figures');
  const formats = useFormats();
  const { words, unitFor } = useDurations();
  const unit = unitFor(Math.max(0, ...rows.map(({ p90Seconds }) => p90Seconds)));
  return (
    <FigureSheet
      title={title}
      lead={lead}
      empty={rows.length === 0}
      chart={
        <Suspense fallback={null}>
          <Bars
            rows={rows.map(({ name, medianSeconds, p90Seconds }) => ({
              name,
              first: medianSeconds / unit.seconds,
              firstWords: words(medianSeconds),
              second: p90Seconds / unit.seconds,
              secondWords: words(p90Seconds),
            }))}
            series={[t('column.median'), t('column.p90')]}
            axis={formats.number}
            axisTitle={t(`unit.${unit.unit}`)}
          />
        </Suspense>
      }
      table={
        <DataTable
          caption={title}
          columns={[
            { id: 'name', title: column, isRowHeader: true, cell: ({ name }) => name },
            { id: 'times', title: t('column.count'), align: 'end', cell: ({ times }) => formats.number(times) },
            { id: 'median', title: t('column.median'), align: 'end', cell: (row) => words(row.medianSeconds) },
            { id: 'p90', title: t('column.p90'), align: 'end', cell: (row) => words(row.p90Seconds) },
          ]}
          rows={rows}
          rowId={({ name }) => name}
        />
      }
    />
  );
}
