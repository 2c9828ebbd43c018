import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { api } from '../api.js';
import { useSteppedMutation } from '../step-up/step-up.js';
import { areFit, type Rights, RightsFields } from './rights-fields.js';
import { isHuman, type Member } from './staff-data.js';
import { StaffProblem } from './staff-problem.js';

export function ChangeDialog({ member, onClose }: { member: Member; onClose: () => void }): ReactNode {
  const { t } = useTranslation('staff');
  const queries = useQueryClient();
  const [name, setName] = useState(member.name);
  const [rights, setRights] = useState<Rights>({
    roles: member.roles.filter(isHuman),
    controllers: member.controllers,
  });
  const change = useSteppedMutation({
    mutationFn: () =>
      dataOf(
        api.PATCH('/v1/staff/{id}', {
          params: { path: { id: member.id } },
          body: { name: name.trim(), ...rights },
        }),
      ),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['staff'] });
      onClose();
    },
  });
  return (
    <Dialog
      title={t('change.named', { name: member.name })}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button
            type="submit"
            form="change-member"
            look="primary"
            isPending={change.isPending}
            isDisabled={name.trim() === '' || !areFit(rights)}
          >
            {t('change.go')}
          </Button>
        </>
      }
    >
      <form
        id="change-member"
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        <Field label={t('column.name')} value={name} onChange={setName} maxLength={200} autoComplete="off" isRequired />
        <RightsFields rights={rights} onChange={setRights} />
        <p className="small soft">{t('change.consequence')}</p>
        {change.isError && <StaffProblem error={change.error} />}
      </form>
    </Dialog>
  );
}
