import type { FastifyInstance } from 'fastify';
import { seal, slice, unseal, wholeNumber } from '../ground/pages.js';
import { refuse } from '../ground/vendor-error.js';
import { profileError } from './refusals.js';
import type { Profiles } from './profiles.js';

type One = { Params: { id: string }; Querystring: Record<string, string | undefined> };

const ROOT = '/v1/spaces/:space/collections/users/profiles';
const TYPES = ['user_id', 'email', 'anonymous_id'] as const;

/** https://segment.com/docs/unify/profile-api/ */
export function profileRoutes(app: FastifyInstance, profiles: Profiles): void {
  const found = (id: string): string =>
    profiles.find(id) ?? refuse(404, profileError('not_found', 'Profile was not found.'));
  app.get<One>(ROOT, (request) =>
    paged(
      request.query,
      [...profiles.known.keys()].map((id) => ({ id })),
    ),
  );
  app.get<One>(`${ROOT}/:id/traits`, (request) => {
    const limit =
      wholeNumber(request.query.limit, 10, 1, 200) ?? refuse(400, profileError('validation_error', 'limit'));
    const traits = Object.entries(profiles.known.get(found(request.params.id)) ?? {}).filter(
      ([, value]) => value !== null,
    );
    return {
      traits: Object.fromEntries(traits.slice(0, limit)),
      cursor: { url: '', has_more: traits.length > limit, next: '', limit },
    };
  });
  app.get<One>(`${ROOT}/:id/external_ids`, (request) => {
    const userId = found(request.params.id);
    const asked = request.query.include?.split(',') ?? [...TYPES];
    const ids = asked.flatMap((type) =>
      profiles
        .idsOf(userId, type)
        .map((id) => ({ source_id: 'simulated', collection: 'users', id, type, encoding: 'none' })),
    );
    return paged(request.query, ids);
  });
  app.get<One>(`${ROOT}/:id/events`, (request) => {
    const userId = found(request.params.id);
    const external_ids = [{ collection: 'users', type: 'user_id', id: userId, encoding: 'none' }];
    return paged(
      request.query,
      profiles.eventsOf(userId).map((event) => ({ external_ids, ...event })),
    );
  });
}

/** `limit` and `next`. */
function paged(query: Record<string, string | undefined>, all: readonly object[]): object {
  const limit = wholeNumber(query.limit, 10, 1, 100) ?? refuse(400, profileError('validation_error', 'limit'));
  const offset = query.next ? (unseal<number>(query.next) ?? refuse(400, profileError('validation_error', 'next'))) : 0;
  const { items, more } = slice(all, offset, limit);
  return { data: items, cursor: { url: '', has_more: more, next: more ? seal(offset + limit) : '', limit } };
}
