import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema.js';
import { Tag } from '../../ui/data/state.js';
import { Moment } from '../../ui/data/time.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import { useSteppedMutation } from '../step-up/step-up.js';
import { FactorProblem } from './factor-problem.js';

/** One passkey: when it was made and last used, and the way to take it away. */
export function PasskeyItem({ passkey }: { passkey: components['schemas']['PasskeyDto'] }): ReactNode {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const { id, name, backedUp, createdAt, usedAt } = passkey;
  const remove = useSteppedMutation({
    mutationFn: () => api.DELETE('/v1/staff/me/passkeys/{id}', { params: { path: { id } } }),
    onSettled: () => setAsking(false),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['passkeys'] });
      void queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
  return (
    <li className="account-item">
      <div>
        <p className="row">
          <span className="account-item-name">{name}</span>
          {backedUp && <Tag>{t('passkeys.synced')}</Tag>}
        </p>
        <p className="small soft">
          {t('passkeys.made')} <Moment at={createdAt} dayOnly />
          {' · '}
          {usedAt === null ? (
            t('passkeys.never')
          ) : (
            <>
              {t('passkeys.used')} <Moment at={usedAt} />
            </>
          )}
        </p>
      </div>
      <Button
        small
        look="quiet"
        aria-label={t('passkeys.remove_named', { name })}
        onPress={() => setAsking(true)}
        isPending={remove.isPending}
      >
        {t('passkeys.remove')}
      </Button>
      {remove.isError && <FactorProblem error={remove.error} />}
      {asking && (
        <Dialog
          title={t('passkeys.remove_named', { name })}
          role="alertdialog"
          isOpen
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button look="quiet" onPress={() => setAsking(false)}>
                {t('cancel')}
              </Button>
              <Button look="danger" onPress={() => remove.mutate()} isPending={remove.isPending}>
                {t('passkeys.remove')}
              </Button>
            </>
          }
        >
          <p>{t('passkeys.remove_text')}</p>
        </Dialog>
      )}
    </li>
  );
}
