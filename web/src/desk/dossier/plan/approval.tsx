import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api.js';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import { useSteppedMutation } from '../../step-up/step-up.js';
import { useCodeWords } from '../codes.js';
import { DecisionError } from '../decision-error.js';
import { readAgain, useDecision, useOpenRequest } from '../dossier-data.js';
import { WhyNot } from '../overview/why-not.js';
import { Consequences } from './consequences.js';
import { isCopy, type PlanView } from './plan-data.js';

/** Approves the plan that is on this page, and no other: its hash goes with the decision. */
export function Approval({ plan }: { plan: PlanView }): ReactNode {
  const { t } = useTranslation('dossier');
  const decision = useDecision('plan/approval');
  const open = useOpenRequest();
  const word = useCodeWords();
  const [asking, setAsking] = useState(false);
  if (plan.state === 'approved') {
    return (
      <Notice tone="good" title={t('approve.done')}>
        <p>{t('approve.done_text')}</p>
      </Notice>
    );
  }
  if (!decision) return null;
  return (
    <section className="sheet stack plan-approval" aria-labelledby="approval-title">
      <h2 id="approval-title" className="dossier-heading">
        {t('approve.title')}
      </h2>
      <Consequences plan={plan} copy={isCopy(open.right)} />
      {plan.ownWork !== null && (
        <Notice tone="attention" title={word(`own_work.${plan.ownWork}`, plan.ownWork)}>
          <p>{decision.allowed ? t('approve.single') : t('approve.refused')}</p>
        </Notice>
      )}
      <div className="row">
        <Button look="primary" isDisabled={!decision.allowed} onPress={() => setAsking(true)}>
          {t('approve.open')}
        </Button>
        {!decision.allowed && <WhyNot decision={decision} />}
      </div>
      {asking && <Ask plan={plan} onClose={() => setAsking(false)} />}
    </section>
  );
}

function Ask({ plan: shown, onClose }: { plan: PlanView; onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const open = useOpenRequest();
  // What was asked about stays what is sent, also when another plan arrives while the dialog is open.
  const [plan] = useState(shown);
  const queries = useQueryClient();
  const copy = isCopy(open.right);
  const approve = useSteppedMutation({
    mutationFn: () =>
      api.POST('/v1/requests/{id}/plan/approval', { params: { path: { id: open.id } }, body: { hash: plan.hash } }),
    onSuccess: onClose,
    onSettled: () => readAgain(queries, open.id),
  });
  const changed = shown.hash !== plan.hash;
  return (
    <Dialog
      role="alertdialog"
      title={
        copy ? t('approve.ask_copy', { reference: open.reference }) : t('approve.ask', { reference: open.reference })
      }
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button
            look={copy ? 'primary' : 'danger'}
            isPending={approve.isPending}
            isDisabled={changed}
            onPress={() => approve.mutate()}
          >
            {copy ? t('approve.go_copy') : t('approve.go')}
          </Button>
        </>
      }
    >
      <Consequences plan={plan} copy={copy} />
      <p className="small soft plan-hash">
        {t('plan.hash')} <code>{plan.hash}</code>
      </p>
      {changed && !approve.isPending && (
        <Notice tone="attention" live="alert" title={t('refused.plan-changed.title')}>
          <p>{t('refused.plan-changed.text')}</p>
        </Notice>
      )}
      {approve.isError && !changed && <DecisionError error={approve.error} conflict={t('approve.conflict')} />}
    </Dialog>
  );
}
