import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBilingual } from '../../i18n/bilingual.js';
import { dataOf } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { useFormats } from '../../i18n/formats.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import type { PersonRequest } from './case-data.js';

type Withdrawal = components['schemas']['WithdrawalDto'];

/** Takes a request back, after saying what that means; too late is an answer, too. */
export function Withdraw({ request }: { request: PersonRequest }): ReactNode {
  const { t } = useTranslation('case');
  const [isOpen, setOpen] = useState(false);
  const queries = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/case/requests/{id}/withdrawal', { params: { path: { id: request.id } } })),
    onSuccess: async (withdrawal) => {
      await queries.invalidateQueries({ queryKey: ['case'] });
      if (withdrawal.outcome === 'withdrawn') setOpen(false);
    },
  });
  const close = (): void => {
    setOpen(false);
    withdraw.reset();
  };
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>
        {t('withdraw.open')}
      </Button>
      <Dialog
        role="alertdialog"
        title={t('withdraw.title')}
        isOpen={isOpen}
        onClose={close}
        actions={
          withdraw.isSuccess ? (
            <Button look="primary" onPress={close}>
              {t('withdraw.close')}
            </Button>
          ) : (
            <>
              <Button onPress={close}>{t('withdraw.back')}</Button>
              <Button look="danger" isPending={withdraw.isPending} onPress={() => withdraw.mutate()}>
                {t('withdraw.do')}
              </Button>
            </>
          )
        }
      >
        {withdraw.isSuccess ? (
          <Outcome withdrawal={withdraw.data} systems={request.systems ?? []} />
        ) : (
          <>
            <p>{request.right === 'erasure' ? t('withdraw.text_erasure') : t('withdraw.text')}</p>
            <p className="soft">{t('withdraw.again')}</p>
          </>
        )}
        {withdraw.isError && <ErrorNotice error={withdraw.error} />}
      </Dialog>
    </>
  );
}

function Outcome(props: { withdrawal: Withdrawal; systems: NonNullable<PersonRequest['systems']> }): ReactNode {
  const { withdrawal, systems } = props;
  const { t } = useTranslation('case');
  const said = useBilingual();
  const formats = useFormats();
  const named = (slugs: string[] | null): string =>
    formats.list(
      (slugs ?? []).map((slug) => {
        const title = systems.find(({ system }) => system === slug)?.title;
        return title ? said(title) : slug;
      }),
    );
  if (withdrawal.outcome === 'ended-already') return <p>{t('withdraw.ended')}</p>;
  if (withdrawal.outcome === 'withdrawn') return <p>{t('withdraw.done')}</p>;
  return (
    <Notice tone="attention" live="alert" title={t('withdraw.late_title')}>
      <p>{t('withdraw.late_begun', { systems: named(withdrawal.begun) })}</p>
      {(withdrawal.stopped ?? []).length > 0 && (
        <p>{t('withdraw.late_stopped', { systems: named(withdrawal.stopped) })}</p>
      )}
    </Notice>
  );
}
