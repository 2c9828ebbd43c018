import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { type ReactNode, Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../api/client.js';
import { ProblemError } from '../api/problem.js';
import { chooseLanguage } from '../i18n/i18n.js';
import { ErrorState } from '../ui/feedback/error-state.js';
import { OfflineBanner } from '../ui/feedback/offline-banner.js';
import { Skeleton } from '../ui/feedback/skeleton.js';
import { useFocusOnArrival } from '../ui/focus-on-arrival.js';
import { Fatal } from '../ui/fatal.js';
import { LanguageSwitch, ThemeSwitch } from '../ui/layout/preferences.js';
import { Mark } from '../ui/mark.js';
import { api } from './api.js';
import { Redirect } from './redirect.js';
import { meQuery, type Me, type Permission } from './session.js';
import { SignOut } from './door/sign-out.js';
import { Forbidden } from './forbidden.js';
import { usePossibleCount } from './possible/possible-data.js';
import { StepUpProvider } from './step-up/step-up.js';

/** The doors of the office, each with what opens it. */
const DOORS = [
  { to: '/', name: 'queue', may: 'request.read' },
  { to: '/errands', name: 'errands', may: 'errand.read' },
  { to: '/possible', name: 'possible', may: 'shadow.read' },
  { to: '/systems', name: 'systems', may: 'system.read' },
  { to: '/figures', name: 'figures', may: 'figures.read' },
  { to: '/trust', name: 'trust', may: 'ledger.read' },
  { to: '/staff', name: 'staff', may: 'staff.read' },
] as const satisfies readonly { to: string; name: string; may: Permission }[];

/** Pages that have no door of their own in the side bar. */
const ROOMS = [
  ...DOORS,
  { to: '/record', may: 'request.record' },
  { to: '/requests', may: 'request.read' },
  { to: '/systems/new', may: 'system.manage' },
  { to: '/first-run', may: 'system.manage' },
] as const satisfies readonly { to: string; may: Permission }[];

/** Around every page of the office. Whoever is not signed in is led to the door and back here afterwards. */
export function Frame(): ReactNode {
  const me = useQuery(meQuery);
  const { pathname } = useLocation();
  if (me.isPending) return <Skeleton lines={6} />;
  if (me.error instanceof ProblemError && me.error.status === 401) {
    // A session that has no second factor yet may do nothing but set one up.
    return <Redirect to={me.error.member('next') === 'enrol' ? '/enrol' : '/sign-in'} />;
  }
  if (!me.data) return <ErrorState level={1} error={me.error} onRetry={() => void me.refetch()} />;
  return <Office me={me.data} pathname={pathname} />;
}

function Office({ me, pathname }: { me: Me; pathname: string }): ReactNode {
  const { t } = useTranslation('desk');
  const { t: ui } = useTranslation('ui');
  const main = useFocusOnArrival(pathname);
  useOwnLanguage(me.locale);
  const keepLanguage = useKeptLanguage();
  const waiting = usePossibleCount(me.may.includes('shadow.read'));
  return (
    <StepUpProvider>
      <div className="desk-frame">
        <a className="skip" href="#main">
          {ui('skip')}
        </a>
        <OfflineBanner />
        <header className="desk-side no-print">
          <Link to="/" className="desk-brand" aria-label={t('home')}>
            <Mark />
            <span>Habeas</span>
          </Link>
          <nav aria-label={t('nav.label')} className="desk-nav">
            {DOORS.filter(({ may }) => me.may.includes(may)).map(({ to, name }) => (
              <Link
                key={to}
                to={to}
                className="desk-door"
                activeOptions={{ exact: to === '/', includeSearch: false }}
                activeProps={{ 'aria-current': 'page' }}
              >
                {t(`nav.${name}`)}
                {name === 'possible' && waiting > 0 && (
                  <>
                    {' '}
                    <span className="desk-count" aria-hidden="true">
                      {waiting}
                    </span>
                    <span className="visually-hidden">{t('nav.possible_open', { count: waiting })}</span>
                  </>
                )}
              </Link>
            ))}
            {me.may.includes('system.manage') && (
              <Link to="/first-run" className="desk-door desk-door-quiet" activeProps={{ 'aria-current': 'page' }}>
                {t('nav.first_run')}
              </Link>
            )}
          </nav>
          <div className="desk-self stack-s small">
            <Link to="/account" className="desk-name" activeProps={{ 'aria-current': 'page' }}>
              {me.name}
            </Link>
            <p className="soft desk-roles">{me.roles.map((role) => t(`role.${role}`)).join(', ')}</p>
            <SignOut />
            <div className="desk-preferences">
              <LanguageSwitch onChoose={keepLanguage} />
              <ThemeSwitch />
            </div>
          </div>
        </header>
        <main id="main" ref={main} tabIndex={-1} className="desk-page">
          <Fatal key={pathname}>
            <Suspense fallback={<Skeleton lines={8} />}>
              <Admitted me={me} pathname={pathname} />
            </Suspense>
          </Fatal>
        </main>
      </div>
    </StepUpProvider>
  );
}

/**
 * Whoever opens a page that her roles do not open is told so; at the front she is led to the first door that opens. The
 * service decides by itself: here nothing is kept secret, only made plain.
 */
function Admitted({ me, pathname }: { me: Me; pathname: string }): ReactNode {
  const needed = neededFor(pathname);
  if (needed === undefined || me.may.includes(needed)) return <Outlet />;
  if (pathname !== '/') return <Forbidden />;
  return <Redirect to={DOORS.find(({ may }) => me.may.includes(may))?.to ?? '/account'} />;
}

/** By the longest address that begins this one. */
function neededFor(pathname: string): Permission | undefined {
  const inside = ({ to }: { to: string }): boolean => pathname === to || (to !== '/' && pathname.startsWith(`${to}/`));
  return ROOMS.filter(inside).sort((one, other) => other.to.length - one.to.length)[0]?.may;
}

/** What she chooses here holds for her account, wherever she signs in next. */
function useKeptLanguage(): (locale: Me['locale']) => void {
  const queries = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (locale: Me['locale']): Promise<Me> => dataOf(api.PATCH('/v1/staff/me', { body: { locale } })),
    onSuccess: (changed) => queries.setQueryData(meQuery.queryKey, changed),
  });
  return mutate;
}

/** The language of her account, until she chooses another one on this page. */
function useOwnLanguage(locale: Me['locale']): void {
  const followed = useRef<string | null>(null);
  useEffect(() => {
    if (followed.current === locale) return;
    followed.current = locale;
    void chooseLanguage(locale);
  }, [locale]);
}
