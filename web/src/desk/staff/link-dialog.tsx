import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../../ui/data/time.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { CopyButton } from '../../ui/form/copy-button.js';
import type { Invited } from './staff-data.js';

/** Shown this once, and closed by its button only. */
export function LinkDialog(props: { name: string; invited: Invited; onClose: () => void }): ReactNode {
  const { name, invited, onClose } = props;
  const { t } = useTranslation('staff');
  return (
    <Dialog
      title={t('link.title', { name })}
      role="alertdialog"
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" onPress={onClose}>
          {t('link.done')}
        </Button>
      }
    >
      <p>{t('link.lead')}</p>
      <p className="staff-link">
        <code>{invited.link}</code>
      </p>
      <p className="row spread">
        <CopyButton text={invited.link} label={t('link.copy')} />
        <span className="small soft">
          {t('link.until')} <Moment at={invited.expiresAt} />
        </span>
      </p>
      <Notice tone="attention">
        <p>{t('link.once')}</p>
      </Notice>
    </Dialog>
  );
}
