import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DataTable, type TableColumn } from '../../ui/data/data-table.js';
import { Moment } from '../../ui/data/time.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { useCompanyName } from '../companies.js';
import { useMay } from '../session.js';
import { type Finding, useOpenFindings } from './findings-data.js';
import { SettleFinding } from './settle-finding.js';

/** What stands in no request any more and yet waits for an officer; nothing where nothing waits. */
export function Findings(): ReactNode {
  const { t } = useTranslation('errands');
  const mayRead = useMay('finding.read');
  const findings = useOpenFindings(mayRead);
  const [settling, setSettling] = useState<Finding | null>(null);
  const columns = useColumns(setSettling);
  if (!mayRead || findings.isPending) return null;
  if (!findings.data) return <ErrorState error={findings.error} onRetry={() => void findings.refetch()} />;
  if (findings.data.length === 0 && !settling) return null;
  return (
    <section className="stack" aria-labelledby="findings">
      <h2 id="findings">{t('finding.title')}</h2>
      <p className="soft">{t('finding.lead')}</p>
      <DataTable caption={t('finding.title')} columns={columns} rows={findings.data} rowId={({ id }) => id} />
      {findings.hasNextPage && (
        <p>
          <Button onPress={() => void findings.fetchNextPage()} isPending={findings.isFetchingNextPage}>
            {t('more')}
          </Button>
        </p>
      )}
      {settling && <SettleFinding finding={settling} onClose={() => setSettling(null)} />}
    </section>
  );
}

function useColumns(onSettle: (finding: Finding) => void): TableColumn<Finding>[] {
  const { t } = useTranslation('errands');
  const companyName = useCompanyName();
  const maySettle = useMay('finding.settle');
  return [
    {
      id: 'what',
      title: t('column.what'),
      isRowHeader: true,
      cell: ({ kind, change, source }) => (
        <span>
          {t(`finding.kind.${kind}`)}
          <span className="errands-place">
            {source} · {t(`finding.change.${change}` as 'finding.change.created')}
          </span>
        </span>
      ),
    },
    { id: 'controller', title: t('column.controller'), cell: ({ controller }) => companyName(controller) },
    {
      id: 'erased',
      title: t('finding.erased'),
      cell: ({ erasedAt }) => (erasedAt === null ? <span className="soft">–</span> : <Moment at={erasedAt} dayOnly />),
    },
    { id: 'seen', title: t('finding.seen'), cell: ({ seenAt }) => <Moment at={seenAt} dayOnly /> },
    ...(maySettle
      ? [
          {
            id: 'settle',
            title: t('column.settle'),
            align: 'end' as const,
            cell: (finding: Finding) => (
              <Button
                small
                onPress={() => onSettle(finding)}
                aria-label={t('finding.settle_one', {
                  what: t(`finding.kind.${finding.kind}`),
                  source: finding.source,
                })}
              >
                {t('settle_short')}
              </Button>
            ),
          },
        ]
      : []),
  ];
}
