import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useMe } from '../session.js';
import { AppFactor } from './app-factor.js';
import { Passkeys } from './passkeys.js';
import { PasswordChange } from './password-change.js';
import { Profile } from './profile.js';
import { Recovery } from './recovery.js';
import { Sessions } from './sessions.js';
import './account.css';

/** One's own account: who one is here, what one shows at the door, and where one is signed in. */
export function Account(): ReactNode {
  const { t } = useTranslation('account');
  const me = useMe();
  return (
    <>
      <PageHeader title={t('title')}>
        <p>{t('lead')}</p>
      </PageHeader>
      <div className="account">
        <Profile key={me.locale} />
        <PasswordChange />
        <AppFactor />
        <Passkeys />
        <Recovery />
        <Sessions />
      </div>
    </>
  );
}
