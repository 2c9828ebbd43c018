import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../../ui/data/facts.js';
import { Moment } from '../../../ui/data/time.js';
import { EmptyState } from '../../../ui/feedback/empty-state.js';
import { ErrorState } from '../../../ui/feedback/error-state.js';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import { Button } from '../../../ui/form/button.js';
import { useMay } from '../../session.js';
import { EndOwner } from './end-owner.js';
import { NameOwner } from './name-owner.js';
import { type OwnerView, ownerQuery } from './owner-data.js';
import { OwnerTasks } from './owner-tasks.js';

/** Who works the system by hand, and what she owes. */
export function OwnerPart({ system }: { system: string }): ReactNode {
  const view = useQuery(ownerQuery(system));
  if (view.isPending) return <Skeleton lines={6} />;
  if (view.isError) return <ErrorState error={view.error} onRetry={() => void view.refetch()} />;
  return <Known view={view.data} />;
}

function Known({ view }: { view: OwnerView }): ReactNode {
  const { t } = useTranslation('systems');
  const [open, setOpen] = useState<'name' | 'end' | null>(null);
  const mayManage = useMay('system.manage');
  const { owner, origin, since, system, tasks } = view;
  const close = (): void => setOpen(null);
  const name = (
    <Button look={owner ? 'secondary' : 'primary'} onPress={() => setOpen('name')}>
      {t(owner ? 'owner.change' : 'owner.name')}
    </Button>
  );
  return (
    <div className="stack-l">
      <section className="stack" aria-labelledby="owner">
        <h2 id="owner">{t('owner.title')}</h2>
        <p className="soft">{t('owner.lead')}</p>
        {owner ? (
          <>
            <Facts
              facts={[
                { name: t('owner.who'), value: owner.name },
                { name: t('owner.email'), value: owner.email },
                { name: t('owner.language'), value: t(`owner.in_${owner.language}`) },
                ...(owner.processor === null ? [] : [{ name: t('owner.processor'), value: owner.processor }]),
                {
                  name: t('owner.said'),
                  value: (
                    <>
                      {t(`owner.by_${origin}`)}
                      {since !== null && (
                        <>
                          {', '}
                          <Moment at={since} />
                        </>
                      )}
                    </>
                  ),
                },
              ]}
            />
            {mayManage && (
              <p className="row">
                {name}
                <Button look="quiet" onPress={() => setOpen('end')}>
                  {t('owner.end')}
                </Button>
              </p>
            )}
          </>
        ) : (
          <EmptyState title={t('owner.nobody')} actions={mayManage && name}>
            <p>{t('owner.nobody_text')}</p>
          </EmptyState>
        )}
      </section>
      <OwnerTasks system={system} tasks={tasks} hasOwner={owner !== null} />
      {open === 'name' && <NameOwner system={system} owner={owner} open={tasks.length} onClose={close} />}
      {open === 'end' && owner && <EndOwner system={system} owner={owner} open={tasks.length} onClose={close} />}
    </div>
  );
}
