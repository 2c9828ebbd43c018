import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/feedback/notice.js';
import { ROLES } from './staff-data.js';

/** What each role may do, in words, so that nobody needs to know the policies. */
export function RoleWords(): ReactNode {
  const { t } = useTranslation('staff');
  const { t: desk } = useTranslation('desk');
  return (
    <section className="stack" aria-labelledby="staff-roles">
      <h2 id="staff-roles">{t('roles.title')}</h2>
      <dl className="staff-roles">
        {ROLES.map((role) => (
          <div key={role} className="sheet stack-s">
            <dt>{desk(`role.${role}`)}</dt>
            <dd>{t(`may.${role}`)}</dd>
          </div>
        ))}
      </dl>
      <Notice title={t('roles.apart_title')}>
        <p>{t('roles.apart')}</p>
      </Notice>
    </section>
  );
}
