import type { FastifyInstance } from 'fastify';
import { page } from './page.js';
import { notFound } from './refusals.js';
import type { Audience, Member, Note, World } from './world.js';

type Of = { Params: { list: string; hash: string }; Querystring: Record<string, string | undefined> };
type One = { Params: { list: string; hash: string; id: string } };

/** https://mailchimp.com/developer/marketing/api/list-member-notes/ */
export function noteRoutes(app: FastifyInstance, world: World): void {
  const path = '/3.0/lists/:list/members/:hash/notes';
  const found = ({ list: name, hash, id }: One['Params']): { list: Audience; member: Member; note: Note } => {
    const list = world.audience(name);
    const member = world.member(list, hash);
    return { list, member, note: member.notes.find((one) => String(one.id) === id) ?? notFound() };
  };
  app.get<Of>(path, (request) => {
    const list = world.audience(request.params.list);
    const member = world.member(list, request.params.hash);
    return page(
      request.query,
      'notes',
      member.notes.map((note) => view(list, member, note)),
    );
  });
  app.get<One>(`${path}/:id`, (request) => {
    const { list, member, note } = found(request.params);
    return view(list, member, note);
  });
  app.patch<One & { Body: { note?: string } }>(`${path}/:id`, (request) => {
    const { list, member, note } = found(request.params);
    note.note = request.body?.note ?? note.note;
    return view(list, member, note);
  });
  app.delete<One>(`${path}/:id`, (request, reply) => {
    const { member, note } = found(request.params);
    world.stage.destroy(request, [() => void member.notes.splice(member.notes.indexOf(note), 1)]);
    return reply.code(204).send();
  });
}

const view = (list: Audience, member: Member, note: Note): object => ({
  ...note,
  list_id: list.id,
  email_id: member.id,
});
