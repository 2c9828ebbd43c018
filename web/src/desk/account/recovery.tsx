import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { State } from '../../ui/data/state.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import { useMe } from '../session.js';
import { useSteppedMutation } from '../step-up/step-up.js';
import { Card } from './card.js';
import { CodesDialog } from './codes-dialog.js';

/** Fewer than this many left, and it is time for new ones. */
const FEW = 3;

export function Recovery(): ReactNode {
  const { t } = useTranslation('account');
  const { recoveryCodesLeft: left } = useMe();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  const renew = useSteppedMutation({
    mutationFn: () => dataOf(api.POST('/v1/staff/me/recovery-codes')),
    onSettled: () => setAsking(false),
    onSuccess: ({ recoveryCodes }) => {
      setCodes(recoveryCodes);
      void queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
  return (
    <Card wide title={t('recovery.title')} lead={t('recovery.lead')}>
      <p>
        <State tone={left < FEW ? 'attention' : 'done'}>{t('recovery.left', { count: left })}</State>
      </p>
      {renew.isError && <ErrorNotice error={renew.error} />}
      <p>
        <Button onPress={() => setAsking(true)}>{t('recovery.renew')}</Button>
      </p>
      {asking && (
        <Dialog
          title={t('recovery.renew')}
          role="alertdialog"
          isOpen
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button look="quiet" onPress={() => setAsking(false)}>
                {t('cancel')}
              </Button>
              <Button look="primary" onPress={() => renew.mutate()} isPending={renew.isPending}>
                {t('recovery.go')}
              </Button>
            </>
          }
        >
          <p>{t('recovery.renew_text')}</p>
        </Dialog>
      )}
      {codes && <CodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </Card>
  );
}
