import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { dataOf } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { RadioCards } from '../../ui/form/radio-cards.js';
import { api } from '../api.js';

/** As the service takes it at most. */
const MOST = 4_000;

/** A checkpoint from outside makes the difference between agreement and proof, so that it is asked for first. */
export function VerifyForm(): ReactNode {
  const { t } = useTranslation('trust');
  const queries = useQueryClient();
  const [way, setWay] = useState<'held' | 'without'>('held');
  const [checkpoint, setCheckpoint] = useState('');
  const [tooBig, setTooBig] = useState(false);
  const read = (file: File | undefined): void => {
    if (!file) return;
    setTooBig(file.size > MOST);
    if (file.size <= MOST) void file.text().then(setCheckpoint);
  };
  const verify = useMutation({
    mutationFn: () =>
      dataOf(api.POST('/v1/ledger/verification', { body: way === 'held' ? { checkpoint: withEnd(checkpoint) } : {} })),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['ledger', 'verifications'] }),
  });
  const noCheckpoint = verify.error instanceof ProblemError && verify.error.code === 'validation-failed';
  return (
    <form
      className="sheet stack"
      onSubmit={(event) => {
        event.preventDefault();
        verify.mutate();
      }}
    >
      <h2>{t('verify.title')}</h2>
      <RadioCards
        label={t('verify.way')}
        value={way}
        onChange={setWay}
        cards={[
          { value: 'held', label: t('verify.held'), hint: t('verify.held_hint') },
          { value: 'without', label: t('verify.without'), hint: t('verify.without_hint') },
        ]}
      />
      {way === 'held' && (
        <>
          <Field
            label={t('verify.checkpoint')}
            hint={t('verify.checkpoint_hint')}
            value={checkpoint}
            onChange={setCheckpoint}
            rows={6}
            maxLength={MOST}
            isRequired
            className="trust-note-field"
            error={noCheckpoint ? t('verify.no_checkpoint') : undefined}
          />
          <div>
            <FileTrigger acceptedFileTypes={['.txt', '.note', 'text/plain']} onSelect={(files) => read(files?.[0])}>
              <Button small>{t('verify.file')}</Button>
            </FileTrigger>
          </div>
          {tooBig && (
            <Notice tone="attention" live="alert">
              <p>{t('verify.too_big')}</p>
            </Notice>
          )}
        </>
      )}
      {verify.isError && !noCheckpoint && <ErrorNotice error={verify.error} />}
      <p>
        <Button
          type="submit"
          look="primary"
          isPending={verify.isPending}
          isDisabled={way === 'held' && checkpoint.trim() === ''}
        >
          {t('verify.go')}
        </Button>
      </p>
    </form>
  );
}

/** A note ends with a line's end, which is easily lost when it is pasted. */
const withEnd = (text: string): string => `${text.replaceAll('\r\n', '\n').trimEnd()}\n`;
