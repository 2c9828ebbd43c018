import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { Dialog } from '../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import { chosenDays, type CopyFirstChoice, CopyFirstFields, ON_HER_WORD } from '../copy-first-choice.js';
import { type PersonRequest, useOpenCase } from './case-data.js';

/** An erasure that follows a copy: on her word, or on which day; and she may choose otherwise until it begins. */
export function CopyFirst({ request }: { request: PersonRequest }): ReactNode {
  const { t } = useTranslation('case');
  const formats = useFormats();
  const { eraseOn, eraseAfterDays } = request;
  const words =
    eraseOn !== null
      ? t('copy_first.on', { day: formats.day(eraseOn) })
      : eraseAfterDays !== null
        ? t('copy_first.after', { count: eraseAfterDays })
        : t('waits_for_copy');
  return (
    <div className="stack-s">
      <p className="soft">{words}</p>
      <Change request={request} />
    </div>
  );
}

function Change({ request }: { request: PersonRequest }): ReactNode {
  const { t } = useTranslation('case');
  const { controller } = useOpenCase();
  const [isOpen, setOpen] = useState(false);
  const [choice, setChoice] = useState<CopyFirstChoice>(ON_HER_WORD);
  const [isWrong, setWrong] = useState(false);
  const queries = useQueryClient();
  const choose = useMutation({
    mutationFn: (eraseAfterDays: number | null) =>
      api.POST('/v1/case/requests/{id}/copy-first', { params: { path: { id: request.id } }, body: { eraseAfterDays } }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['case'] });
      setOpen(false);
    },
  });
  const open = (): void => {
    const { eraseAfterDays } = request;
    setChoice(eraseAfterDays === null ? ON_HER_WORD : { when: 'days', days: String(eraseAfterDays) });
    setWrong(false);
    choose.reset();
    setOpen(true);
  };
  const save = (): void => {
    const days = chosenDays(choice, controller.copyFirstDays);
    setWrong(days === undefined);
    if (days !== undefined) choose.mutate(days);
  };
  return (
    <>
      <p className="no-print">
        <Button small onPress={open}>
          {t('copy_first.change')}
        </Button>
      </p>
      <Dialog
        title={t('copy_first.title')}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        actions={
          <>
            <Button onPress={() => setOpen(false)}>{t('copy_first.back')}</Button>
            <Button look="primary" isPending={choose.isPending} onPress={save}>
              {t('copy_first.save')}
            </Button>
          </>
        }
      >
        <CopyFirstFields value={choice} onChange={setChoice} between={controller.copyFirstDays} isWrong={isWrong} />
        {choose.isError && <ErrorNotice error={choose.error} />}
      </Dialog>
    </>
  );
}
