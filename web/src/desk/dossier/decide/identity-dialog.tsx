import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../ui/form/field.js';
import { RadioCards } from '../../../ui/form/radio-cards.js';
import { Select } from '../../../ui/form/select.js';
import { api } from '../../api.js';
import { useReasonWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import { DecisionDialog } from './decision-dialog.js';

const REASONS = ['identity-not-proven', 'identity-mismatch', 'no-authority'] as const;

/** Is she who she says? Whoever accepts it cannot approve the erasure too. */
export function IdentityDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const reasonWords = useReasonWords();
  const { identity, state } = useOpenRequest();
  const [decision, setDecision] = useState<'accept' | 'refuse' | 'code' | null>(null);
  const [reason, setReason] = useState<(typeof REASONS)[number] | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const mayAskCode = identity.assurance === 'none' && state === 'proving';
  return (
    <DecisionDialog
      title={t('identity.title')}
      go={t('identity.go')}
      onClose={onClose}
      isReady={() => {
        setTried(true);
        return decision === 'accept' || decision === 'code' || (decision === 'refuse' && reason !== null);
      }}
      decide={(id) => {
        const params = { path: { id } };
        if (decision === 'code' || decision === null) return api.POST('/v1/requests/{id}/identity/code', { params });
        return api.POST('/v1/requests/{id}/identity', {
          params,
          body: {
            decision,
            ...(decision === 'refuse' && reason ? { reason } : {}),
            ...(note.trim() === '' ? {} : { note: note.trim() }),
          },
        });
      }}
    >
      {identity.actingFor && <p>{t('identity.acting')}</p>}
      <RadioCards
        label={t('identity.question')}
        value={decision}
        onChange={setDecision}
        cards={[
          { value: 'accept', label: t('identity.accept'), hint: t('identity.accept_hint') },
          { value: 'refuse', label: t('identity.refuse'), hint: t('identity.refuse_hint') },
          ...(mayAskCode ? [{ value: 'code' as const, label: t('identity.code'), hint: t('identity.code_hint') }] : []),
        ]}
        error={tried && decision === null ? t('choose_error') : undefined}
      />
      {decision === 'refuse' && (
        <Select
          label={t('reason')}
          placeholder={t('choose')}
          isRequired
          value={reason}
          onChange={setReason}
          choices={REASONS.map((value) => ({ value, label: reasonWords(value) }))}
          error={tried && reason === null ? t('choose_error') : undefined}
        />
      )}
      {decision !== 'code' && (
        <Field
          label={t('identity.note')}
          hint={t('identity.note_hint')}
          rows={3}
          maxLength={4_000}
          value={note}
          onChange={setNote}
        />
      )}
    </DecisionDialog>
  );
}
