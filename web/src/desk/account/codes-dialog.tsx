import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/feedback/dialog.js';
import { Button } from '../../ui/form/button.js';
import { CodeList } from '../door/code-list.js';

/** Closes by its button only: what it shows is shown once. */
export function CodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }): ReactNode {
  const { t } = useTranslation('door');
  return (
    <Dialog
      title={t('codes.title')}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" onPress={onClose}>
          {t('codes.done')}
        </Button>
      }
    >
      <p>{t('codes.lead')}</p>
      <CodeList codes={codes} />
    </Dialog>
  );
}
