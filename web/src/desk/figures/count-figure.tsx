import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { DataTable } from '../../ui/data/data-table.js';
import type { Count } from './figures-data.js';
import { FigureSheet } from './figure-sheet.js';

const Bars = lazy(() => import('./charts/bars.js').then((module) => ({ default: module.Bars })));

interface Props {
  title: string;
  lead?: string;
  /** What the rows are, as the table's first column is called. */
  column: string;
  rows: readonly Count[];
}

/** How many of each. */
export function CountFigure({ title, lead, column, rows }: Props): ReactNode {
  const { t } = useTranslation('figures');
  const formats = useFormats();
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  return (
    <FigureSheet
      title={title}
      lead={lead}
      empty={total === 0}
      chart={
        <Suspense fallback={null}>
          <Bars
            rows={rows.map(({ name, count }) => ({ name, first: count, firstWords: formats.number(count) }))}
            series={[t('column.count')]}
            axis={formats.number}
          />
        </Suspense>
      }
      table={
        <DataTable
          caption={title}
          columns={[
            { id: 'name', title: column, isRowHeader: true, cell: ({ name }) => name },
            { id: 'count', title: t('column.count'), align: 'end', cell: ({ count }) => formats.number(count) },
          ]}
          rows={rows}
          rowId={({ name }) => name}
        />
      }
    />
  );
}
