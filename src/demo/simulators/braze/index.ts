import type { FastifyRequest } from 'fastify';
import { authorizationOf, same } from '../ground/authorization.js';
import type { Vendor } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import { dialect } from './refusals.js';
import { add, userRoutes } from './routes.js';
import { type Profile, World } from './world.js';

const API_KEY = 'simulated-braze-rest-key';

export interface BrazeControl {
  profiles: ReadonlyMap<string, Profile>;
}

export const braze: Vendor<BrazeControl> = {
  name: 'braze',
  title: 'Braze',
  pages: [
    'https://www.braze.com/docs/api/endpoints/user_data/post_user_delete/',
    'https://www.braze.com/docs/api/api_limits/',
  ],
  // Deleting shares its limit with aliases, identifying and merging; exporting has one of its own.
  quotas: [
    { name: 'users', limit: 20_000, kind: 'fixed', seconds: 60, counts: ({ url }) => !url.startsWith('/users/export') },
    { name: 'export', limit: 250, kind: 'fixed', seconds: 60, counts: ({ url }) => url.startsWith('/users/export') },
  ],
  dialect,
  open(stage) {
    const world = new World(stage);
    for (const person of stage.people) {
      const { key, firstName, lastName, email, phone, newsletter } = person;
      add(world, {
        braze_id: `5f00000000000000${key.toString(16).padStart(8, '0')}`,
        // Who has no customer number is known by an alias alone.
        external_id: person.customerNo,
        user_aliases: person.customerNo ? [] : [{ alias_name: `crm-${key}`, alias_label: 'crm' }],
        first_name: firstName,
        last_name: lastName,
        email: email?.toLowerCase() ?? null,
        phone,
        email_subscribe: newsletter ? 'opted_in' : 'unsubscribed',
        created_at: person.createdAt,
      });
    }
    userRoutes(stage.app, world);
    return {
      credentials: { restApiKey: API_KEY },
      authenticate,
      settle: () => world.settle(),
      control: { profiles: world.profiles },
    };
  },
};

function authenticate(request: FastifyRequest): void {
  const key = authorizationOf(request, 'Bearer');
  if (key === null || !same(key, API_KEY)) refuse(401, { message: 'Invalid API Key' });
}
