import type { FastifyInstance, FastifyRequest } from 'fastify';
import { slice, wholeNumber } from '../ground/pages.js';
import { associationType } from './associations.js';
import { type CrmObject, type ObjectType, typeNamed } from './records.js';
import { invalid } from './refusals.js';
import type { World } from './world.js';

type Ends = { Params: { type: string; id: string; toType: string; toId: string } };
type From = { Params: { type: string; id: string; toType: string }; Querystring: { limit?: string; after?: string } };
type Batch = { Params: { type: string; toType: string }; Body: { inputs: { id: string }[] } };

const MOST_PER_PAGE = 500;
const inputs = {
  type: 'object',
  required: ['inputs'],
  properties: {
    inputs: {
      type: 'array',
      maxItems: 1000,
      items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } },
    },
  },
};

/** https://developers.hubspot.com/docs/api-reference/crm-associations-v4/guide */
export function associationRoutes(app: FastifyInstance, world: World): void {
  const line = (from: ObjectType, to: CrmObject): object => ({
    toObjectId: Number(to.id),
    associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: associationType(from, to.type), label: null }],
  });
  app.get<From>('/crm/v4/objects/:type/:id/associations/:toType', (request) => {
    const [from, to] = kinds(request);
    const size = wholeNumber(request.query.limit, MOST_PER_PAGE, 1, MOST_PER_PAGE) ?? invalid('limit is not valid');
    const offset = wholeNumber(request.query.after, 0, 0, 1_000_000) ?? invalid('after is not valid');
    const all = world.associations.of(world.living(from, request.params.id), to);
    const { items, more } = slice(all, offset, size);
    const results = items.map((other) => line(from, other));
    return more ? { results, paging: { next: { after: String(offset + size) } } } : { results };
  });
  const put = (request: FastifyRequest<Ends>): CrmObject[] => {
    const [from, to] = kinds(request);
    const [one, other] = [world.living(from, request.params.id), world.living(to, request.params.toId)];
    world.associations.add(one, other);
    world.notifications.associated(one, other, false);
    return [one, other];
  };
  app.put<Ends>('/crm/v4/objects/:type/:id/associations/default/:toType/:toId', (request) => {
    const [one, other] = put(request);
    return { status: 'COMPLETE', results: [{ from: { id: one?.id }, to: { id: other?.id } }] };
  });
  app.put<Ends>('/crm/v4/objects/:type/:id/associations/:toType/:toId', (request, reply) => {
    const [one, other] = put(request);
    return reply.code(201).send({ fromObjectId: Number(one?.id), toObjectId: Number(other?.id), labels: [] });
  });
  app.delete<Ends>('/crm/v4/objects/:type/:id/associations/:toType/:toId', (request, reply) => {
    const [from, to] = kinds(request);
    const [one, other] = [world.living(from, request.params.id), world.living(to, request.params.toId)];
    world.stage.destroy(request, [() => world.associations.remove(one, other)]);
    world.notifications.associated(one, other, true);
    return reply.code(204).send();
  });
  app.post<Batch>('/crm/v4/associations/:type/:toType/batch/read', { schema: { body: inputs } }, (request) => {
    const [from, to] = kinds(request);
    const at = world.now();
    const results = request.body.inputs.flatMap(({ id }) => {
      const object = world.objects[from].get(world.canonical(id));
      const others = object && object.archivedAt === null ? world.associations.of(object, to) : [];
      return others.length > 0 ? [{ from: { id }, to: others.map((other) => line(from, other)) }] : [];
    });
    return { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  });
}

function kinds(request: FastifyRequest): [ObjectType, ObjectType] {
  const { type, toType } = request.params as { type: string; toType: string };
  const [from, to] = [typeNamed(type), typeNamed(toType)];
  if (!from || !to || associationType(from, to) === undefined)
    return invalid(`There is no association from ${type} to ${toType}`);
  return [from, to];
}
