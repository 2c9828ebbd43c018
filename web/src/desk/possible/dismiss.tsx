import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { RadioCards } from '../../ui/form/radio-cards.js';
import { api } from '../api.js';
import { useReasonWords } from '../dossier/codes.js';
import { type Dismissal, DISMISSALS } from './possible-data.js';

/** Why it is no request. The reason stays in the ledger. */
export function Dismiss({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('possible');
  const reasonOf = useReasonWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [reason, setReason] = useState<Dismissal | null>(null);
  const [tried, setTried] = useState(false);
  const dismiss = useMutation({
    mutationFn: (body: { reason: Dismissal }) =>
      api.POST('/v1/shadow-requests/{id}/dismissal', { params: { path: { id } }, body }),
    onSuccess: () => navigate({ to: '/possible' }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['possible'] }),
  });
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (reason !== null) dismiss.mutate({ reason });
      }}
    >
      <RadioCards
        label={t('dismiss.why')}
        value={reason}
        onChange={setReason}
        cards={DISMISSALS.map((code) => ({ value: code, label: reasonOf(code) }))}
        error={tried && reason === null ? t('dismiss.choose_error') : undefined}
      />
      <div className="row">
        <Button look="primary" type="submit" isPending={dismiss.isPending}>
          {t('dismiss.go')}
        </Button>
      </div>
      {dismiss.isError && <ErrorNotice error={dismiss.error} />}
    </form>
  );
}
