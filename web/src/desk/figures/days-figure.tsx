import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { DataTable } from '../../ui/data/data-table.js';
import { Day } from '../../ui/data/time.js';
import type { Days } from './figures-data.js';
import { FigureSheet } from './figure-sheet.js';
import { sizeFor, stepsOf } from './steps.js';

const Columns = lazy(() => import('./charts/columns.js').then((module) => ({ default: module.Columns })));

/** What came in and what went out, day by day, or by weeks and months where the period is long. */
export function DaysFigure({ days }: { days: readonly Days[] }): ReactNode {
  const { t, i18n } = useTranslation('figures');
  const formats = useFormats();
  const size = sizeFor(days.length);
  const steps = stepsOf(days, size);
  const short = new Intl.DateTimeFormat(i18n.language === 'en' ? 'en-GB' : i18n.language, {
    timeZone: 'UTC',
    ...(size === 'month' ? { month: 'short', year: '2-digit' } : { day: 'numeric', month: 'numeric' }),
  });
  return (
    <FigureSheet
      wide
      title={t(`days.title_${size}`)}
      lead={size === 'day' ? undefined : t(`days.lead_${size}`)}
      empty={days.every(({ received, firstAnswers, ended }) => received + firstAnswers + ended === 0)}
      chart={
        <Suspense fallback={null}>
          <Columns
            rows={steps.map((step) => ({ ...step, name: short.format(new Date(`${step.day}T00:00:00Z`)) }))}
            series={{ received: t('days.received'), firstAnswers: t('days.answers'), ended: t('days.ended') }}
            axis={formats.number}
          />
        </Suspense>
      }
      table={
        <details className="figures-days">
          <summary>{t('days.table')}</summary>
          <DataTable
            caption={t(`days.title_${size}`)}
            columns={[
              {
                id: 'day',
                title: t(`days.column_${size}`),
                isRowHeader: true,
                cell: ({ day }) => <Day day={day} />,
              },
              { id: 'in', title: t('days.received'), align: 'end', cell: (row) => formats.number(row.received) },
              {
                id: 'answers',
                title: t('days.answers'),
                align: 'end',
                cell: (row) => formats.number(row.firstAnswers),
              },
              { id: 'ended', title: t('days.ended'), align: 'end', cell: (row) => formats.number(row.ended) },
            ]}
            rows={steps}
            rowId={({ day }) => day}
          />
        </details>
      }
    />
  );
}
