import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem.js';
import type { components } from '../../api/schema.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { RadioCards } from '../../ui/form/radio-cards.js';
import { api } from '../api.js';
import { useBilingual } from '../../i18n/bilingual.js';

type Outcome = components['schemas']['SettleErrandDto']['outcome'];

interface Props {
  requestId: string;
  errand: Pick<components['schemas']['ErrandView'], 'id' | 'text' | 'choices'>;
  onClose: () => void;
}

/** How it was settled, by whoever did it. What was done by hand is told as her word, never as checked. */
export function SettleErrand({ requestId, errand, onClose }: Props): ReactNode {
  const { t, i18n } = useTranslation('errands');
  const said = useBilingual();
  const form = useId();
  const queries = useQueryClient();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const settle = useMutation({
    mutationFn: () =>
      api.POST('/v1/requests/{id}/errands/{errandId}', {
        params: { path: { id: requestId, errandId: errand.id } },
        body: { outcome: outcome!, ...(note.trim() === '' ? {} : { note: note.trim() }) },
      }),
    onSuccess: onClose,
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: ['request', requestId] }),
        queries.invalidateQueries({ queryKey: ['errands'] }),
      ]),
  });
  const gone = settle.error instanceof ProblemError && settle.error.code === 'conflict';
  return (
    <Dialog
      title={t('settle.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('settle.cancel')}
          </Button>
          <Button look="primary" type="submit" form={form} isPending={settle.isPending}>
            {t('settle.go')}
          </Button>
        </>
      }
    >
      <p>{said(errand.text)}</p>
      <form
        id={form}
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (outcome !== null) settle.mutate();
        }}
      >
        <RadioCards
          label={t('settle.how')}
          value={outcome}
          onChange={setOutcome}
          cards={errand.choices.map((choice) => ({
            value: choice.outcome as Outcome,
            label: i18n.exists(`errands:choice.${choice.outcome}`)
              ? t(`choice.${choice.outcome}` as 'choice.try-again')
              : said(choice.text),
            ...(i18n.exists(`errands:hint.${choice.outcome}`)
              ? { hint: t(`hint.${choice.outcome}` as 'hint.try-again') }
              : {}),
          }))}
          error={tried && outcome === null ? t('settle.choose_error') : undefined}
        />
        <Field
          label={t('settle.note')}
          hint={t('settle.note_hint')}
          rows={3}
          maxLength={4_000}
          value={note}
          onChange={setNote}
        />
        {settle.isError &&
          (gone ? (
            <Notice tone="problem" live="alert" title={t('settle.gone')}>
              <p>{t('settle.gone_text')}</p>
            </Notice>
          ) : (
            <ErrorNotice error={settle.error} />
          ))}
      </form>
    </Dialog>
  );
}
