import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { api } from '../api.js';
import { useDoorWords } from '../door/door-errors.js';
import { NewPassword } from '../door/new-password.js';
import { useMe } from '../session.js';
import { Card } from './card.js';

const NOTHING = { current: '', next: '' };

/** A new password; all other sessions end with it. */
export function PasswordChange(): ReactNode {
  const { t } = useTranslation('account');
  const me = useMe();
  const queries = useQueryClient();
  const [typed, setTyped] = useState(NOTHING);
  const change = useMutation({
    mutationFn: () => api.POST('/v1/staff/me/password', { body: typed }),
    onSuccess: () => {
      setTyped(NOTHING);
      void queries.invalidateQueries({ queryKey: ['sessions'] });
    },
  });
  const unfit = useDoorWords(change.error);
  const wrong = change.error instanceof ProblemError && change.error.code === 'sign-in-refused';
  return (
    <Card title={t('password.title')} lead={t('password.lead')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate();
        }}
      >
        {/* For password managers: whose password it is. */}
        <input type="text" autoComplete="username" value={me.email} readOnly hidden />
        <Field
          label={t('password.current')}
          type="password"
          autoComplete="current-password"
          value={typed.current}
          onChange={(current) => setTyped({ ...typed, current })}
          isRequired
          error={wrong ? t('password.wrong') : undefined}
        />
        <NewPassword
          label={t('password.next')}
          value={typed.next}
          onChange={(next) => setTyped({ ...typed, next })}
          error={wrong ? undefined : unfit}
        />
        {change.isError && unfit === undefined && <ErrorNotice error={change.error} />}
        {change.isSuccess && (
          <Notice tone="good" live="status">
            <p>{t('password.done')}</p>
          </Notice>
        )}
        <p>
          <Button
            type="submit"
            look="primary"
            isPending={change.isPending}
            isDisabled={typed.current === '' || typed.next.length < 12}
          >
            {t('password.go')}
          </Button>
        </p>
      </form>
    </Card>
  );
}
