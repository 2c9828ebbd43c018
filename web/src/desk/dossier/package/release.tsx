import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { useSteppedMutation } from '../../step-up/step-up.js';
import { DecisionError } from '../decision-error.js';
import { readAgain, useDecision, useOpenRequest } from '../dossier-data.js';
import { WhyNot } from '../overview/why-not.js';
import { PartSection } from '../part-section.js';
import type { PackageView } from './package-part.js';

/** Lets the copy go, as it is shown and no other: its digest goes with the decision. */
export function Release({ built }: { built: PackageView }): ReactNode {
  const { t } = useTranslation('dossier');
  const decision = useDecision('release');
  const [asking, setAsking] = useState(false);
  if (built.state === 'released') {
    return (
      <Notice tone="good" title={t('release.done')}>
        <p>{t('release.done_text')}</p>
      </Notice>
    );
  }
  if (!decision) return null;
  return (
    <PartSection title={t('release.title')}>
      <p>{t('release.lead')}</p>
      <div className="row">
        <Button look="primary" isDisabled={!decision.allowed} onPress={() => setAsking(true)}>
          {t('release.open')}
        </Button>
        {!decision.allowed && <WhyNot decision={decision} />}
      </div>
      {asking && <Ask built={built} onClose={() => setAsking(false)} />}
    </PartSection>
  );
}

function Ask({ built: shown, onClose }: { built: PackageView; onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const formats = useFormats();
  const open = useOpenRequest();
  const [built] = useState(shown);
  const queries = useQueryClient();
  const release = useSteppedMutation({
    mutationFn: () =>
      api.POST('/v1/requests/{id}/release', { params: { path: { id: open.id } }, body: { digest: built.digest } }),
    onSuccess: onClose,
    onSettled: () => readAgain(queries, open.id),
  });
  const { summary } = built;
  return (
    <Dialog
      role="alertdialog"
      title={t('release.ask', { reference: open.reference })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button look="primary" isPending={release.isPending} onPress={() => release.mutate()}>
            {t('release.go')}
          </Button>
        </>
      }
    >
      <ul className="plan-consequences">
        {summary && <li>{t('release.records', { count: summary.records })}</li>}
        {summary && summary.withheld > 0 && <li>{t('release.withheld', { count: summary.withheld })}</li>}
        {summary && summary.searched < summary.of && (
          <li>
            {t('release.gap', {
              missing: formats.number(summary.of - summary.searched),
              of: formats.number(summary.of),
            })}
          </li>
        )}
        <li>{open.replyBy === 'post' ? t('release.by_post') : t('release.fetch')}</li>
      </ul>
      <p className="small soft package-digest">
        {t('package.digest')} <code>{built.digest}</code>
      </p>
      {release.isError && <DecisionError error={release.error} conflict={t('release.conflict')} />}
    </Dialog>
  );
}
