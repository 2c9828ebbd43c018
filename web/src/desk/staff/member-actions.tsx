import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import { useSteppedMutation } from '../step-up/step-up.js';
import { ChangeDialog } from './change-dialog.js';
import { DisableDialog } from './disable-dialog.js';
import { LinkDialog } from './link-dialog.js';
import { isHuman, type Member } from './staff-data.js';
import { StaffProblem } from './staff-problem.js';

/** What can be done about somebody. What cannot is said, with its reason. */
export function MemberActions({ member, own }: { member: Member; own: boolean }): ReactNode {
  const { t } = useTranslation('staff');
  const queries = useQueryClient();
  const [open, setOpen] = useState<'change' | 'disable' | null>(null);
  const invite = useSteppedMutation({
    mutationFn: () => dataOf(api.POST('/v1/staff/{id}/invitations', { params: { path: { id: member.id } } })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['staff'] }),
  });
  if (own) return <span className="small soft">{t('fixed.own')}</span>;
  if (!member.manageable) return <span className="small soft">{t('fixed.beyond')}</span>;
  if (!member.roles.every(isHuman)) return <span className="small soft">{t('fixed.machine')}</span>;
  const named = { name: member.name };
  return (
    <span className="staff-actions">
      {(member.state === 'invited' || member.state === 'keys-only') && (
        <Button
          small
          look="quiet"
          aria-label={t('again.named', named)}
          onPress={() => invite.mutate()}
          isPending={invite.isPending}
        >
          {member.state === 'invited' ? t('again.title') : t('again.first')}
        </Button>
      )}
      {member.state === 'left' ? (
        <Button small look="quiet" aria-label={t('back.named', named)} onPress={() => setOpen('disable')}>
          {t('back.title')}
        </Button>
      ) : (
        <>
          <Button small look="quiet" aria-label={t('change.named', named)} onPress={() => setOpen('change')}>
            {t('change.title')}
          </Button>
          <Button small look="quiet" aria-label={t('disable.named', named)} onPress={() => setOpen('disable')}>
            {t('disable.title')}
          </Button>
        </>
      )}
      {invite.isError && <StaffProblem error={invite.error} />}
      {invite.isSuccess && <LinkDialog name={member.name} invited={invite.data} onClose={() => invite.reset()} />}
      {open === 'change' && <ChangeDialog member={member} onClose={() => setOpen(null)} />}
      {open === 'disable' && <DisableDialog member={member} onClose={() => setOpen(null)} />}
    </span>
  );
}
