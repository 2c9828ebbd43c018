import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { ErrorState } from '../ui/feedback/error-state.js';
import { Skeleton } from '../ui/feedback/skeleton.js';
import { DoorFrame } from './door/door-frame.js';
import { figuresSearch } from './figures/figures-search.js';
import { Frame } from './frame.js';
import { Missing } from './missing.js';
import { possibleSearch } from './possible/possible-search.js';
import { queueSearch } from './queue/queue-search.js';
import { trustSearch } from './trust/trust-search.js';

const root = createRootRoute({ component: Outlet, notFoundComponent: Missing });

/** Before anybody is signed in. */
const door = createRoute({ getParentRoute: () => root, id: 'door', component: DoorFrame });

const signIn = createRoute({
  getParentRoute: () => door,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./door/sign-in.js'), 'SignIn'),
});

const setUp = createRoute({
  getParentRoute: () => door,
  path: '/set-up',
  component: lazyRouteComponent(() => import('./door/set-up.js'), 'SetUp'),
});

const invitation = createRoute({
  getParentRoute: () => door,
  path: '/invitation',
  component: lazyRouteComponent(() => import('./door/invitation.js'), 'Invitation'),
});

const enrol = createRoute({
  getParentRoute: () => door,
  path: '/enrol',
  component: lazyRouteComponent(() => import('./door/enrol.js'), 'Enrol'),
});

/** The office. The frame lets nobody in who is not signed in. */
const office = createRoute({ getParentRoute: () => root, id: 'office', component: Frame });

/** Addresses of nothing, for whoever is signed in: shown in the frame, with its ways on. */
const missing = createRoute({ getParentRoute: () => office, path: '$', component: Missing });

const queue = createRoute({
  getParentRoute: () => office,
  path: '/',
  validateSearch: queueSearch,
  component: lazyRouteComponent(() => import('./queue/queue.js'), 'Queue'),
});

const record = createRoute({
  getParentRoute: () => office,
  path: '/record',
  component: lazyRouteComponent(() => import('./record/record.js'), 'Record'),
});

/** `part` names the view of the case that is open: overview, plan, progress, package, letters, messages, trail. */
const dossier = createRoute({
  getParentRoute: () => office,
  path: '/requests/$id',
  validateSearch: (search: Record<string, unknown>): { part?: string } =>
    typeof search['part'] === 'string' ? { part: search['part'] } : {},
  component: lazyRouteComponent(() => import('./dossier/dossier.js'), 'Dossier'),
});

const errands = createRoute({
  getParentRoute: () => office,
  path: '/errands',
  component: lazyRouteComponent(() => import('./errands/errands.js'), 'Errands'),
});

const possibleList = createRoute({
  getParentRoute: () => office,
  path: '/possible',
  validateSearch: possibleSearch,
  component: lazyRouteComponent(() => import('./possible/possible-list.js'), 'PossibleList'),
});

const possible = createRoute({
  getParentRoute: () => office,
  path: '/possible/$id',
  component: lazyRouteComponent(() => import('./possible/possible-page.js'), 'PossiblePage'),
});

const systems = createRoute({
  getParentRoute: () => office,
  path: '/systems',
  component: lazyRouteComponent(() => import('./systems/systems.js'), 'SystemsPage'),
});

const newSystem = createRoute({
  getParentRoute: () => office,
  path: '/systems/new',
  component: lazyRouteComponent(() => import('./systems/new-system.js'), 'NewSystem'),
});

/** `part` names the view of the system that is open: overview, connection, map, trial, versions. */
const system = createRoute({
  getParentRoute: () => office,
  path: '/systems/$system',
  validateSearch: (search: Record<string, unknown>): { part?: string } =>
    typeof search['part'] === 'string' ? { part: search['part'] } : {},
  component: lazyRouteComponent(() => import('./systems/system.js'), 'SystemPage'),
});

const figures = createRoute({
  getParentRoute: () => office,
  path: '/figures',
  validateSearch: figuresSearch,
  component: lazyRouteComponent(() => import('./figures/figures.js'), 'Figures'),
});

const trust = createRoute({
  getParentRoute: () => office,
  path: '/trust',
  validateSearch: trustSearch,
  component: lazyRouteComponent(() => import('./trust/trust.js'), 'Trust'),
});

const staff = createRoute({
  getParentRoute: () => office,
  path: '/staff',
  component: lazyRouteComponent(() => import('./staff/staff.js'), 'StaffPage'),
});

const account = createRoute({
  getParentRoute: () => office,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/account.js'), 'Account'),
});

const firstRun = createRoute({
  getParentRoute: () => office,
  path: '/first-run',
  component: lazyRouteComponent(() => import('./first-run/first-run.js'), 'FirstRun'),
});

export const router = createRouter({
  basepath: '/desk',
  routeTree: root.addChildren([
    door.addChildren([signIn, setUp, invitation, enrol]),
    office.addChildren([
      queue,
      record,
      dossier,
      errands,
      possibleList,
      possible,
      systems,
      newSystem,
      system,
      figures,
      trust,
      staff,
      account,
      firstRun,
      missing,
    ]),
  ]),
  scrollRestoration: true,
  defaultPendingMs: 250,
  defaultPendingComponent: () => <Skeleton lines={6} />,
  defaultErrorComponent: ({ error, reset }) => <ErrorState level={1} error={error} onRetry={reset} />,
  defaultNotFoundComponent: Missing,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
