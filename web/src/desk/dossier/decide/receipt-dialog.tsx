import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../../ui/data/time.js';
import { Field } from '../../../ui/form/field.js';
import { RadioCards } from '../../../ui/form/radio-cards.js';
import { useNow } from '../../../ui/now.js';
import { api } from '../../api.js';
import { dayIn, receiptMoment } from '../../record/receipt-moment.js';
import { useReasonWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import { DecisionDialog } from './decision-dialog.js';

const REASONS = ['receipt-misrecorded', 'receipt-shown-earlier', 'receipt-shown-later'] as const;

/** The date that was written down was not the true one: the clock counts anew, and the ledger keeps both and why. */
export function ReceiptDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const words = useReasonWords();
  const { receivedAt, zone } = useOpenRequest();
  const [day, setDay] = useState('');
  const [time, setTime] = useState('');
  const [reason, setReason] = useState<(typeof REASONS)[number] | null>(null);
  const [tried, setTried] = useState(false);
  const known = /^\d{4}-\d\d-\d\d$/.test(day);
  const now = useNow(30_000);
  const moment = receiptMoment(known ? day : dayIn(now, zone), time, zone, now);
  const future = moment > now;
  return (
    <DecisionDialog
      title={t('receipt_date.title')}
      go={t('receipt_date.go')}
      conflict={t('receipt_date.conflict')}
      onClose={onClose}
      isReady={() => {
        setTried(true);
        return known && !future && reason !== null;
      }}
      decide={(id) =>
        api.POST('/v1/requests/{id}/receipt-date', {
          params: { path: { id } },
          body: { receivedAt: moment.toISOString(), reason: reason! },
        })
      }
    >
      <p>
        {t('receipt_date.lead')} <Moment at={receivedAt} />
      </p>
      <div className="row">
        <Field
          label={t('receipt_date.day')}
          type="date"
          isRequired
          value={day}
          onChange={setDay}
          error={tried && !known ? t('receipt_date.day_error') : known && future ? t('receipt_date.future') : undefined}
        />
        <Field label={t('receipt_date.time')} type="time" value={time} onChange={setTime} />
      </div>
      <RadioCards
        label={t('reason')}
        value={reason}
        onChange={setReason}
        cards={REASONS.map((value) => ({ value, label: words(value) }))}
        error={tried && reason === null ? t('choose_error') : undefined}
      />
    </DecisionDialog>
  );
}
