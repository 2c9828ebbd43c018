import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import { ProblemError } from '../../../api/problem.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import { Checkbox } from '../../../ui/form/checkbox.js';
import { Field } from '../../../ui/form/field.js';
import { api } from '../../api.js';
import { readAgain } from '../dossier-data.js';

const LONGEST = 5_000;

/** To somebody unproven nothing may be told of what is held, and not whether anything is: whoever writes says that it is so. */
export function WriteMessage({ requestId, proven }: { requestId: string; proven: boolean }): ReactNode {
  const { t } = useTranslation('dossier');
  const [text, setText] = useState('');
  const [beforeProof, setBeforeProof] = useState(false);
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const write = useMutation({
    mutationFn: () =>
      dataOf(
        api.POST('/v1/requests/{id}/messages', {
          params: { path: { id: requestId } },
          body: { text: text.trim(), ...(proven ? {} : { beforeProof }) },
        }),
      ),
    onSuccess: () => {
      setText('');
      setBeforeProof(false);
      setTried(false);
    },
    onSettled: () => readAgain(queries, requestId),
  });
  const unsaid = !proven && !beforeProof;
  return (
    <form
      noValidate
      className="sheet stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (text.trim() !== '' && !unsaid) write.mutate();
      }}
    >
      {!proven && (
        <Notice tone="attention" title={t('messages.unproven')}>
          <p>{t('messages.unproven_text')}</p>
        </Notice>
      )}
      <Field
        label={t('messages.label')}
        hint={t('messages.hint')}
        rows={4}
        isRequired
        maxLength={LONGEST}
        value={text}
        onChange={setText}
        error={tried && text.trim() === '' ? t('messages.empty') : undefined}
      />
      {!proven && (
        <div>
          <Checkbox isSelected={beforeProof} onChange={setBeforeProof} isInvalid={tried && unsaid}>
            {t('messages.declare')}
          </Checkbox>
          {tried && unsaid && <span className="field-error">{t('messages.declare_error')}</span>}
        </div>
      )}
      {write.isError &&
        (write.error instanceof ProblemError && write.error.member('reason') === 'not-proven' ? (
          <Notice tone="problem" live="alert" title={t('messages.unproven')}>
            <p>{t('messages.unproven_text')}</p>
          </Notice>
        ) : (
          <ErrorNotice error={write.error} />
        ))}
      <div className="row">
        <Button look="primary" type="submit" isPending={write.isPending}>
          {t('messages.send')}
        </Button>
        <p role="status" className="small soft">
          {write.data ? (write.data.told ? t('messages.told') : t('messages.not_told')) : ''}
        </p>
      </div>
    </form>
  );
}
