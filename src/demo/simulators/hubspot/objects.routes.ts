import type { FastifyInstance, FastifyRequest } from 'fastify';
import { slice, wholeNumber } from '../ground/pages.js';
import { type CrmObject, type ObjectType, PROPERTIES, typeNamed } from './records.js';
import { invalid, notFound } from './refusals.js';
import { view, type Wanted } from './views.js';
import type { World } from './world.js';

type Given = {
  properties: Record<string, string | null>;
  associations?: { to: { id: string | number }; types: unknown[] }[];
};
type Type = { Params: { type: string } };
type One = { Params: { type: string; id: string }; Querystring: Wanted & { archived?: string; idProperty?: string } };

const properties = { type: 'object', additionalProperties: { type: ['string', 'null', 'number', 'boolean'] } };
export const givenObject = {
  type: 'object',
  required: ['properties'],
  additionalProperties: false,
  properties: { properties, associations: { type: 'array' }, objectWriteTraceId: { type: 'string' } },
};

/** @throws VendorError 400 for a kind that does not exist */
export function typeOf(request: FastifyRequest): ObjectType {
  const { type } = request.params as { type: string };
  return typeNamed(type) ?? invalid(`Unable to infer object type from: ${type}`);
}

/** https://developers.hubspot.com/docs/api-reference/crm-contacts-v3/guide */
export function objectRoutes(app: FastifyInstance, world: World): void {
  app.get<Type & { Querystring: Wanted & { limit?: string; after?: string; archived?: string } }>(
    '/crm/v3/objects/:type',
    (request) => {
      const { limit, after, archived } = request.query;
      const size = wholeNumber(limit, 10, 1, 100) ?? invalid('limit must be between 1 and 100');
      const all = [...world.objects[typeOf(request)].values()]
        .filter((object) => (object.archivedAt !== null) === (archived === 'true'))
        .sort((a, b) => Number(a.id) - Number(b.id));
      // The cursor is the id of the last one seen.
      const rest = all.filter((object) => after === undefined || Number(object.id) > Number(after));
      const { items, more } = slice(rest, 0, size);
      const results = items.map((object) => view(world, object, request.query));
      return more ? { results, paging: { next: nextAfter(world, request, items.at(-1)?.id ?? '') } } : { results };
    },
  );
  app.post<Type & { Body: Given }>('/crm/v3/objects/:type', { schema: { body: givenObject } }, (request, reply) => {
    const object = created(world, typeOf(request), request.body);
    return reply.code(201).send(view(world, object, { properties: Object.keys(request.body.properties) }));
  });
  app.get<One>('/crm/v3/objects/:type/:id', (request) => view(world, found(world, request), request.query));
  app.patch<One & { Body: Given }>('/crm/v3/objects/:type/:id', { schema: { body: givenObject } }, (request) => {
    const object = found(world, request);
    const given = texts(request.body.properties);
    world.check(object.type, given, object);
    world.change(object, given);
    return view(world, object, { properties: Object.keys(given) });
  });
  // Archives; unknown and archived ids are answered alike.
  app.delete<One>('/crm/v3/objects/:type/:id', (request, reply) => {
    const object = world.objects[typeOf(request)].get(world.canonical(request.params.id));
    if (object && object.archivedAt === null) world.stage.destroy(request, [() => world.archive(object)]);
    return reply.code(204).send();
  });
  app.get<Type>('/crm/v3/properties/:type', (request) => {
    const { shown, further } = PROPERTIES[typeOf(request)];
    return {
      results: [...shown, ...further].map((name) => ({
        name,
        label: name,
        type: 'string',
        fieldType: 'text',
        groupName: 'information',
      })),
    };
  });
}

export function created(world: World, type: ObjectType, given: Given): CrmObject {
  const values = texts(given.properties);
  world.check(type, values);
  const others = (given.associations ?? []).map(({ to }) => anyOf(world, String(to.id)));
  const object = world.create(type, values);
  for (const other of others) world.associations.add(object, other);
  world.notifications.tell(object, 'creation');
  return object;
}

function anyOf(world: World, id: string): CrmObject {
  for (const objects of Object.values(world.objects)) {
    const object = objects.get(world.canonical(id));
    if (object) return object;
  }
  return notFound(id);
}

function found(world: World, request: FastifyRequest<One>): CrmObject {
  const type = typeOf(request);
  const { id } = request.params;
  const { idProperty, archived } = request.query;
  if (idProperty !== undefined && idProperty !== 'hs_object_id') {
    if (type !== 'contacts' || idProperty !== 'email') invalid(`${idProperty} is not a unique property of ${type}`);
    // A further address finds the contact too.
    return world.contactBy(id) ?? notFound(id);
  }
  if (archived === 'true') {
    const object = world.objects[type].get(id);
    return object?.archivedAt ? object : notFound(id);
  }
  return world.living(type, id);
}

/** Numbers and truths are kept as text, as the vendor keeps every property. */
export function texts(given: Record<string, string | number | boolean | null>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, value === null ? null : String(value)]),
  );
}

function nextAfter(world: World, request: FastifyRequest, after: string): object {
  const link = new URL(request.originalUrl, world.stage.url());
  link.searchParams.set('after', after);
  return { after, link: link.href };
}
