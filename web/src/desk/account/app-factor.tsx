import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { State } from '../../ui/data/state.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import { AppConfirmation } from '../door/app-confirmation.js';
import { useMe } from '../session.js';
import { useSteppedMutation } from '../step-up/step-up.js';
import { Card } from './card.js';
import { CodesDialog } from './codes-dialog.js';
import { FactorProblem } from './factor-problem.js';

/** The authenticator app. The service takes the last second factor from nobody. */
export function AppFactor(): ReactNode {
  const { t } = useTranslation('account');
  const me = useMe();
  const queries = useQueryClient();
  const [codes, setCodes] = useState<string[] | null>(null);
  const [asking, setAsking] = useState(false);
  const changed = (): void => void queries.invalidateQueries({ queryKey: ['me'] });
  const begin = useSteppedMutation({ mutationFn: () => dataOf(api.POST('/v1/staff/me/totp')) });
  const confirm = useSteppedMutation({
    mutationFn: (code: string) => dataOf(api.POST('/v1/staff/me/totp/confirmation', { body: { code } })),
    onSuccess: ({ recoveryCodes }) => {
      begin.reset();
      setCodes(recoveryCodes);
      changed();
    },
  });
  const remove = useSteppedMutation({
    mutationFn: () => api.DELETE('/v1/staff/me/totp'),
    onSettled: () => setAsking(false),
    onSuccess: changed,
  });
  const has = me.secondFactor === 'totp';
  return (
    <Card title={t('app.title')} lead={t('app.lead')}>
      <p>
        <State tone={has ? 'done' : 'open'}>{has ? t('app.on') : t('app.off')}</State>
      </p>
      {begin.isError && <ErrorNotice error={begin.error} />}
      {remove.isError && <FactorProblem error={remove.error} />}
      <div className="row">
        <Button onPress={() => begin.mutate()} isPending={begin.isPending}>
          {has ? t('app.anew') : t('app.begin')}
        </Button>
        {has && (
          <Button look="quiet" onPress={() => setAsking(true)}>
            {t('app.remove')}
          </Button>
        )}
      </div>
      {begin.isSuccess && (
        <Dialog
          title={t('app.title')}
          isOpen
          onClose={() => begin.reset()}
          actions={
            <Button look="quiet" onPress={() => begin.reset()}>
              {t('cancel')}
            </Button>
          }
        >
          {has && <p className="soft">{t('app.until')}</p>}
          <AppConfirmation offer={begin.data} confirm={confirm} />
        </Dialog>
      )}
      {codes && <CodesDialog codes={codes} onClose={() => setCodes(null)} />}
      {asking && (
        <Dialog
          title={t('app.remove_title')}
          role="alertdialog"
          isOpen
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button look="quiet" onPress={() => setAsking(false)}>
                {t('cancel')}
              </Button>
              <Button look="danger" onPress={() => remove.mutate()} isPending={remove.isPending}>
                {t('app.remove')}
              </Button>
            </>
          }
        >
          <p>{t('app.remove_text')}</p>
        </Dialog>
      )}
    </Card>
  );
}
