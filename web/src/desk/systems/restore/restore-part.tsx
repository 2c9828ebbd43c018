import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { ErrorState } from '../../../ui/feedback/error-state.js';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import { useMay } from '../../session.js';
import { DeclareForm } from './declare-form.js';
import { GateState } from './gate-state.js';
import { ReplayCard } from './replay-card.js';
import { gateQuery, isWorking, replaysQuery } from './restore-data.js';

/** After a restored back-up: may the system be used, what is missing, and erasures applied again. */
export function RestorePart({ system }: { system: string }): ReactNode {
  const { t } = useTranslation('systems');
  const gate = useQuery(gateQuery(system));
  const replays = useQuery(replaysQuery(system));
  const mayDeclare = useMay('restore.declare');
  const working = replays.data?.some(isWorking) ?? false;
  const { refetch } = gate;
  // What a replay has come to changes the gate.
  useEffect(() => {
    if (!working) void refetch();
  }, [working, refetch]);
  if (gate.isPending || replays.isPending) return <Skeleton lines={6} />;
  if (gate.isError) return <ErrorState error={gate.error} onRetry={() => void gate.refetch()} />;
  if (replays.isError) return <ErrorState error={replays.error} onRetry={() => void replays.refetch()} />;
  return (
    <div className="stack-l">
      <GateState gate={gate.data} />
      {mayDeclare && <DeclareForm system={system} />}
      <section className="stack" aria-labelledby="replays">
        <h2 id="replays">{t('restore.replays')}</h2>
        {replays.data.length === 0 ? (
          <EmptyState title={t('restore.no_replays')}>
            <p>{t('restore.no_replays_text')}</p>
          </EmptyState>
        ) : (
          replays.data.map((replay) => <ReplayCard key={replay.id} replay={replay} />)
        )}
      </section>
    </div>
  );
}
