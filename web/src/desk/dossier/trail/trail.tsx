import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { ErrorState } from '../../../ui/feedback/error-state.js';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import { Button } from '../../../ui/form/button.js';
import { useOpenRequest } from '../dossier-data.js';
import { Receipt } from './receipt.js';
import { useTrail } from './trail-data.js';
import { TrailEntries } from './trail-entries.js';
import { TrailVerdict } from './trail-verdict.js';
import './trail.css';

/** What was recorded of the request, each entry checked in this browser. */
export function Trail(): ReactNode {
  const { t } = useTranslation('dossier');
  const { id } = useOpenRequest();
  const { keys, trail } = useTrail(id);
  if (keys.isError) return <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />;
  if (trail.isError && !trail.data) return <ErrorState error={trail.error} onRetry={() => void trail.refetch()} />;
  if (!trail.data) return <Skeleton lines={8} />;
  const pages = trail.data.pages;
  const entries = pages.flatMap((page) => page.entries);
  if (entries.length === 0) {
    return (
      <EmptyState glyph="receipt" title={t('trail.none')}>
        <p>{t('trail.none_text')}</p>
      </EmptyState>
    );
  }
  return (
    <div className="stack-l">
      <TrailVerdict pages={pages} />
      <TrailEntries entries={entries} />
      {trail.hasNextPage && (
        <p>
          <Button isPending={trail.isFetchingNextPage} onPress={() => void trail.fetchNextPage()}>
            {t('trail.more')}
          </Button>
        </p>
      )}
      <Receipt />
    </div>
  );
}
