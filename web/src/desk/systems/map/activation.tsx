import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import { ProblemError } from '../../../api/problem.js';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { useSteppedMutation } from '../../step-up/step-up.js';
import { DiffView } from '../editor/diff-view.js';
import { forgetDraft } from '../draft-memory.js';
import { type Draft, draftQuery, type MapInForce, mapQuery } from '../systems-data.js';

interface Props {
  system: string;
  inForce: MapInForce | null;
  draft: Draft;
  unsaved: boolean;
  errors: number;
  onGo: (part: string) => void;
}

/** Puts the saved draft in force, after showing what that changes. */
export function Activation({ system, inForce, draft, unsaved, errors, onGo }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const activate = useSteppedMutation({
    mutationFn: (revision: number) =>
      dataOf(api.POST('/v1/systems/{system}/draft/activation', { params: { path: { system } }, body: { revision } })),
    onSuccess: async () => {
      // The new map is there before the draft goes, so that the page never stands without either.
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['systems'] }),
        queries.fetchQuery({ ...mapQuery(system), staleTime: 0 }),
      ]);
      void queries.invalidateQueries({ queryKey: ['first-run'] });
      onGo('overview');
      forgetDraft(queries, system);
    },
    onError: (error) => {
      if (codeOf(error) === 'draft-changed') void queries.invalidateQueries(draftQuery(system));
    },
  });
  const obstacle = unsaved ? t('save_first') : !draft.usable ? t('activate.errors', { count: errors }) : null;
  return (
    <section className="stack" aria-labelledby="activate">
      <h2 id="activate">{t('activate.title')}</h2>
      <p className="soft">{t('activate.lead')}</p>
      <div className="row">
        <Button look="primary" onPress={() => setAsking(true)} isDisabled={obstacle !== null}>
          {t('activate.go')}
        </Button>
        <Button look="quiet" onPress={() => onGo('trial')}>
          {t('next.try')}
        </Button>
        {obstacle !== null && <span className="small soft">{obstacle}</span>}
      </div>
      <Dialog
        wide
        title={t('activate.confirm')}
        isOpen={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button look="quiet" onPress={() => setAsking(false)}>
              {t('cancel')}
            </Button>
            <Button look="primary" onPress={() => activate.mutate(draft.revision)} isPending={activate.isPending}>
              {t('activate.go')}
            </Button>
          </>
        }
      >
        <ul>
          <li>{inForce ? t('activate.replaces', { version: inForce.version }) : t('activate.first')}</li>
          <li>{t('activate.running')}</li>
          <li>{t('activate.recorded')}</li>
          <li>{t('activate.checked')}</li>
        </ul>
        {inForce ? (
          <DiffView before={inForce.yaml} after={draft.yaml} label={t('activate.diff')} />
        ) : (
          <p className="soft">{t('activate.nothing_before')}</p>
        )}
        {activate.isError && <Refused error={activate.error} />}
      </Dialog>
    </section>
  );
}

function Refused({ error }: { error: unknown }): ReactNode {
  const { t } = useTranslation('systems');
  const code = codeOf(error);
  if (code !== 'map-refused' && code !== 'draft-changed') return <ErrorNotice error={error} />;
  return (
    <Notice tone="problem" live="alert" title={t(`activate.problem.${code}.title`)}>
      <p>{t(`activate.problem.${code}.text`)}</p>
    </Notice>
  );
}

const codeOf = (error: unknown): string | null => (error instanceof ProblemError ? error.code : null);
