import type { FastifyInstance, FastifyRequest } from 'fastify';
import { fieldOf, OBJECTS, type SObject, SYSTEM_FIELDS } from './objects.js';
import { fail } from './refusals.js';
import { parsed } from './soql.js';
import { ROOT, VERSION } from './version.js';
import type { World } from './world.js';

type One = { Params: { type: string; id: string } };
type Values = SObject['values'];

const MOST_IN_COLLECTION = 200;

/** https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/ */
export function recordRoutes(app: FastifyInstance, world: World): void {
  app.get('/services/data', { config: { open: true } }, () => [
    { label: "Summer '26", url: ROOT, version: VERSION.slice(1) },
  ]);
  app.get<{ Params: { type: string } }>(`${ROOT}/sobjects/:type/describe`, (request) => {
    const type = world.type(request.params.type);
    return {
      name: type,
      keyPrefix: OBJECTS[type].prefix,
      fields: [...SYSTEM_FIELDS, ...OBJECTS[type].fields].map((name) => ({ name, type: 'string' })),
    };
  });
  app.get<One>(`${ROOT}/sobjects/:type/:id`, (request) => {
    const type = world.type(request.params.type);
    return view(world.living(type, request.params.id), [...SYSTEM_FIELDS, ...OBJECTS[type].fields]);
  });
  app.post<{ Params: { type: string }; Body: Values }>(`${ROOT}/sobjects/:type`, (request, reply) => {
    const type = world.type(request.params.type);
    world.check(type, request.body ?? {}, true);
    const record = world.create(type, request.body);
    world.outbound.created(record);
    return reply.code(201).send({ id: record.Id, success: true, errors: [] });
  });
  app.patch<One & { Body: Values }>(`${ROOT}/sobjects/:type/:id`, (request, reply) => {
    const type = world.type(request.params.type);
    const record = world.living(type, request.params.id);
    world.check(type, request.body ?? {}, false);
    world.change(record, request.body);
    return reply.code(204).send();
  });
  app.delete<One>(`${ROOT}/sobjects/:type/:id`, (request, reply) => {
    const record = world.living(world.type(request.params.type), request.params.id);
    const obstacle = world.obstacle(record);
    if (obstacle) fail(400, 'DELETE_FAILED', obstacle);
    world.stage.destroy(request, [() => world.bin(record)]);
    return reply.code(204).send();
  });
  collectionRoute(app, world);
  queryRoutes(app, world);
}

/** Up to 200 at once, each with a result of its own: https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections_delete.htm */
function collectionRoute(app: FastifyInstance, world: World): void {
  app.delete<{ Querystring: { ids?: string; allOrNone?: string } }>(`${ROOT}/composite/sobjects`, (request) => {
    const ids = (request.query.ids ?? '').split(',').filter(Boolean);
    if (ids.length > MOST_IN_COLLECTION)
      fail(400, 'INVALID_BATCH_SIZE', `The maximum number of ids is ${MOST_IN_COLLECTION}`);
    const judged = ids.map((id) => {
      const record = world.find(id);
      if (!record)
        return {
          id,
          error: { statusCode: 'INVALID_CROSS_REFERENCE_KEY', message: 'invalid cross reference id', fields: [] },
        };
      if (record.IsDeleted)
        return { id, error: { statusCode: 'ENTITY_IS_DELETED', message: 'entity is deleted', fields: [] } };
      const obstacle = world.obstacle(record);
      return obstacle ? { id, error: { statusCode: 'DELETE_FAILED', message: obstacle, fields: [] } } : { id, record };
    });
    const rolledBack = request.query.allOrNone === 'true' && judged.some((one) => 'error' in one);
    const doomed = rolledBack ? [] : judged.flatMap((one) => (one.record ? [one.record] : []));
    world.stage.destroy(
      request,
      doomed.map((record) => () => world.bin(record)),
    );
    const back = {
      statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      message: 'Record rolled back because not all records were valid',
      fields: [],
    };
    return judged.map(({ id, error, record }) => {
      if (record && !rolledBack) return { id: record.Id, success: true, errors: [] };
      return { id, success: false, errors: [error ?? back] };
    });
  });
}

/** `queryAll` sees the recycle bin and merged records; pages have `nextRecordsUrl`. */
function queryRoutes(app: FastifyInstance, world: World): void {
  const cursors = new Map<string, { views: object[]; size: number }>();
  const page = (key: string, offset: number): object => {
    const { views, size } = cursors.get(key) ?? fail(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
    const done = offset + size >= views.length;
    return {
      totalSize: views.length,
      done,
      ...(done ? {} : { nextRecordsUrl: `${ROOT}/query/${key}-${offset + size}` }),
      records: views.slice(offset, offset + size),
    };
  };
  const run = (request: FastifyRequest<{ Querystring: { q?: string } }>, all: boolean): object => {
    const query = parsed(request.query.q ?? fail(400, 'MALFORMED_QUERY', 'SOQL statements cannot be empty or null'));
    const found = world.of(query.type).filter((record) => (all || !record.IsDeleted) && query.holds(record));
    const key = `01g${world.stage.numbering.hex('query', 12)}`;
    const size = Number(/batchSize=(\d+)/.exec(String(request.headers['sforce-query-options'] ?? ''))?.[1] ?? 2000);
    cursors.set(key, {
      views: found.slice(0, query.limit).map((record) => view(record, query.fields)),
      size: Math.min(2000, Math.max(200, size)),
    });
    return page(key, 0);
  };
  app.get<{ Querystring: { q?: string } }>(`${ROOT}/query`, (request) => run(request, false));
  app.get<{ Querystring: { q?: string } }>(`${ROOT}/queryAll`, (request) => run(request, true));
  app.get<{ Params: { locator: string } }>(`${ROOT}/query/:locator`, (request) => {
    const [key = '', offset = '0'] = request.params.locator.split('-');
    return page(key, Number(offset));
  });
}

function view(record: SObject, fields: readonly string[]): object {
  const attributes = { type: record.type, url: `${ROOT}/sobjects/${record.type}/${record.Id}` };
  return { attributes, ...Object.fromEntries(fields.map((name) => [name, fieldOf(record, name)])) };
}
