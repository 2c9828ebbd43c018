import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { State } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Progress } from '../../../ui/feedback/progress.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { useMay } from '../../session.js';
import type { Gate } from './restore-data.js';

const REASONS = ['notReplayed', 'underWay', 'toApprove', 'changed', 'held', 'findings', 'failed'] as const;

/** The gate, and for each restore behind it how many erasures hold again and what keeps the others. */
export function GateState({ gate }: { gate: Gate }): ReactNode {
  const { t } = useTranslation('systems');
  const red = gate.state === 'red';
  return (
    <section className="sheet stack" aria-labelledby="gate">
      <h2 id="gate">{t('restore.gate')}</h2>
      <p>
        <State tone={red ? 'problem' : 'done'}>{red ? t('restore.red') : t('restore.green')}</State>
      </p>
      <p className="soft">{red ? t('restore.red_text') : t('restore.green_text')}</p>
      {gate.restores.map((restore) => (
        <Restore key={restore.id} system={gate.system} restore={restore} />
      ))}
    </section>
  );
}

function Restore({ system, restore }: { system: string; restore: Gate['restores'][number] }): ReactNode {
  const { t } = useTranslation('systems');
  const queries = useQueryClient();
  const mayCount = useMay('replay.count');
  const count = useMutation({
    mutationFn: () =>
      api.POST('/v1/systems/{system}/replays', {
        params: { path: { system } },
        body: { since: restore.backupTakenAt },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['system', system] }),
  });
  const { erasures, clean, missing } = restore;
  return (
    <div className="stack-s">
      <p>
        {t('restore.backup_of')} <Moment at={restore.backupTakenAt} />, {t('restore.declared')}{' '}
        <Moment at={restore.declaredAt} />
      </p>
      <Progress
        label={t('restore.holding')}
        value={clean}
        max={erasures}
        said={t('restore.holding_of', { clean, count: erasures })}
      />
      <ul>
        {REASONS.filter((reason) => missing[reason] > 0).map((reason) => (
          <li key={reason}>
            {t(`restore.missing.${reason}`, { count: missing[reason] })}
            {(reason === 'findings' || reason === 'failed') && (
              <>
                {' '}
                <Link to="/errands">{t('restore.to_errands')}</Link>
              </>
            )}
          </li>
        ))}
      </ul>
      {mayCount && (
        <div className="row">
          <Button isPending={count.isPending} onPress={() => count.mutate()}>
            {t('restore.count')}
          </Button>
          <span className="small soft">{t('restore.count_hint')}</span>
        </div>
      )}
      {count.isError && <ErrorNotice error={count.error} />}
    </div>
  );
}
