import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { Button } from '../../../ui/form/button.js';

/** Before what is typed would be lost by leaving. */
export function LeaveDialog({ stay, leave }: { stay: () => void; leave: () => void }): ReactNode {
  const { t } = useTranslation('systems');
  return (
    <Dialog
      role="alertdialog"
      title={t('leave.title')}
      isOpen
      onClose={stay}
      actions={
        <>
          <Button look="danger" onPress={leave}>
            {t('leave.go')}
          </Button>
          <Button look="primary" onPress={stay}>
            {t('leave.stay')}
          </Button>
        </>
      }
    >
      <p>{t('leave.text')}</p>
    </Dialog>
  );
}
