import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusOnArrival } from '../ui/focus-on-arrival.js';
import { Fatal } from '../ui/fatal.js';
import { OfflineBanner } from '../ui/feedback/offline-banner.js';
import { Skeleton } from '../ui/feedback/skeleton.js';
import { LanguageSwitch, ThemeSwitch } from '../ui/layout/preferences.js';
import { Mark } from '../ui/mark.js';
import { useCaseToken } from './case-token.js';

/** What stands around every page of the portal. */
export function Frame(): ReactNode {
  const { t } = useTranslation('portal');
  const { t: ui } = useTranslation('ui');
  const { pathname } = useLocation();
  const main = useFocusOnArrival(pathname);
  const hasCase = useCaseToken() !== null;
  return (
    <div className="frame">
      <a className="skip" href="#main">
        {ui('skip')}
      </a>
      <OfflineBanner />
      <header className="masthead no-print">
        <Link to="/" className="brand" aria-label={`${t('name')}: ${t('home')}`}>
          <Mark />
          <span className="brand-name">{t('name')}</span>
        </Link>
        <div className="row masthead-tools">
          {hasCase && !pathname.startsWith('/case') && (
            <Link to="/case" className="masthead-link">
              {t('nav.case')}
            </Link>
          )}
          <LanguageSwitch />
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className="page">
        <Fatal key={pathname}>
          <Suspense fallback={<Skeleton lines={6} />}>
            <Outlet />
          </Suspense>
        </Fatal>
      </main>
      <footer className="foot no-print">
        <p className="soft small foot-about">{t('footer.about')}</p>
        <div className="row spread">
          <nav aria-label={t('nav.label')} className="row small">
            <Link to="/verify">{t('nav.verify')}</Link>
            <a href="/ask">{t('nav.plain')}</a>
          </nav>
          <ThemeSwitch />
        </div>
      </footer>
    </div>
  );
}
