import type { FastifyRequest } from 'fastify';
import { authorizationOf, basicOf, same } from '../ground/authorization.js';
import type { Vendor } from '../ground/simulator.js';
import { never } from '../ground/quotas.js';
import { refuse } from '../ground/vendor-error.js';
import { profileRoutes } from './profile.routes.js';
import { Profiles, userIdOf } from './profiles.js';
import { dialect, profileError, unauthenticated } from './refusals.js';
import { type Destination, type Regulation, Regulations } from './regulations.js';
import { regulationRoutes } from './routes.js';

const TOKEN = 'simulated-segment-public-api-token';
const PROFILE_TOKEN = 'simulated-segment-profile-token';

export interface SegmentControl {
  profiles: ReadonlyMap<string, Record<string, unknown>>;
  regulations: ReadonlyMap<string, Regulation>;
  suppressed: ReadonlyMap<string, number>;
  destinations: Destination[];
  userIdOf(personKey: number): string;
  /** A source sends an event. @returns false where the user is suppressed and it is dropped. */
  track(userId: string, traits: Record<string, unknown>): boolean;
  finishAfterDays(days: number): void;
}

const isProfileCall = (url: string): boolean => url.startsWith('/v1/');

export const segment: Vendor<SegmentControl> = {
  name: 'segment',
  title: 'Segment',
  pages: [
    'https://docs.segmentapis.com/tag/Deletion-and-Suppression',
    'https://segment.com/docs/privacy/user-deletion-and-suppression/',
    'https://segment.com/docs/unify/profile-api/',
  ],
  quotas: [
    { name: 'requests', limit: 60, kind: 'fixed', seconds: 60, counts: ({ url }) => !isProfileCall(url) },
    { name: 'profile requests', limit: 100, kind: 'fixed', seconds: 1, counts: ({ url }) => isProfileCall(url) },
    { name: 'users a month', limit: 110_000, kind: 'month', counts: never },
  ],
  dialect,
  open(stage) {
    const profiles = new Profiles(stage);
    const regulations = new Regulations(stage, profiles);
    regulationRoutes(stage.app, stage, regulations);
    profileRoutes(stage.app, profiles);
    return {
      credentials: { token: TOKEN, profileToken: PROFILE_TOKEN, space: 'spa_simulated' },
      authenticate,
      settle: () => regulations.settle(),
      control: {
        profiles: profiles.known,
        regulations: regulations.all,
        suppressed: regulations.suppressed,
        destinations: regulations.destinations,
        userIdOf,
        track: (userId, traits) => regulations.track(userId, traits),
        finishAfterDays: (days) => void (regulations.daysToFinish = days),
      },
    };
  },
};

/** Two APIs with a token each: the one of Unify stands as the user of Basic, without a password. */
function authenticate(request: FastifyRequest): void {
  if (isProfileCall(request.url)) {
    const basic = basicOf(request);
    if (!basic || !same(basic.user, PROFILE_TOKEN) || basic.password !== '')
      refuse(401, profileError('authentication_error', 'The access token is not valid.'));
    return;
  }
  const token = authorizationOf(request, 'Bearer');
  if (token === null || !same(token, TOKEN)) unauthenticated();
}
