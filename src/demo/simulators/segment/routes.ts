import type { FastifyInstance } from 'fastify';
import { seal, slice, unseal } from '../ground/pages.js';
import type { Stage } from '../ground/simulator.js';
import { invalid } from './refusals.js';
import { type Regulation, type RegulationType, type Regulations, TYPES } from './regulations.js';

type Query = { Querystring: Record<string, string | undefined> };

const regulation = {
  type: 'object',
  required: ['regulationType', 'subjectType', 'subjectIds'],
  additionalProperties: false,
  properties: {
    regulationType: { enum: TYPES },
    subjectType: { enum: ['USER_ID', 'OBJECT_ID'] },
    subjectIds: { type: 'array', items: { type: 'string' } },
  },
};
const iso = (at: number): string => new Date(at).toISOString();

/** https://docs.segmentapis.com/tag/Deletion-and-Suppression ; shapes from github.com/segmentio/public-api-sdk-typescript. */
export function regulationRoutes(app: FastifyInstance, stage: Stage, regulations: Regulations): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (!request.url.startsWith('/v1/')) void reply.type('application/vnd.segment.v1+json');
    return payload;
  });
  app.post<{ Body: { regulationType: RegulationType; subjectIds: string[] } }>(
    '/regulations',
    { schema: { body: regulation } },
    (request) => {
      const { regulationType, subjectIds } = request.body;
      return { data: { regulateId: regulations.create(regulationType, subjectIds, stage.modes.of(request)).id } };
    },
  );
  app.get<Query>('/regulations', (request) => {
    const { status, 'regulationTypes.0': type } = request.query;
    const all = [...regulations.all.values()].filter(
      (one) => (!status || one.status === status) && (!type || one.type === type),
    );
    return { data: page(request.query, 'regulations', all.map(entry)) };
  });
  app.get<{ Params: { id: string } }>('/regulations/:id', (request) => {
    const one = regulations.get(request.params.id);
    const destinationStatus = regulations.destinations.map(({ name, supported }) => ({
      name,
      id: name,
      status: supported ? (one.status === 'FAILED' ? 'FINISHED' : one.status) : 'NOT_SUPPORTED',
      errString: supported ? '' : 'This destination does not support deletion',
      finishedAt: one.finishedAt === null ? null : iso(one.finishedAt),
    }));
    return {
      data: {
        regulation: {
          id: one.id,
          workspaceId: 'simulated',
          overallStatus: one.status,
          createdAt: iso(one.createdAt),
          ...(one.finishedAt === null ? {} : { finishedAt: iso(one.finishedAt) }),
          streamStatus: [{ id: 'stream-1', destinationStatus }],
        },
      },
    };
  });
  app.get<Query>('/suppressions', (request) => ({
    data: page(
      request.query,
      'suppressed',
      [...regulations.suppressed].map(([userId, at]) => ({ type: 'user_id', value: userId, since: iso(at) })),
    ),
  }));
}

function entry(one: Regulation): object {
  const { id, type, subjects, status, createdAt, finishedAt } = one;
  return {
    id,
    subjectType: 'USER_ID',
    subjects,
    status,
    createdAt: iso(createdAt),
    regulationType: type,
    ...(finishedAt === null ? {} : { finishedAt: iso(finishedAt) }),
  };
}

/** https://docs.segmentapis.com/tag/Pagination */
function page(query: Record<string, string | undefined>, name: string, all: readonly object[]): object {
  const count = Number(query['pagination[count]'] ?? query['pagination.count'] ?? 10);
  if (!(count >= 1 && count <= 200)) invalid('pagination.count must be 1 to 200', 'pagination.count');
  const cursor = query['pagination[cursor]'] ?? query['pagination.cursor'];
  const offset = cursor
    ? (unseal<number>(cursor) ?? invalid('pagination.cursor is not valid', 'pagination.cursor'))
    : 0;
  const { items, more } = slice(all, offset, count);
  const next = more ? { next: seal(offset + count) } : {};
  return { [name]: items, pagination: { current: seal(offset), totalEntries: all.length, ...next } };
}
