import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { DataTable, type TableColumn } from '../../ui/data/data-table.js';
import { State } from '../../ui/data/state.js';
import { Moment } from '../../ui/data/time.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import type { Verification } from './trust-data.js';
import { VerdictTag } from './verdict.js';

/** Verifications up to now. Who asked is not told: the log knows it by pseudonym. */
export function Runs({ runs }: { runs: readonly Verification[] }): ReactNode {
  const { t } = useTranslation('trust');
  const formats = useFormats();
  const columns = useMemo(
    (): TableColumn<Verification>[] => [
      { id: 'asked', title: t('run.asked'), isRowHeader: true, cell: ({ askedAt }) => <Moment at={askedAt} /> },
      { id: 'by', title: t('run.by'), cell: ({ nightly }) => (nightly ? t('run.nightly') : t('run.somebody')) },
      {
        id: 'result',
        title: t('run.result'),
        cell: ({ state, result }) =>
          result ? (
            <VerdictTag verdict={result.verdict} />
          ) : (
            <State tone={state === 'failed' ? 'attention' : 'running'}>{t(`run.${state as 'failed'}`)}</State>
          ),
      },
      {
        id: 'first',
        title: t('run.first'),
        align: 'end',
        cell: ({ result }) => {
          const index = result?.findings.find((finding) => finding.index !== null)?.index;
          return index === undefined || index === null ? '–' : formats.number(index);
        },
      },
      {
        id: 'covers',
        title: t('run.covers'),
        align: 'end',
        cell: ({ result }) =>
          result?.outsideCovers === null || result?.outsideCovers === undefined
            ? t('none')
            : formats.number(result.outsideCovers),
      },
      {
        id: 'size',
        title: t('fact.size'),
        align: 'end',
        cell: ({ result }) => (result ? formats.number(result.size) : '–'),
      },
    ],
    [t, formats],
  );
  return (
    <section className="stack" aria-labelledby="trust-runs">
      <h2 id="trust-runs">{t('run.title')}</h2>
      <DataTable
        caption={t('run.title')}
        columns={columns}
        rows={runs}
        rowId={({ id }) => id}
        empty={<EmptyState level={3} glyph="shield" title={t('run.none')} />}
      />
    </section>
  );
}
