import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { forgetDraft } from '../draft-memory.js';

/** Throws the draft away; what is in force stays. */
export function DiscardDraft({ system, isNew }: { system: string; isNew: boolean }): ReactNode {
  const { t } = useTranslation('systems');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const discard = useMutation({
    mutationFn: () => api.DELETE('/v1/systems/{system}/draft', { params: { path: { system } } }),
    onSuccess: async () => {
      setAsking(false);
      if (isNew) await navigate({ to: '/systems', ignoreBlocker: true });
      forgetDraft(queries, system);
    },
  });
  return (
    <>
      <Button look="quiet" onPress={() => setAsking(true)}>
        {t('discard.title')}
      </Button>
      <Dialog
        role="alertdialog"
        title={t('discard.title')}
        isOpen={asking}
        onClose={() => setAsking(false)}
        actions={
          <>
            <Button look="quiet" onPress={() => setAsking(false)}>
              {t('cancel')}
            </Button>
            <Button look="danger" onPress={() => discard.mutate()} isPending={discard.isPending}>
              {t('discard.go')}
            </Button>
          </>
        }
      >
        <p>{isNew ? t('discard.text_new') : t('discard.text')}</p>
        {discard.isError && <ErrorNotice error={discard.error} />}
      </Dialog>
    </>
  );
}
