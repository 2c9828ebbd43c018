import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import { useSteppedMutation } from '../step-up/step-up.js';
import { LinkDialog } from './link-dialog.js';
import type { Invited, Member } from './staff-data.js';
import { StaffProblem } from './staff-problem.js';

/** Takes everything away that lets somebody in, or brings her back, which takes an invitation. */
export function DisableDialog({ member, onClose }: { member: Member; onClose: () => void }): ReactNode {
  const { t } = useTranslation('staff');
  const queries = useQueryClient();
  const away = member.state === 'left';
  const change = useSteppedMutation({
    mutationFn: async (): Promise<Invited | null> => {
      const params = { path: { id: member.id } };
      await api.PATCH('/v1/staff/{id}', { params, body: { disabled: !away } });
      return away ? dataOf(api.POST('/v1/staff/{id}/invitations', { params })) : null;
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: ['staff'] }),
    onSuccess: (invited) => {
      if (!invited) onClose();
    },
  });
  if (change.data) return <LinkDialog name={member.name} invited={change.data} onClose={onClose} />;
  const kind = away ? 'back' : 'disable';
  return (
    <Dialog
      title={t(`${kind}.named`, { name: member.name })}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button look={away ? 'primary' : 'danger'} onPress={() => change.mutate()} isPending={change.isPending}>
            {t(`${kind}.go`)}
          </Button>
        </>
      }
    >
      {away ? (
        <p>{t('back.text')}</p>
      ) : (
        <>
          <p>{t('disable.text')}</p>
          <ul>
            <li>{t('disable.sessions')}</li>
            <li>{t('disable.factors')}</li>
            <li>{t('disable.keys')}</li>
            <li>{t('disable.trace')}</li>
          </ul>
          <p>{t('disable.undo')}</p>
        </>
      )}
      {change.isError && <StaffProblem error={change.error} />}
    </Dialog>
  );
}
