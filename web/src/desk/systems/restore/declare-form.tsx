import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Button } from '../../../ui/form/button.js';
import { Field } from '../../../ui/form/field.js';
import { api } from '../../api.js';

/** Says that the system was restored: from then on its gate is red. */
export function DeclareForm({ system }: { system: string }): ReactNode {
  const { t } = useTranslation('systems');
  const queries = useQueryClient();
  const [taken, setTaken] = useState('');
  const [tried, setTried] = useState(false);
  // As the browser's own field writes it: in the zone of whoever types.
  const moment = new Date(taken);
  const wrong = taken === '' || Number.isNaN(moment.getTime());
  const declare = useMutation({
    mutationFn: () =>
      api.POST('/v1/systems/{system}/restore-gate', {
        params: { path: { system } },
        body: { backupTakenAt: moment.toISOString() },
      }),
    onSuccess: () => {
      setTaken('');
      setTried(false);
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['system', system] }),
  });
  return (
    <form
      className="sheet stack"
      noValidate
      aria-labelledby="declare"
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!wrong) declare.mutate();
      }}
    >
      <h2 id="declare">{t('restore.declare')}</h2>
      <Field
        label={t('restore.taken')}
        hint={t('restore.taken_hint')}
        type="datetime-local"
        value={taken}
        onChange={setTaken}
        isRequired
        error={tried && wrong ? t('restore.taken_wrong') : undefined}
      />
      {declare.isError && <ErrorNotice error={declare.error} />}
      <div className="row">
        <Button type="submit" look="primary" isPending={declare.isPending}>
          {t('restore.declare_go')}
        </Button>
      </div>
    </form>
  );
}
