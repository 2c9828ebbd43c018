import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../../ui/form/field.js';
import { RadioCards } from '../../../ui/form/radio-cards.js';
import { api } from '../../api.js';
import { useReasonWords } from '../codes.js';
import { DecisionDialog } from './decision-dialog.js';

const REASONS = ['legal-claim', 'authority-order', 'investigation', 'open-complaint'] as const;

/** From now on nothing of the case is destroyed; what has begun stops at its next step. */
export function HoldDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const words = useReasonWords();
  const [reason, setReason] = useState<(typeof REASONS)[number] | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  return (
    <DecisionDialog
      title={t('holds.place_title')}
      go={t('holds.place')}
      onClose={onClose}
      isReady={() => {
        setTried(true);
        return reason !== null;
      }}
      decide={(id) =>
        api.POST('/v1/requests/{id}/holds', {
          params: { path: { id } },
          body: { reason: reason!, ...(note.trim() === '' ? {} : { note: note.trim() }) },
        })
      }
    >
      <p>{t('holds.lead')}</p>
      <RadioCards
        label={t('reason')}
        value={reason}
        onChange={setReason}
        cards={REASONS.map((value) => ({ value, label: words(value) }))}
        error={tried && reason === null ? t('choose_error') : undefined}
      />
      <Field label={t('note')} hint={t('note_hint')} rows={3} maxLength={4_000} value={note} onChange={setNote} />
    </DecisionDialog>
  );
}

/** After that what was approved goes on by itself. */
export function LiftDialog({ holdId, onClose }: { holdId: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  return (
    <DecisionDialog
      grave
      look="danger"
      title={t('holds.lift_title')}
      go={t('holds.lift')}
      onClose={onClose}
      isReady={() => true}
      decide={(id) => api.DELETE('/v1/requests/{id}/holds/{holdId}', { params: { path: { id, holdId } } })}
    >
      <p>{t('holds.lift_text')}</p>
    </DecisionDialog>
  );
}
