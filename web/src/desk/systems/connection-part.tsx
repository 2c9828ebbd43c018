import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { ConnectionForm } from './connection-form.js';
import { BeginDraft } from './map/begin-draft.js';
import { SystemCheck } from './system-check.js';
import { connectorsQuery, type Draft, type MapInForce } from './systems-data.js';

interface Props {
  system: string;
  inForce: MapInForce | null;
  draft: Draft | null;
}

/** How the system is reached, and whether it is. */
export function ConnectionPart({ system, inForce, draft }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const connectors = useQuery(connectorsQuery);
  if (!draft) return <BeginDraft system={system} inForce={inForce} what="connection" />;
  if (connectors.isPending) return <Skeleton lines={6} />;
  if (connectors.isError) return <ErrorState error={connectors.error} onRetry={() => void connectors.refetch()} />;
  const connector = connectors.data.find(({ name }) => name === draft.connector);
  if (!connector || !draft.connection) {
    return (
      <Notice tone="attention" title={t('connection.unreadable')}>
        <p>{t('connection.unreadable_text')}</p>
      </Notice>
    );
  }
  return (
    <div className="systems-columns">
      <section className="sheet stack" aria-labelledby="connection">
        <h2 id="connection">{t('connection.title')}</h2>
        {/* Begun anew when another connection stands in the draft, not with every saved text. */}
        <ConnectionForm
          key={JSON.stringify(draft.connection)}
          connector={connector}
          connection={draft.connection}
          draft={draft}
        />
      </section>
      <section className="stack" aria-labelledby="test">
        <h2 id="test">{t('connection.test')}</h2>
        <SystemCheck key={JSON.stringify(draft.connection)} system={system} draft />
      </section>
    </div>
  );
}
