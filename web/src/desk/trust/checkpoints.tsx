import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { DataTable, type TableColumn } from '../../ui/data/data-table.js';
import { State } from '../../ui/data/state.js';
import { Moment } from '../../ui/data/time.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { CopyButton } from '../../ui/form/copy-button.js';
import { type Checkpoint, useCheckpoints } from './trust-data.js';

/** What was signed, and where each of them lies beside our own database. */
export function Checkpoints(): ReactNode {
  const { t } = useTranslation('trust');
  const formats = useFormats();
  const checkpoints = useCheckpoints();
  const outside = checkpoints.data?.pages[0]?.folderIsOutside === true;
  const columns = useMemo(
    (): TableColumn<Checkpoint>[] => [
      {
        id: 'size',
        title: t('checkpoint.size'),
        isRowHeader: true,
        cell: ({ size }) => formats.number(size),
      },
      { id: 'at', title: t('checkpoint.signed'), cell: ({ signedAt }) => <Moment at={signedAt} /> },
      {
        id: 'folder',
        title: outside ? t('checkpoint.folder_outside') : t('checkpoint.folder'),
        cell: ({ folder }) => (
          <State tone={folder ? (outside ? 'done' : 'open') : 'attention'}>
            {folder ? t('checkpoint.there') : t('checkpoint.missing')}
          </State>
        ),
      },
      {
        id: 'mail',
        title: t('checkpoint.mailed'),
        cell: ({ mailedAt }) => (mailedAt === null ? <span className="soft">–</span> : <Moment at={mailedAt} />),
      },
      {
        id: 'root',
        title: t('checkpoint.root'),
        cell: ({ root }) => (
          <code className="trust-hash" title={root}>
            {root.slice(0, 12)}…
          </code>
        ),
      },
      { id: 'note', title: t('checkpoint.note'), cell: ({ note }) => <CopyButton text={note} label={t('copy')} /> },
    ],
    [t, formats, outside],
  );
  if (checkpoints.isPending) return <Skeleton lines={8} title={false} />;
  if (checkpoints.isError) return <ErrorState error={checkpoints.error} onRetry={() => void checkpoints.refetch()} />;
  return (
    <div className="stack">
      <p className="soft">{t('checkpoint.lead')}</p>
      <DataTable
        caption={t('part.checkpoints')}
        columns={columns}
        rows={checkpoints.data.pages.flatMap(({ items }) => items)}
        rowId={({ size }) => String(size)}
        empty={
          <EmptyState glyph="running" title={t('checkpoint.none')}>
            <p>{t('checkpoint.none_text')}</p>
          </EmptyState>
        }
      />
      {checkpoints.hasNextPage && (
        <Button onPress={() => void checkpoints.fetchNextPage()} isPending={checkpoints.isFetchingNextPage}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
