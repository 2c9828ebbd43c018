import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Field } from '../../ui/form/field.js';
import { RadioCards } from '../../ui/form/radio-cards.js';
import { api } from '../api.js';
import { useBilingual } from '../../i18n/bilingual.js';

export type RevealReason = components['schemas']['RevealDto']['reason'];

/** Asks why somebody wants to see what is sealed; the answer stands in the ledger under her name's pseudonym. */
export function RevealForm(props: {
  id: string;
  /** Where there is no case yet in which a note could lie sealed. */
  withoutNote?: boolean;
  onReveal: (reason: RevealReason, note: string) => void;
}): ReactNode {
  const { t } = useTranslation('dossier');
  const said = useBilingual();
  const [reason, setReason] = useState<RevealReason | null>(null);
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const reasons = useQuery({
    queryKey: ['reveal-reasons'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/desk/reveal-reasons', { signal })),
    staleTime: Infinity,
  });
  if (reasons.isPending) return <Skeleton title={false} lines={4} />;
  if (reasons.isError) return <ErrorNotice error={reasons.error} onRetry={() => void reasons.refetch()} />;
  return (
    <form
      id={props.id}
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setMissing(reason === null);
        if (reason !== null) props.onReveal(reason, note.trim());
      }}
    >
      <p>{t('reveal.lead')}</p>
      <RadioCards
        label={t('reveal.reason')}
        value={reason}
        onChange={setReason}
        cards={reasons.data.reasons.map(({ code, text }) => ({ value: code, label: said(text) }))}
        error={missing && reason === null ? t('choose_error') : undefined}
      />
      {!props.withoutNote && (
        <Field
          label={t('reveal.note')}
          hint={t('reveal.note_hint')}
          rows={2}
          maxLength={2_000}
          value={note}
          onChange={setNote}
        />
      )}
    </form>
  );
}
