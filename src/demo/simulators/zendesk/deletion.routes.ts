import type { FastifyInstance } from 'fastify';
import { paged } from './paging.js';
import type { User } from './records.js';
import { invalidAttribute, invalidRecord, notFound } from './refusals.js';
import { manyOf } from './users.routes.js';
import { deletedUserView, userView } from './views.js';
import type { World } from './world.js';

type Id = { Params: { id: string } };
const UNCLOSED = 'Requester: cannot be deleted while having tickets that are not closed';
/** https://developer.zendesk.com/api-reference/ticketing/users/users/#merge-end-users */
const MOST_TICKETS_TO_MERGE = 10_000;

/** Two steps and a status: https://developer.zendesk.com/api-reference/ticketing/users/users/#delete-user. */
export function deletionRoutes(app: FastifyInstance, world: World): void {
  app.delete<Id>('/api/v2/users/:id', (request) => {
    const user = deletable(world, world.user(request.params.id));
    const answer = { user: { ...userView(world, user), active: false } };
    world.stage.destroy(request, [() => world.deletions.softDelete(user)]);
    return answer;
  });
  app.delete<{ Querystring: { ids?: string; external_ids?: string } }>('/api/v2/users/destroy_many', (request) => {
    const kind = world.stage.modes.of(request);
    const users = manyOf(world, request.query);
    const work = users.map((user, index) => ({
      id: user.id,
      run: () => {
        const skipped = kind === 'lying' || (kind === 'half-done' && index >= Math.ceil(users.length / 2));
        if (!skipped && user.active && !world.deletions.hasUnclosedTickets(user)) world.deletions.softDelete(user);
      },
      ...(world.deletions.hasUnclosedTickets(user) ? { error: 'UserDeleteFailed' } : {}),
    }));
    return { job_status: world.jobs.queue(work) };
  });
  app.get<Id>('/api/v2/job_statuses/:id', (request) => {
    const job = world.jobs.all.get(request.params.id) ?? notFound();
    return { job_status: world.jobs.view(job) };
  });
  app.get('/api/v2/deleted_users', (request) => {
    const deleted = [...world.users.values()].filter((user) => user.deletedAt !== null);
    return paged(
      world,
      request,
      'deleted_users',
      deleted.map((user) => deletedUserView(world, user)),
    );
  });
  app.get<Id>('/api/v2/deleted_users/:id', (request) => ({
    deleted_user: deletedUserView(world, softDeleted(world, request.params.id)),
  }));
  app.delete<Id>('/api/v2/deleted_users/:id', (request) => {
    const user = softDeleted(world, request.params.id);
    const answer = { deleted_user: { ...deletedUserView(world, user), email: null, phone: null } };
    if (world.stage.modes.of(request) === 'lying') world.deletions.onlyRequest(user);
    world.stage.destroy(request, [() => world.deletions.purge(user)]);
    return answer;
  });
  app.get<Id & { Querystring: { application?: string } }>(
    '/api/v2/users/:id/compliance_deletion_statuses',
    (request) => {
      const { application } = request.query;
      const statuses = world.deletions.statuses(world.user(request.params.id));
      const shown = statuses.filter((status) => !application || status.application === application);
      return paged(world, request, 'compliance_deletion_statuses', shown);
    },
  );
  mergeRoute(app, world);
}

/** The one in the path is merged into the one in the body, and is gone: its id is found by nothing but itself. */
function mergeRoute(app: FastifyInstance, world: World): void {
  app.put<Id & { Body: { user?: { id?: number; email?: string } } }>('/api/v2/users/:id/merge', (request) => {
    const loser = world.user(request.params.id);
    const { id, email } = request.body?.user ?? {};
    const winner = id === undefined ? world.holderOf(email ?? '') : world.users.get(id);
    if (!winner) return notFound();
    if (winner === loser) invalidAttribute('Users must be different');
    if (winner.role !== 'end-user' || loser.role !== 'end-user') invalidAttribute('Only end users can be merged');
    const tickets = [...world.tickets.values()].filter((ticket) => ticket.requester_id === loser.id);
    if (tickets.length > MOST_TICKETS_TO_MERGE) invalidAttribute('User has too many tickets');
    for (const ticket of tickets) ticket.requester_id = winner.id;
    winner.identities.push(...loser.identities.map((one) => ({ ...one, user_id: winner.id, primary: false })));
    winner.email ??= loser.email;
    Object.assign(loser, { identities: [], email: null, phone: null, active: false, deletedAt: world.now() });
    world.touchUser(loser);
    world.touchUser(winner);
    world.notifications.userMerged(winner, loser);
    return { user: userView(world, winner) };
  });
}

function deletable(world: World, user: User): User {
  if (!user.active) return notFound();
  if (world.deletions.hasUnclosedTickets(user)) invalidRecord('base', UNCLOSED);
  return user;
}

/** Deleted, and not yet for good. */
function softDeleted(world: World, id: string): User {
  const user = world.user(id);
  return user.deletedAt !== null && user.purgedAt === null ? user : notFound();
}
