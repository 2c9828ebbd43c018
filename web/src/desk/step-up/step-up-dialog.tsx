import { useMutation, useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { api } from '../api.js';
import { useDoorWords } from '../door/door-errors.js';
import { PasskeyDismissed, stepUpWithPasskey } from '../door/passkey.js';

/** The second factor once more, before something that cannot be undone. */
export function StepUpDialog({ onDone, onClose }: { onDone: () => void; onClose: () => void }): ReactNode {
  const { t } = useTranslation('door');
  const [code, setCode] = useState('');
  const start = useQuery({
    queryKey: ['staff-start'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/staff/start', { signal })),
  });
  const send = useMutation({
    mutationFn: () => api.POST('/v1/staff/me/step-up', { body: { code: code.trim() } }),
    onSuccess: onDone,
  });
  const passkey = useMutation({ mutationFn: stepUpWithPasskey, onSuccess: onDone });
  const refused = useDoorWords(send.error);
  const failed = passkey.isError && !(passkey.error instanceof PasskeyDismissed);
  return (
    <Dialog
      title={t('step_up.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('step_up.cancel')}
          </Button>
          <Button
            type="submit"
            form="step-up"
            look="primary"
            isPending={send.isPending}
            isDisabled={code.trim().length < 6}
          >
            {t('step_up.go')}
          </Button>
        </>
      }
    >
      <p>{t('step_up.lead')}</p>
      <form
        id="step-up"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          send.mutate();
        }}
      >
        <Field
          label={t('second.code')}
          hint={t('second.hint')}
          value={code}
          onChange={setCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          isRequired
          error={refused}
          className="door-code"
        />
        {send.isError && !refused && <ErrorNotice error={send.error} />}
      </form>
      {start.data?.passkeys === true && (
        <Button onPress={() => passkey.mutate()} isPending={passkey.isPending}>
          {t('passkey.step_up')}
        </Button>
      )}
      {failed && <ErrorNotice error={passkey.error} />}
    </Dialog>
  );
}
