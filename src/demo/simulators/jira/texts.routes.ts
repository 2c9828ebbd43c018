import type { FastifyInstance } from 'fastify';
import { refuse } from '../ground/vendor-error.js';
import { type Comment, documentOf, type Issue, textOf } from './records.js';
import { errors, type World } from './world.js';

type Key = { Params: { key: string } };
type OneComment = { Params: { key: string; id: string } };

const PERMISSIONS = [
  'BROWSE_PROJECTS',
  'EDIT_ISSUES',
  'DELETE_ISSUES',
  'EDIT_ALL_COMMENTS',
  'DELETE_ALL_COMMENTS',
  'DELETE_ALL_ATTACHMENTS',
  'ADMINISTER',
];

/** Version 2 gives and takes texts as texts: https://developer.atlassian.com/cloud/jira/platform/rest/v2/intro/#version */
export function textRoutes(app: FastifyInstance, world: World): void {
  const path = '/rest/api/2/issue/:key';
  app.get<Key>(path, (request) => plain(world, world.issue(request.params.key)));
  app.put<Key & { Body: { fields?: { summary?: string; description?: string } } }>(path, (request, reply) => {
    const { summary, description } = request.body?.fields ?? {};
    if (summary === '')
      refuse(400, { errorMessages: [], errors: { summary: 'You must specify a summary of the issue.' } });
    world.change(world.issue(request.params.key), {
      ...(summary === undefined ? {} : { summary }),
      ...(description === undefined ? {} : { description: documentOf(description) }),
    });
    return reply.code(204).send();
  });
  app.get<Key & { Querystring: { startAt?: string; maxResults?: string } }>(`${path}/comment`, (request) => {
    const { comments } = world.issue(request.params.key);
    const startAt = Number(request.query.startAt ?? 0);
    const page = comments.slice(startAt, startAt + Number(request.query.maxResults ?? 50));
    return { startAt, total: comments.length, comments: page.map((one) => said(world, one)) };
  });
  app.put<OneComment & { Body: { body?: string } }>(`${path}/comment/:id`, (request) => {
    const { body } = request.body ?? {};
    if (!body) return refuse(400, errors('Comment body can not be empty!'));
    const comment = world.issue(request.params.key).comments.find(({ id }) => id === request.params.id);
    if (!comment) return refuse(404, errors(`Can not find a comment for the id: ${request.params.id}.`));
    Object.assign(comment, { body: documentOf(body), updated: world.now() });
    return said(world, comment);
  });
  app.get<Key & { Querystring: { startAt?: string; maxResults?: string } }>(
    '/rest/api/3/issue/:key/changelog',
    (request) => {
      const { history } = world.issue(request.params.key);
      const startAt = Number(request.query.startAt ?? 0);
      const values = history.slice(startAt, startAt + Number(request.query.maxResults ?? 100));
      return { startAt, total: history.length, isLast: startAt + values.length >= history.length, values };
    },
  );
  app.delete<{ Params: { id: string } }>('/rest/api/3/attachment/:id', (request, reply) => {
    const { id } = request.params;
    const issue = [...world.issues.values()].find(({ attachments }) => attachments.some((one) => one.id === id));
    if (!issue) return refuse(404, errors(`The attachment with id '${id}' does not exist`));
    world.stage.destroy(request, [() => (issue.attachments = issue.attachments.filter((one) => one.id !== id))]);
    return reply.code(204).send();
  });
  app.get<{ Querystring: { permissions?: string } }>('/rest/api/3/mypermissions', (request) => {
    const asked = (request.query.permissions ?? '').split(',');
    const permissions = asked.filter((one) => PERMISSIONS.includes(one));
    return {
      permissions: Object.fromEntries(permissions.map((key) => [key, { key, havePermission: !world.denied.has(key) }])),
    };
  });
}

function plain(world: World, issue: Issue): object {
  const view = world.view(issue) as { fields: object };
  const attachment = issue.attachments.map(({ author, ...one }) => ({ ...one, author: world.accountView(author) }));
  return { ...view, fields: { ...view.fields, description: textOf(issue.description), attachment } };
}

const said = (world: World, comment: Comment): object => ({
  ...world.commentView(comment),
  body: textOf(comment.body),
});
