import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PortalController } from '../start-data.js';
import { Prose } from './prose.js';

/** What becomes of what is entered here (Art. 13 GDPR). Shown, with its version; nobody is asked to agree. */
export function PrivacyNotice({ notice }: { notice: NonNullable<PortalController['notice']> }): ReactNode {
  const { t, i18n } = useTranslation('ask');
  const language = i18n.language in notice.text ? i18n.language : Object.keys(notice.text)[0];
  return (
    <section className="stack-s" aria-labelledby="notice-title">
      <h2 id="notice-title" className="ask-heading">
        {t('notice.title')}
      </h2>
      <div className="privacy-notice" role="region" aria-labelledby="notice-title" tabIndex={0} lang={language}>
        <Prose text={notice.text[language ?? ''] ?? ''} />
      </div>
      <p className="small soft">{t('notice.version', { version: notice.version })}</p>
    </section>
  );
}
