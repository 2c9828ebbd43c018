import type { FastifyInstance } from 'fastify';
import { seal, slice, unseal } from '../ground/pages.js';
import { refuse } from '../ground/vendor-error.js';
import { type Comment, type Document, type Issue, textOf } from './records.js';
import { AGENT, errors, type World } from './world.js';

type Key = { Params: { key: string } };
type OneComment = { Params: { key: string; id: string } };
type Fields = { summary?: string; description?: Document | null; labels?: string[] };

const SETTABLE = ['summary', 'description', 'labels', 'reporter'];
const words = {
  type: 'object',
  required: ['body'],
  properties: { body: { type: 'object', required: ['type', 'version', 'content'] } },
};

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/ */
export function issueRoutes(app: FastifyInstance, world: World): void {
  app.get<Key>('/rest/api/3/issue/:key', (request) => world.view(world.issue(request.params.key)));
  app.put<
    Key & {
      Body: { fields?: Fields & Record<string, unknown>; update?: { labels?: { add?: string; remove?: string }[] } };
    }
  >('/rest/api/3/issue/:key', (request, reply) => {
    const issue = world.issue(request.params.key);
    const { fields = {}, update } = request.body ?? {};
    const unknown = Object.keys(fields).filter((name) => !SETTABLE.includes(name));
    if (unknown.length > 0) {
      const said = unknown.map((name) => [
        name,
        `Field '${name}' cannot be set. It is not on the appropriate screen, or unknown.`,
      ]);
      refuse(400, { errorMessages: [], errors: Object.fromEntries(said) });
    }
    let labels = issue.labels;
    for (const { add, remove } of update?.labels ?? []) {
      labels = [...labels.filter((label) => label !== remove && label !== add), ...(add ? [add] : [])];
    }
    world.change(issue, { ...fields, ...(labels === issue.labels ? {} : { labels }) });
    return reply.code(204).send();
  });
  // With subtasks only when told so.
  app.delete<Key & { Querystring: { deleteSubtasks?: string } }>('/rest/api/3/issue/:key', (request, reply) => {
    const issue = world.issue(request.params.key);
    const children = [...world.issues.values()].filter((one) => one.parent === issue.id);
    if (children.length > 0 && request.query.deleteSubtasks !== 'true') {
      refuse(
        400,
        errors(
          `The issue '${issue.key}' has subtasks. You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.`,
        ),
      );
    }
    world.stage.destroy(request, [() => world.remove(issue)]);
    return reply.code(204).send();
  });
  app.put<{ Params: { key: string; name: string }; Body: unknown }>(
    '/rest/api/3/issue/:key/properties/:name',
    (request, reply) => {
      const issue = world.issue(request.params.key);
      const { name } = request.params;
      const known = name in issue.properties;
      issue.properties[name] = request.body;
      return reply.code(known ? 200 : 201).send();
    },
  );
  commentRoutes(app, world);
  searchRoute(app, world);
}

/** https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-comments/ */
function commentRoutes(app: FastifyInstance, world: World): void {
  const path = '/rest/api/3/issue/:key/comment';
  app.get<Key & { Querystring: { startAt?: string; maxResults?: string } }>(path, (request) => {
    const { comments } = world.issue(request.params.key);
    const [startAt, maxResults] = [
      Number(request.query.startAt ?? 0),
      Math.min(5000, Number(request.query.maxResults ?? 5000)),
    ];
    const page = comments.slice(startAt, startAt + maxResults);
    return { startAt, maxResults, total: comments.length, comments: page.map((one) => world.commentView(one)) };
  });
  app.post<Key & { Body: { body: Document } }>(path, { schema: { body: words } }, (request, reply) => {
    const issue = world.issue(request.params.key);
    const comment = addComment(world, issue, AGENT, request.body.body, false);
    return reply.code(201).send(world.commentView(comment));
  });
  app.put<OneComment & { Body: { body: Document } }>(`${path}/:id`, { schema: { body: words } }, (request) => {
    const comment = commentOf(world, request.params);
    Object.assign(comment, { body: request.body.body, updated: world.now() });
    return world.commentView(comment);
  });
  app.delete<OneComment>(`${path}/:id`, (request, reply) => {
    const issue = world.issue(request.params.key);
    const comment = commentOf(world, request.params);
    world.stage.destroy(request, [() => void issue.comments.splice(issue.comments.indexOf(comment), 1)]);
    return reply.code(204).send();
  });
}

export function addComment(world: World, issue: Issue, author: string, body: Document, internal: boolean): Comment {
  const at = world.now();
  const comment: Comment = {
    id: String(world.stage.numbering.next('comment', 20_001)),
    author,
    body,
    created: at,
    updated: at,
    internal,
  };
  issue.comments.push(comment);
  world.put(issue);
  world.notifications.tell('comment_created', {
    comment: world.commentView(comment),
    issue: { id: issue.id, key: issue.key },
  });
  return comment;
}

/** By token, and a moment behind; a query that bounds nothing is refused: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search/ */
function searchRoute(app: FastifyInstance, world: World): void {
  const fields: Readonly<Record<string, (issue: Issue) => string[]>> = {
    reporter: (issue) => [issue.reporter, world.accounts.get(issue.reporter)?.emailAddress ?? ''],
    project: () => ['DSR'],
    key: (issue) => [issue.key],
    labels: (issue) => issue.labels,
    status: (issue) => [issue.status],
    text: (issue) => [issue.summary, textOf(issue.description), ...issue.comments.map((one) => textOf(one.body))],
  };
  const holds = (issue: Issue, clause: string): boolean => {
    const [, name = '', operator = '', value = ''] = /^(\w+)\s*(=|~|!=)\s*"?([^"]*)"?$/.exec(clause.trim()) ?? [];
    const read =
      fields[name.toLowerCase()] ??
      refuse(400, errors(`Field '${name || clause}' does not exist or you do not have permission to view it.`));
    const [texts, wanted] = [read(issue).map((one) => one.toLowerCase()), value.toLowerCase()];
    if (operator === '~') return texts.some((one) => one.includes(wanted));
    return texts.includes(wanted) === (operator === '=');
  };
  const answer = ({
    jql = '',
    nextPageToken,
    maxResults = 50,
  }: {
    jql?: string;
    nextPageToken?: string;
    maxResults?: number;
  }): object => {
    const clauses = (jql.split(/\s+ORDER BY\s+/i)[0] ?? '').split(/\s+AND\s+/i).filter((one) => one.trim() !== '');
    if (clauses.length === 0)
      refuse(400, errors('Unbounded JQL queries are not allowed here. Please add a search restriction to your query.'));
    const found = world.index.visible().filter((issue) => clauses.every((clause) => holds(issue, clause)));
    const offset = nextPageToken
      ? (unseal<number>(nextPageToken) ?? refuse(400, errors('nextPageToken is invalid')))
      : 0;
    const size = Math.min(5000, maxResults);
    const { items, more } = slice(found, offset, size);
    return {
      issues: items.map((issue) => world.view(issue)),
      isLast: !more,
      ...(more ? { nextPageToken: seal(offset + size) } : {}),
    };
  };
  app.get<{ Querystring: { jql?: string; nextPageToken?: string; maxResults?: string } }>(
    '/rest/api/3/search/jql',
    (request) => {
      const { maxResults, ...rest } = request.query;
      return answer({ ...rest, ...(maxResults ? { maxResults: Number(maxResults) } : {}) });
    },
  );
  app.post<{ Body: { jql?: string; nextPageToken?: string; maxResults?: number } }>(
    '/rest/api/3/search/jql',
    (request) => answer(request.body ?? {}),
  );
}

function commentOf(world: World, { key, id }: OneComment['Params']): Comment {
  const comment = world.issue(key).comments.find((one) => one.id === id);
  return comment ?? refuse(404, errors(`Can not find a comment for the id: ${id}.`));
}
