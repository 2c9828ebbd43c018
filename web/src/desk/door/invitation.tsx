import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { Button } from '../../ui/form/button.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { api } from '../api.js';
import { DoorFailure } from './door-failure.js';
import { NewPassword } from './new-password.js';

/** What stands behind `#`: it is never sent with the address, and taken out of it at once. */
function takeToken(): string | null {
  const token = location.hash.slice(1);
  if (token !== '') history.replaceState(history.state, '', location.pathname);
  return /^[\w-]{43}$/.test(token) ? token : null;
}

/** Somebody was invited and chooses her password. */
export function Invitation(): ReactNode {
  const { t } = useTranslation('door');
  const navigate = useNavigate();
  const [token] = useState(takeToken);
  const [password, setPassword] = useState('');
  const accept = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/staff/invitations/acceptance', { body: { token: token ?? '', password } })),
    onSuccess: () => void navigate({ to: '/enrol' }),
  });
  if (token === null) {
    return (
      <EmptyState
        level={1}
        glyph="lock"
        title={t('invitation.none')}
        actions={<Link to="/sign-in">{t('to_door')}</Link>}
      >
        <p>{t('invitation.none_text')}</p>
      </EmptyState>
    );
  }
  return (
    <>
      <PageHeader title={t('invitation.title')}>
        <p>{t('invitation.lead')}</p>
      </PageHeader>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          accept.mutate();
        }}
      >
        <NewPassword label={t('password.label')} value={password} onChange={setPassword} />
        <DoorFailure error={accept.error} />
        <Button type="submit" look="primary" isPending={accept.isPending} isDisabled={password.length < 12}>
          {t('invitation.go')}
        </Button>
      </form>
    </>
  );
}
