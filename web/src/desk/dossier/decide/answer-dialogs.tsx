import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Day } from '../../../ui/data/time.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { RadioCards } from '../../../ui/form/radio-cards.js';
import { Select } from '../../../ui/form/select.js';
import { api } from '../../api.js';
import { useCodeWords, useReasonWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import { LetterAhead } from '../letters/letter-ahead.js';
import { DecisionDialog } from './decision-dialog.js';

const REFUSALS = [
  'unfounded',
  'excessive',
  'unidentifiable',
  'identity-not-proven',
  'no-ground-for-erasure',
  'rights-of-others',
  'law-does-not-apply',
  'not-our-data',
] as const;
const EXTENSIONS = ['complexity', 'number-of-requests'] as const;

/** Never without reasons and remedies (Art. 12(4) GDPR): the letter that says them is read before it goes. */
export function RefusalDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const words = useReasonWords();
  const [reason, setReason] = useState<(typeof REFUSALS)[number] | null>(null);
  const [tried, setTried] = useState(false);
  return (
    <DecisionDialog
      grave
      wide
      look="danger"
      title={t('refusal.title')}
      go={t('refusal.go')}
      conflict={reason === 'unidentifiable' ? t('refusal.not_invited') : t('refusal.conflict')}
      onClose={onClose}
      isReady={() => {
        setTried(true);
        return reason !== null;
      }}
      decide={(id) => api.POST('/v1/requests/{id}/refusal', { params: { path: { id } }, body: { reason: reason! } })}
    >
      <p>{t('refusal.lead')}</p>
      <Select
        label={t('reason')}
        placeholder={t('choose')}
        isRequired
        value={reason}
        onChange={setReason}
        choices={REFUSALS.map((value) => ({ value, label: words(value) }))}
        error={tried && reason === null ? t('choose_error') : undefined}
      />
      {reason !== null && <LetterAhead decision="refusal" reason={reason} />}
    </DecisionDialog>
  );
}

/** Once, before the first date has passed, with reasons (Art. 12(3) GDPR). */
export function ExtensionDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  const { clocks } = useOpenRequest();
  const [reason, setReason] = useState<(typeof EXTENSIONS)[number] | null>(null);
  const [tried, setTried] = useState(false);
  const until = clocks[0]?.extendedDue ?? null;
  return (
    <DecisionDialog
      wide
      title={t('extension.title')}
      go={t('extension.go')}
      conflict={t('extension.conflict')}
      onClose={onClose}
      isReady={() => {
        setTried(true);
        return reason !== null;
      }}
      decide={(id) => api.POST('/v1/requests/{id}/extension', { params: { path: { id } }, body: { reason: reason! } })}
    >
      <p>{t('extension.lead')}</p>
      {until !== null && (
        <Notice>
          <p>
            {t('extension.until')} <Day day={until} weekday />
          </p>
        </Notice>
      )}
      <RadioCards
        label={t('reason')}
        value={reason}
        onChange={setReason}
        cards={EXTENSIONS.map((value) => ({ value, label: word(`extension.${value}`, value) }))}
        error={tried && reason === null ? t('choose_error') : undefined}
      />
      {reason !== null && <LetterAhead decision="extension" reason={reason} />}
    </DecisionDialog>
  );
}
