import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../../api/problem.js';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Button } from '../../../ui/form/button.js';
import { Field } from '../../../ui/form/field.js';
import { Select } from '../../../ui/form/select.js';
import { api } from '../../api.js';
import { useSteppedMutation } from '../../step-up/step-up.js';
import { type Owner, ownerQuery } from './owner-data.js';

interface Props {
  system: string;
  owner: Owner | null;
  /** Questions that are open. */
  open: number;
  onClose: () => void;
}

/** Names whoever works the system, or somebody in her place. */
export function NameOwner({ system, owner, open, onClose }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const queries = useQueryClient();
  const [name, setName] = useState(owner?.name ?? '');
  const [email, setEmail] = useState(owner?.email ?? '');
  const [language, setLanguage] = useState<Owner['language']>(owner?.language ?? 'de');
  const [processor, setProcessor] = useState(owner?.processor ?? '');
  const save = useSteppedMutation({
    mutationFn: () =>
      api.PUT('/v1/systems/{system}/owner', {
        params: { path: { system } },
        body: {
          name: name.trim(),
          email: email.trim(),
          language,
          ...(processor.trim() === '' ? {} : { processor: processor.trim() }),
        },
      }),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ownerQuery(system).queryKey }),
  });
  const badAddress =
    save.error instanceof ProblemError && save.error.errors.some(({ pointer }) => pointer === '/email');
  const isAnother = owner !== null && email.trim().toLowerCase() !== owner.email.toLowerCase();
  return (
    <Dialog
      title={t(owner ? 'owner.change_title' : 'owner.name_title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            form="owner-form"
            look="primary"
            isPending={save.isPending}
            isDisabled={name.trim() === '' || email.trim() === ''}
          >
            {t('owner.save')}
          </Button>
        </>
      }
    >
      <form
        id="owner-form"
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Field label={t('owner.who')} value={name} onChange={setName} maxLength={200} autoComplete="off" isRequired />
        <Field
          label={t('owner.email')}
          type="email"
          value={email}
          onChange={setEmail}
          maxLength={254}
          autoComplete="off"
          isRequired
          error={badAddress ? t('owner.email_wrong') : undefined}
        />
        <Select
          label={t('owner.language')}
          value={language}
          onChange={setLanguage}
          choices={[
            { value: 'de', label: t('owner.in_de') },
            { value: 'en', label: t('owner.in_en') },
          ]}
        />
        <Field
          label={t('owner.processor')}
          hint={t('owner.processor_hint')}
          value={processor}
          onChange={setProcessor}
          maxLength={200}
          autoComplete="off"
        />
        {(isAnother || owner === null) && open > 0 && <p>{t('owner.hands_over', { count: open })}</p>}
        {save.isError && !badAddress && <ErrorNotice error={save.error} />}
      </form>
    </Dialog>
  );
}
