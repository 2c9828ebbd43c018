import type { FastifyInstance } from 'fastify';
import { invalid, notFound } from './refusals.js';
import { noteRoutes } from './notes.routes.js';
import { page } from './page.js';
import { type Audience, type Member, type Status, subscriberHash, type World } from './world.js';

type List = { Params: { list: string } };
type One = { Params: { list: string; hash: string } };
type Given = {
  email_address?: string;
  status?: Status;
  status_if_new?: Status;
  merge_fields?: Record<string, string>;
  language?: string;
  tags?: string[];
};

const STATUSES = ['subscribed', 'unsubscribed', 'cleaned', 'pending', 'transactional'];
const member = {
  type: 'object',
  properties: {
    email_address: { type: 'string' },
    status: { enum: STATUSES },
    status_if_new: { enum: STATUSES },
    merge_fields: { type: 'object' },
    language: { type: 'string' },
    tags: { type: 'array' },
  },
};

/** https://mailchimp.com/developer/marketing/api/list-members/ */
export function memberRoutes(app: FastifyInstance, world: World): void {
  app.get('/3.0', () => ({ account_id: 'simulated', account_name: 'Nordlicht', role: world.role }));
  app.get('/3.0/', () => ({ account_id: 'simulated', account_name: 'Nordlicht', role: world.role }));
  app.get('/3.0/ping', () => ({ health_status: "Everything's Chimpy!" }));
  app.get('/3.0/lists', (request) => {
    const lists = [...world.audiences.values()].map(({ id, name, members }) => ({
      id,
      name,
      stats: { member_count: members.size },
    }));
    return page(request.query as Record<string, string>, 'lists', lists);
  });
  app.get<List & { Querystring: Record<string, string> }>('/3.0/lists/:list/members', (request) => {
    const list = world.audience(request.params.list);
    const { status } = request.query;
    // The archived are shown only when asked for.
    const all = [...list.members.values()].filter((one) =>
      status ? one.status === status : one.status !== 'archived',
    );
    return {
      ...page(
        request.query,
        'members',
        all.map((one) => view(list, one)),
      ),
      list_id: list.id,
    };
  });
  app.post<List & { Body: Given }>(
    '/3.0/lists/:list/members',
    { schema: { body: { ...member, required: ['email_address', 'status'] } } },
    (request) => {
      const list = world.audience(request.params.list);
      const { email_address: email = '', status_if_new: _new, ...given } = request.body;
      checkEmail(email);
      const known = list.members.get(subscriberHash(email));
      if (known && known.status !== 'archived')
        invalid(`${email} is already a list member. Use PUT to insert or update list members.`, 'Member Exists');
      return view(list, world.add(list, email, given));
    },
  );
  app.get<One>('/3.0/lists/:list/members/:hash', (request) => {
    const list = world.audience(request.params.list);
    return view(list, world.member(list, request.params.hash));
  });
  const change = (list: Audience, found: Member, given: Given): object => {
    const before = found.status;
    const { email_address: email, status_if_new: _new, merge_fields: fields, ...rest } = given;
    Object.assign(found, rest, { last_changed: world.now() });
    Object.assign(found.merge_fields, fields);
    if (email && email !== found.email_address) {
      checkEmail(email);
      list.members.delete(found.id);
      Object.assign(found, { email_address: email, id: subscriberHash(email) });
      list.members.set(found.id, found);
      world.tell('upemail', list, email);
    }
    if (before !== found.status && found.status === 'unsubscribed')
      world.tell('unsubscribe', list, found.email_address);
    if (before !== found.status && found.status === 'subscribed') world.tell('subscribe', list, found.email_address);
    return view(list, found);
  };
  app.patch<One & { Body: Given }>('/3.0/lists/:list/members/:hash', { schema: { body: member } }, (request) => {
    const list = world.audience(request.params.list);
    return change(list, world.member(list, request.params.hash), request.body);
  });
  app.put<One & { Body: Given }>('/3.0/lists/:list/members/:hash', { schema: { body: member } }, (request) => {
    const list = world.audience(request.params.list);
    const known = list.members.get(request.params.hash);
    if (known) return change(list, known, request.body);
    const { email_address: email, status_if_new: status, ...given } = request.body;
    if (!email || !status) return invalid('email_address and status_if_new are required for a new member');
    return view(list, world.add(list, email, { ...given, status }));
  });
  // Archives, and deletes nothing: https://mailchimp.com/developer/marketing/api/list-members/archive-list-member/
  app.delete<One>('/3.0/lists/:list/members/:hash', (request, reply) => {
    const list = world.audience(request.params.list);
    const found = world.member(list, request.params.hash);
    world.stage.destroy(request, [() => (found.status = 'archived')]);
    return reply.code(204).send();
  });
  // https://mailchimp.com/developer/marketing/api/list-members/delete-list-member/
  app.post<One>('/3.0/lists/:list/members/:hash/actions/delete-permanent', (request, reply) => {
    const list = world.audience(request.params.list);
    // The page names the hash alone here.
    const found = list.members.get(request.params.hash) ?? notFound();
    world.stage.destroy(request, [() => (list.members.delete(found.id), list.forgotten.add(found.id))]);
    return reply.code(204).send();
  });
  noteRoutes(app, world);
  searchRoute(app, world);
}

/** https://mailchimp.com/developer/marketing/api/search-members/ */
function searchRoute(app: FastifyInstance, world: World): void {
  app.get<{ Querystring: { query?: string; list_id?: string } }>('/3.0/search-members', (request) => {
    const { query, list_id: only } = request.query;
    if (!query) return invalid('query is required');
    const lists = [...world.audiences.values()].filter((list) => !only || list.id === only);
    const all = lists.flatMap((list) =>
      [...list.members.values()].filter((one) => one.status !== 'archived').map((one) => ({ list, one })),
    );
    const text = query.toLowerCase();
    const exact = all.filter(({ one }) => one.email_address.toLowerCase() === text);
    const full = all.filter(({ one }) =>
      [one.email_address, ...Object.values(one.merge_fields)].join(' ').toLowerCase().includes(text),
    );
    const result = (found: typeof all): object => ({
      members: found.map(({ list, one }) => view(list, one)),
      total_items: found.length,
    });
    return { exact_matches: result(exact), full_search: result(full) };
  });
}

function checkEmail(email: string): void {
  if (!/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) invalid('Please provide a valid email address.');
}

const view = (list: Audience, { tags, notes: _notes, ...shown }: Member): object => ({
  ...shown,
  list_id: list.id,
  unique_email_id: shown.id.slice(0, 10),
  tags: tags.map((name, id) => ({ id, name })),
  tags_count: tags.length,
});
