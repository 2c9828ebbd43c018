import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../../api/problem.js';
import { Facts } from '../../../ui/data/facts.js';
import { State, type StateTone } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Progress } from '../../../ui/feedback/progress.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { useMay } from '../../session.js';
import { useSteppedMutation } from '../../step-up/step-up.js';
import { isWorking, type Replay } from './restore-data.js';

const TONES: Record<Replay['state'], StateTone> = {
  counting: 'running',
  counted: 'person',
  applying: 'running',
  ended: 'done',
};

/** One replay: what was counted, how far it is, and the officer's approval of exactly that. */
export function ReplayCard({ replay }: { replay: Replay }): ReactNode {
  const { t } = useTranslation('systems');
  const mayApprove = useMay('plan.approve');
  const [asking, setAsking] = useState(false);
  const { erasures, state } = replay;
  const left = state === 'counting' ? erasures.waiting : erasures.counted + erasures.intended;
  return (
    <article className="sheet stack">
      <div className="row spread">
        <h3>
          {t('restore.since')} <Moment at={replay.since} />
        </h3>
        <State tone={TONES[state]}>{t(`restore.state.${state}`)}</State>
      </div>
      {isWorking(replay) && (
        <Progress
          label={t(`restore.state.${state}`)}
          value={erasures.erasures - left}
          max={erasures.erasures}
          said={t('restore.of', { done: erasures.erasures - left, count: erasures.erasures })}
        />
      )}
      <Counts replay={replay} />
      {replay.singlePerson && <Notice tone="attention" title={t('restore.single')} />}
      {state === 'counted' && (
        <div className="row">
          <Button look="primary" isDisabled={!mayApprove} onPress={() => setAsking(true)}>
            {t('restore.approve')}
          </Button>
          {!mayApprove && <span className="small soft">{t('restore.officer_only')}</span>}
        </div>
      )}
      {asking && <Ask replay={replay} onClose={() => setAsking(false)} />}
    </article>
  );
}

const RECORDS = ['again', 'more', 'strangers', 'kept'] as const;
const ENDS = ['clean', 'finding', 'held', 'changed', 'failed'] as const;

function Counts({ replay }: { replay: Replay }): ReactNode {
  const { t } = useTranslation('systems');
  const { erasures, records } = replay;
  return (
    <Facts
      facts={[
        { name: t('restore.erasures'), value: erasures.erasures },
        ...ENDS.filter((end) => erasures[end] > 0).map((end) => ({
          name: t(`restore.end.${end}`),
          value: erasures[end],
        })),
        ...RECORDS.map((what) => ({ name: t(`restore.records.${what}`), value: records[what] })),
      ]}
    />
  );
}

function Ask({ replay: shown, onClose }: { replay: Replay; onClose: () => void }): ReactNode {
  const { t } = useTranslation('systems');
  const queries = useQueryClient();
  // What was asked about stays what is sent.
  const [replay] = useState(shown);
  const approve = useSteppedMutation({
    mutationFn: () =>
      api.POST('/v1/replays/{id}/approval', {
        params: { path: { id: replay.id } },
        body: { hash: replay.hash ?? '' },
      }),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ['system', replay.system] }),
  });
  const wroteMap = approve.error instanceof ProblemError && approve.error.code === 'duties-not-apart';
  return (
    <Dialog
      role="alertdialog"
      title={t('restore.ask')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button look="danger" isPending={approve.isPending} onPress={() => approve.mutate()}>
            {t('restore.approve_go')}
          </Button>
        </>
      }
    >
      <p>{t('restore.ask_text')}</p>
      <Counts replay={replay} />
      <p className="small soft">
        {t('restore.hash')} <code>{replay.hash}</code>
      </p>
      {wroteMap ? (
        <Notice tone="problem" live="alert" title={t('restore.wrote_map')}>
          <p>{t('restore.wrote_map_text')}</p>
        </Notice>
      ) : (
        approve.isError && <ErrorNotice error={approve.error} />
      )}
    </Dialog>
  );
}
