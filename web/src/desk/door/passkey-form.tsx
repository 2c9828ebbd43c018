import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { PasskeyDismissed } from './passkey.js';

/** A passkey on this device, or on a key that is plugged in. */
export function PasskeyForm({ add }: { add: UseMutationResult<string[] | null, Error, string> }): ReactNode {
  const { t } = useTranslation('door');
  const [name, setName] = useState('');
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        add.mutate(name.trim());
      }}
    >
      <Field
        label={t('passkey.name')}
        hint={t('passkey.name_hint')}
        value={name}
        onChange={setName}
        maxLength={80}
        autoComplete="off"
        isRequired
      />
      {add.error instanceof PasskeyDismissed ? (
        <Notice live="status">
          <p>{t('passkey.dismissed')}</p>
        </Notice>
      ) : (
        add.isError && <ErrorNotice error={add.error} />
      )}
      <Button type="submit" look="primary" isPending={add.isPending} isDisabled={name.trim() === ''}>
        {t('passkey.make')}
      </Button>
    </form>
  );
}
