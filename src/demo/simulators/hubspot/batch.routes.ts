import type { FastifyInstance } from 'fastify';
import { typeOf, texts, created, givenObject } from './objects.routes.js';
import { type CrmObject, singular } from './records.js';
import { invalid } from './refusals.js';
import { view, type Wanted } from './views.js';
import type { World } from './world.js';

type Type = { Params: { type: string } };
type Ids = { inputs: { id: string }[]; idProperty?: string } & Wanted;

/** https://developers.hubspot.com/docs/api-reference/crm-contacts-v3/guide : a hundred at a time. */
const MOST = 100;
const inputs = { type: 'array', maxItems: MOST };
const ids = {
  type: 'object',
  required: ['inputs'],
  additionalProperties: false,
  properties: {
    inputs: { ...inputs, items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
    idProperty: { type: 'string' },
    properties: { type: 'array', items: { type: 'string' } },
    propertiesWithHistory: { type: 'array', items: { type: 'string' } },
  },
};
const several = (item: object): object => ({
  type: 'object',
  required: ['inputs'],
  additionalProperties: false,
  properties: { inputs: { ...inputs, items: item } },
});
const update = { type: 'object', required: ['id', 'properties'], properties: { id: { type: 'string' } } };

export function batchRoutes(app: FastifyInstance, world: World): void {
  const whole = (results: object[]): object => {
    const at = world.now();
    return { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  };
  app.post<Type & { Body: Ids; Querystring: { archived?: string } }>(
    '/crm/v3/objects/:type/batch/read',
    { schema: { body: ids } },
    (request, reply) => {
      const type = typeOf(request);
      const { inputs: wanted, idProperty } = request.body;
      if (idProperty !== undefined && idProperty !== 'email')
        invalid(`${idProperty} is not a unique property of ${type}`);
      const archived = request.query.archived === 'true';
      const read = (id: string): CrmObject | undefined => {
        const object =
          idProperty === 'email' ? world.contactBy(id) : world.objects[type].get(archived ? id : world.canonical(id));
        return object && (object.archivedAt !== null) === archived ? object : undefined;
      };
      const found = new Set(wanted.map(({ id }) => read(id)).filter((object) => object !== undefined));
      const missing = wanted.map(({ id }) => id).filter((id) => !read(id));
      const answer = whole([...found].map((object) => view(world, object, request.body)));
      if (missing.length === 0) return answer;
      const message = `Could not get some ${singular(type).toUpperCase()} objects, they may be deleted or not exist. Check that ids are valid.`;
      const errors = [{ status: 'error', category: 'OBJECT_NOT_FOUND', message, context: { ids: missing } }];
      return reply.code(207).send({ ...answer, numErrors: 1, errors });
    },
  );
  app.post<Type & { Body: { inputs: { properties: Record<string, string | null> }[] } }>(
    '/crm/v3/objects/:type/batch/create',
    { schema: { body: several(givenObject) } },
    (request, reply) => {
      const type = typeOf(request);
      // One that cannot be made refuses all.
      for (const given of request.body.inputs) world.check(type, texts(given.properties));
      return reply.code(201).send(whole(request.body.inputs.map((given) => view(world, created(world, type, given)))));
    },
  );
  app.post<Type & { Body: { inputs: { id: string; properties: Record<string, string | null> }[] } }>(
    '/crm/v3/objects/:type/batch/update',
    { schema: { body: several(update) } },
    (request) => {
      const type = typeOf(request);
      const changes = request.body.inputs.map(({ id, properties }) => ({
        object: world.living(type, id),
        given: texts(properties),
      }));
      for (const { object, given } of changes) world.check(type, given, object);
      for (const { object, given } of changes) world.change(object, given);
      return whole(changes.map(({ object }) => view(world, object)));
    },
  );
  app.post<Type & { Body: Ids }>('/crm/v3/objects/:type/batch/archive', { schema: { body: ids } }, (request, reply) => {
    const type = typeOf(request);
    const objects = request.body.inputs.map(({ id }) => world.objects[type].get(world.canonical(id)));
    const living = objects.filter((object) => object !== undefined && object.archivedAt === null);
    world.stage.destroy(
      request,
      living.map((object) => () => world.archive(object as CrmObject)),
    );
    return reply.code(204).send();
  });
}
