import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { DataTable, type TableColumn } from '../../ui/data/data-table.js';
import { Moment } from '../../ui/data/time.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { type LogEntry, useEntries } from './trust-data.js';

/** The log itself, the newest first: codes, ids and counts, as they were hashed. */
export function Entries(): ReactNode {
  const { t } = useTranslation('trust');
  const formats = useFormats();
  const entries = useEntries();
  const columns = useMemo(
    (): TableColumn<LogEntry>[] => [
      { id: 'index', title: t('entry.index'), isRowHeader: true, cell: ({ index }) => formats.number(index) },
      { id: 'kind', title: t('entry.kind'), cell: ({ kind }) => <code>{kind}</code> },
      { id: 'at', title: t('entry.at'), cell: ({ at }) => <Moment at={at} /> },
      {
        id: 'hash',
        title: t('entry.hash'),
        cell: ({ hash }) => (
          <code className="trust-hash" title={hash}>
            {hash.slice(0, 12)}…
          </code>
        ),
      },
      {
        id: 'body',
        title: t('entry.body'),
        cell: ({ body, index }) => (
          <details className="trust-body">
            <summary>
              {t('entry.show')} <span className="visually-hidden">{formats.number(index)}</span>
            </summary>
            <pre>{indented(body)}</pre>
          </details>
        ),
      },
    ],
    [t, formats],
  );
  if (entries.isPending) return <Skeleton lines={10} title={false} />;
  if (entries.isError) return <ErrorState error={entries.error} onRetry={() => void entries.refetch()} />;
  return (
    <div className="stack">
      <p className="soft">{t('entry.lead')}</p>
      <DataTable
        caption={t('part.entries')}
        columns={columns}
        rows={entries.data}
        rowId={({ index }) => String(index)}
        empty={
          <EmptyState glyph="running" title={t('entry.none')}>
            <p>{t('entry.none_text')}</p>
          </EmptyState>
        }
      />
      {entries.hasNextPage && (
        <Button onPress={() => void entries.fetchNextPage()} isPending={entries.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}

/** Easier to read than what was hashed; what is no JSON stays as it is. */
function indented(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
