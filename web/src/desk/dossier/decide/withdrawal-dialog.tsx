import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { useFormats } from '../../../i18n/formats.js';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import { useOpenRequest } from '../dossier-data.js';
import { DecisionDialog } from './decision-dialog.js';

type Withdrawal = components['schemas']['WithdrawalDto'];

/** On the person's word. Past the first destruction it only stops the rest, and says what is gone. */
export function WithdrawalDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const [done, setDone] = useState<Withdrawal | null>(null);
  if (done) return <Result done={done} onClose={onClose} />;
  return (
    <DecisionDialog
      grave
      look="danger"
      title={t('withdrawal.title')}
      go={t('withdrawal.go')}
      onClose={onClose}
      onDone={() => {}}
      isReady={() => true}
      decide={async (id) =>
        setDone(await dataOf(api.POST('/v1/requests/{id}/withdrawal', { params: { path: { id } } })))
      }
    >
      <p>{t('withdrawal.text')}</p>
    </DecisionDialog>
  );
}

function Result({ done, onClose }: { done: Withdrawal; onClose: () => void }): ReactNode {
  const { t } = useTranslation('dossier');
  const formats = useFormats();
  const said = useBilingual();
  const open = useOpenRequest();
  const systems = (slugs: string[] | null): string =>
    formats.list(
      (slugs ?? []).map((slug) =>
        said(open.systems.find(({ system }) => system === slug)?.title ?? { de: slug, en: slug }),
      ),
    );
  return (
    <Dialog
      title={t('withdrawal.title')}
      isOpen
      onClose={onClose}
      actions={
        <Button look="primary" onPress={onClose}>
          {t('close')}
        </Button>
      }
    >
      <Notice
        tone={done.outcome === 'too-late' ? 'attention' : 'good'}
        live="status"
        title={t(`withdrawal.${done.outcome}`)}
      >
        {done.outcome === 'too-late' && (
          <>
            <p>{t('withdrawal.begun', { systems: systems(done.begun) })}</p>
            {(done.stopped ?? []).length > 0 && <p>{t('withdrawal.stopped', { systems: systems(done.stopped) })}</p>}
          </>
        )}
      </Notice>
    </Dialog>
  );
}
