import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { Facts } from '../../../ui/data/facts.js';
import { State } from '../../../ui/data/state.js';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { useCodeWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import { RevealForm, type RevealReason } from '../reveal-form.js';

type Revealed = components['schemas']['RevealedDto'];

/** Shows identifiers or her words, once a reason is given; what was shown is gone when the dialog closes. */
export function RevealDialog({ what, onClose }: { what: 'identifiers' | 'statement'; onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const { id } = useOpenRequest();
  const form = useId();
  const queries = useQueryClient();
  const reveal = useMutation({
    gcTime: 0,
    mutationFn: ({ reason, note }: { reason: RevealReason; note: string }) =>
      dataOf(
        api.POST('/v1/requests/{id}/reveals', {
          params: { path: { id } },
          body: { what, reason, ...(note === '' ? {} : { note }) },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['request', id, 'trail'] }),
  });
  return (
    <Dialog
      title={t(`reveal.${what}`)}
      isOpen
      onClose={onClose}
      actions={
        reveal.data ? (
          <Button look="primary" onPress={onClose}>
            {t('close')}
          </Button>
        ) : (
          <>
            <Button look="quiet" onPress={onClose}>
              {t('cancel')}
            </Button>
            <Button look="primary" type="submit" form={form} isPending={reveal.isPending}>
              {t('reveal.go')}
            </Button>
          </>
        )
      }
    >
      {reveal.data ? (
        <Shown data={reveal.data} />
      ) : (
        <RevealForm id={form} onReveal={(reason, note) => reveal.mutate({ reason, note })} />
      )}
      {reveal.isError && <ErrorNotice error={reveal.error} />}
    </Dialog>
  );
}

function Shown({ data }: { data: Revealed }): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  if (data.identifiers) {
    return (
      <ul className="dossier-list" aria-live="polite">
        {data.identifiers.map(({ kind, value, source, proven }, index) => (
          <li key={index}>
            <span>
              <span className="soft small">{word(`kind.${kind}`, kind)}</span> <span className="mono">{value}</span>
              <span className="dossier-beside">{word(`source.${source}`, source.replace('system:', ''))}</span>
            </span>
            {proven && <State tone="done">{t('who.proven')}</State>}
          </li>
        ))}
      </ul>
    );
  }
  const { text, actingFor } = data.statement ?? { text: null, actingFor: null };
  return (
    <div className="stack" aria-live="polite">
      {actingFor && (
        <Facts
          facts={[
            { name: t('reveal.acting_name'), value: actingFor.name },
            { name: t('reveal.acting_relation'), value: word(`acting.${actingFor.relation}`, actingFor.relation) },
            {
              name: t('reveal.acting_authority'),
              value: word(`authority.${actingFor.authority}`, actingFor.authority),
            },
            { name: t('reveal.acting_contact'), value: actingFor.contact ?? t('no_words') },
          ]}
        />
      )}
      {text === null ? <p className="soft">{t('reveal.no_text')}</p> : <p className="dossier-prose">{text}</p>}
    </div>
  );
}
