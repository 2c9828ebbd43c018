import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';

/** Her word that the copy has arrived: the erasure may go on. Asked twice, since it cannot be taken back for long. */
export function ConfirmCopy({ requestId }: { requestId: string }): ReactNode {
  const { t } = useTranslation('case');
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const confirm = useMutation({
    mutationFn: () => api.POST('/v1/case/requests/{id}/confirmation', { params: { path: { id: requestId } } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['case'] });
      setOpen(false);
    },
  });
  return (
    <>
      <Button look="primary" onPress={() => setOpen(true)}>
        {t('confirm.open')}
      </Button>
      <Dialog
        role="alertdialog"
        title={t('confirm.title')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{t('confirm.back')}</Button>
            <Button look="danger" isPending={confirm.isPending} onPress={() => confirm.mutate()}>
              {t('confirm.do')}
            </Button>
          </>
        }
      >
        <p>{t('confirm.text')}</p>
        {confirm.isError && <ErrorNotice error={confirm.error} />}
      </Dialog>
    </>
  );
}
