import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { api } from '../api.js';
import { useMe } from '../session.js';
import { useSteppedMutation } from '../step-up/step-up.js';
import { LinkDialog } from './link-dialog.js';
import { areFit, type Rights, RightsFields } from './rights-fields.js';
import { StaffProblem } from './staff-problem.js';

/** Who is to come, as what and for whom; the answer is a link for her hands alone. */
export function InviteDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('staff');
  const me = useMe();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [rights, setRights] = useState<Rights>({ roles: ['agent'], controllers: me.controllers });
  const invite = useSteppedMutation({
    mutationFn: () => dataOf(api.POST('/v1/staff', { body: { name: name.trim(), email: email.trim(), ...rights } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['staff'] }),
  });
  if (invite.isSuccess) return <LinkDialog name={name.trim()} invited={invite.data} onClose={onClose} />;
  const badAddress =
    invite.error instanceof ProblemError && invite.error.errors.some(({ pointer }) => pointer === '/email');
  return (
    <Dialog
      title={t('invite.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            form="invite"
            look="primary"
            isPending={invite.isPending}
            isDisabled={name.trim() === '' || email.trim() === '' || !areFit(rights)}
          >
            {t('invite.go')}
          </Button>
        </>
      }
    >
      <p className="soft">{t('invite.lead')}</p>
      <form
        id="invite"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate();
        }}
      >
        <Field label={t('column.name')} value={name} onChange={setName} maxLength={200} autoComplete="off" isRequired />
        <Field
          label={t('email')}
          type="email"
          value={email}
          onChange={setEmail}
          maxLength={320}
          autoComplete="off"
          isRequired
          error={badAddress ? t('email_wrong') : undefined}
        />
        <RightsFields rights={rights} onChange={setRights} />
        {invite.isError && !badAddress && <StaffProblem error={invite.error} inviting />}
      </form>
    </Dialog>
  );
}
