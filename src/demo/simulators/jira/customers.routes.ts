import type { FastifyInstance } from 'fastify';
import { addComment } from './issues.routes.js';
import { documentOf, textOf } from './records.js';
import { refuse } from '../ground/vendor-error.js';
import { AGENT, errors, type World } from './world.js';

const DESK = '/rest/servicedeskapi/servicedesk/:desk/customer';
const answered = (message: string): object => ({
  errorMessage: message,
  i18nErrorMessage: { i18nKey: 'sd.error', parameters: [] },
});

/** Customers of the portal and what they asked: https://developer.atlassian.com/cloud/jira/service-desk/rest/ */
export function customerRoutes(app: FastifyInstance, world: World): void {
  membershipRoutes(app, world);
  app.get<{ Params: { desk: string }; Querystring: { query?: string; start?: string; limit?: string } }>(
    DESK,
    (request) => {
      const { query = '', start = '0', limit = '50' } = request.query;
      const text = query.toLowerCase();
      const all = [...world.accounts.values()].filter(
        ({ desks, displayName, emailAddress }) =>
          desks.has(request.params.desk) && `${displayName} ${emailAddress ?? ''}`.toLowerCase().includes(text),
      );
      const page = all.slice(Number(start), Number(start) + Number(limit));
      const last = Number(start) + page.length >= all.length;
      return {
        size: page.length,
        start: Number(start),
        limit: Number(limit),
        isLastPage: last,
        values: page.map(({ accountId }) => world.accountView(accountId)),
      };
    },
  );
  // Takes the customer out of this desk; her account and what she wrote stay: removing accounts is Atlassian's.
  app.delete<{ Params: { desk: string }; Body: { accountIds?: string[] } }>(DESK, (request, reply) => {
    if (request.headers['x-experimentalapi'] !== 'opt-in')
      refuse(412, answered('This API is experimental. Experimental APIs are not guaranteed to be stable.'));
    const ids = request.body?.accountIds ?? refuse(400, answered('accountIds must be given'));
    world.stage.destroy(
      request,
      ids.map((id) => () => void world.accounts.get(id)?.desks.delete(request.params.desk)),
    );
    return reply.code(204).send();
  });
  app.get<{ Params: { key: string }; Querystring: { start?: string; limit?: string } }>(
    '/rest/servicedeskapi/request/:key/comment',
    (request) => {
      const { comments } = world.issue(request.params.key);
      const [start, limit] = [Number(request.query.start ?? 0), Math.min(100, Number(request.query.limit ?? 50))];
      const values = comments.slice(start, start + limit).map((one) => ({
        id: one.id,
        body: textOf(one.body),
        public: !one.internal,
        author: world.accountView(one.author),
      }));
      return { size: values.length, start, limit, isLastPage: start + limit >= comments.length, values };
    },
  );
  app.post<{ Params: { key: string }; Body: { body?: string; public?: boolean } }>(
    '/rest/servicedeskapi/request/:key/comment',
    (request, reply) => {
      const { body, public: isPublic = true } = request.body ?? {};
      if (!body) return refuse(400, answered('body must be given'));
      const comment = addComment(world, world.issue(request.params.key), AGENT, documentOf(body), !isPublic);
      return reply.code(201).send({ id: comment.id, body, public: isPublic, author: world.accountView(AGENT) });
    },
  );
  // https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-users/
  app.get<{ Querystring: { accountId?: string } }>('/rest/api/3/user', (request) => {
    const account = world.accounts.get(request.query.accountId ?? '');
    return account
      ? world.accountView(account.accountId)
      : refuse(404, errors('Specified user does not exist or you do not have required permissions'));
  });
  app.get<{ Querystring: { query?: string } }>('/rest/api/3/user/search', (request) => {
    const text = (request.query.query ?? '').toLowerCase();
    const found = [...world.accounts.values()].filter(({ displayName, emailAddress }) =>
      `${displayName} ${emailAddress ?? ''}`.toLowerCase().includes(text),
    );
    return found.map(({ accountId }) => world.accountView(accountId));
  });
}

const paged = (values: readonly object[], start = 0): object => {
  const page = values.slice(start, start + 50);
  return { size: page.length, start, limit: 50, isLastPage: start + page.length >= values.length, values: page };
};

/** Where an account is, beside the one desk: https://developer.atlassian.com/cloud/jira/service-desk/rest/api-group-organization/ */
function membershipRoutes(app: FastifyInstance, world: World): void {
  app.get<{ Querystring: { start?: string } }>('/rest/servicedeskapi/servicedesk', (request) =>
    paged([{ id: '1', projectKey: 'DSR' }], Number(request.query.start ?? 0)),
  );
  app.get<{ Querystring: { accountId?: string; start?: string } }>('/rest/servicedeskapi/organization', (request) => {
    const { accountId = '', start = '0' } = request.query;
    const ids = [...(world.accounts.get(accountId)?.organizations ?? [])];
    return paged(
      ids.map((id) => ({ id, name: `Organisation ${id}` })),
      Number(start),
    );
  });
  app.delete<{ Params: { id: string }; Body: { accountIds?: string[] } }>(
    '/rest/servicedeskapi/organization/:id/user',
    (request, reply) => {
      for (const id of request.body?.accountIds ?? []) world.accounts.get(id)?.organizations.delete(request.params.id);
      return reply.code(204).send();
    },
  );
  // Nobody can log in any more; the account stays: only an administrator deletes it, and by no call.
  app.put<{ Params: { id: string } }>(
    '/rest/servicedeskapi/customer/user/:id/revoke-portal-only-access',
    (request, reply) => {
      const account = world.accounts.get(request.params.id) ?? refuse(404, answered('No such customer'));
      account.active = false;
      return reply.code(204).send();
    },
  );
}
