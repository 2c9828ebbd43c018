import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { useSteppedMutation } from '../../step-up/step-up.js';
import { type Owner, ownerQuery } from './owner-data.js';

interface Props {
  system: string;
  owner: Owner;
  open: number;
  onClose: () => void;
}

/** She does it no more: nobody is written to, and no link of hers opens anything. */
export function EndOwner({ system, owner, open, onClose }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const queries = useQueryClient();
  const end = useSteppedMutation({
    mutationFn: () => api.POST('/v1/systems/{system}/owner/ending', { params: { path: { system } } }),
    onSuccess: onClose,
    onSettled: () => queries.invalidateQueries({ queryKey: ownerQuery(system).queryKey }),
  });
  return (
    <Dialog
      title={t('owner.end_title', { name: owner.name })}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button look="danger" onPress={() => end.mutate()} isPending={end.isPending}>
            {t('owner.end')}
          </Button>
        </>
      }
    >
      <p>{t('owner.end_text')}</p>
      {open > 0 && <p>{t('owner.end_open', { count: open })}</p>}
      {end.isError && <ErrorNotice error={end.error} />}
    </Dialog>
  );
}
