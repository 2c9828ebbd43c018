import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { ErrorState } from '../ui/feedback/error-state.js';
import { Skeleton } from '../ui/feedback/skeleton.js';
import { Frame } from './frame.js';
import { Home } from './home/home.js';
import { Missing } from './missing.js';
import type { Whom } from './start-data.js';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Addresses name at most a company and a state: nothing about the person. */
const whom = (search: Record<string, unknown>): Whom => ({
  controller: text(search['controller']),
  place: text(search['place']),
});

const root = createRootRoute({ component: Frame, notFoundComponent: Missing });

const home = createRoute({ getParentRoute: () => root, path: '/', component: Home, validateSearch: whom });

const request = createRoute({
  getParentRoute: () => root,
  path: '/request/$right',
  validateSearch: whom,
  component: lazyRouteComponent(() => import('./ask/ask.js'), 'Ask'),
});

const caseRoute = createRoute({
  getParentRoute: () => root,
  path: '/case',
  component: lazyRouteComponent(() => import('./case/case.js'), 'Case'),
});

const caseHome = createRoute({
  getParentRoute: () => caseRoute,
  path: '/',
  component: lazyRouteComponent(() => import('./case/overview.js'), 'Overview'),
});

const prove = createRoute({
  getParentRoute: () => caseRoute,
  path: '/prove',
  component: lazyRouteComponent(() => import('./prove/prove.js'), 'Prove'),
});

const further = createRoute({
  getParentRoute: () => caseRoute,
  path: '/further',
  component: lazyRouteComponent(() => import('./prove/further.js'), 'Further'),
});

const messages = createRoute({
  getParentRoute: () => caseRoute,
  path: '/messages',
  component: lazyRouteComponent(() => import('./case/messages.js'), 'Messages'),
});

const answer = createRoute({
  getParentRoute: () => caseRoute,
  path: '/answer/$id',
  component: lazyRouteComponent(() => import('./receive/answer.js'), 'Answer'),
});

const receipt = createRoute({
  getParentRoute: () => caseRoute,
  path: '/receipt/$id',
  component: lazyRouteComponent(() => import('./verify/receipt.js'), 'Receipt'),
});

const object = createRoute({
  getParentRoute: () => root,
  path: '/object',
  component: lazyRouteComponent(() => import('./object/object.js'), 'ObjectToErasure'),
});

const task = createRoute({
  getParentRoute: () => root,
  path: '/task',
  component: lazyRouteComponent(() => import('./task/task.js'), 'Task'),
});

const verify = createRoute({
  getParentRoute: () => root,
  path: '/verify',
  component: lazyRouteComponent(() => import('./verify/verify.js'), 'Verify'),
});

export const router = createRouter({
  routeTree: root.addChildren([
    home,
    request,
    caseRoute.addChildren([caseHome, prove, further, messages, answer, receipt]),
    object,
    task,
    verify,
  ]),
  scrollRestoration: true,
  // A page that is there within this time is not announced by a skeleton.
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
