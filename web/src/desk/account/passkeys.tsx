import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import { addPasskey } from '../door/passkey.js';
import { PasskeyForm } from '../door/passkey-form.js';
import { useSteppedMutation } from '../step-up/step-up.js';
import { Card } from './card.js';
import { CodesDialog } from './codes-dialog.js';
import { PasskeyItem } from './passkey-item.js';

/** Passkeys of one's devices; any of them signs in by itself. */
export function Passkeys(): ReactNode {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  const start = useQuery({
    queryKey: ['staff-start'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/staff/start', { signal })),
  });
  const hers = useQuery({
    queryKey: ['passkeys'],
    queryFn: async ({ signal }) => (await dataOf(api.GET('/v1/staff/me/passkeys', { signal }))).items,
  });
  const add = useSteppedMutation({
    mutationFn: addPasskey,
    onSuccess: (made) => {
      setAdding(false);
      setCodes(made);
      void queries.invalidateQueries({ queryKey: ['passkeys'] });
      void queries.invalidateQueries({ queryKey: ['me'] });
    },
  });
  const close = (): void => {
    add.reset();
    setAdding(false);
  };
  return (
    <Card title={t('passkeys.title')} lead={t('passkeys.lead')}>
      {hers.isPending && <Skeleton lines={2} title={false} />}
      {hers.isError && <ErrorNotice error={hers.error} onRetry={() => void hers.refetch()} />}
      {hers.isSuccess &&
        (hers.data.length === 0 ? (
          <p className="soft">{t('passkeys.none')}</p>
        ) : (
          <ul className="account-list">
            {hers.data.map((passkey) => (
              <PasskeyItem key={passkey.id} passkey={passkey} />
            ))}
          </ul>
        ))}
      {start.data?.passkeys === false ? (
        <Notice>
          <p>{t('passkeys.no_name')}</p>
        </Notice>
      ) : (
        <p>
          <Button onPress={() => setAdding(true)}>{t('passkeys.add')}</Button>
        </p>
      )}
      {adding && (
        <Dialog
          title={t('passkeys.add')}
          isOpen
          onClose={close}
          actions={
            <Button look="quiet" onPress={close}>
              {t('cancel')}
            </Button>
          }
        >
          <PasskeyForm add={add} />
        </Dialog>
      )}
      {codes && <CodesDialog codes={codes} onClose={() => setCodes(null)} />}
    </Card>
  );
}
