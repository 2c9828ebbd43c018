import { type CrmObject, type ObjectType, PROPERTIES, typeNamed } from './records.js';
import { associationType } from './associations.js';
import { invalid } from './refusals.js';
import type { World } from './world.js';

/** What was asked to be shown. */
export interface Wanted {
  properties?: string | readonly string[];
  associations?: string | readonly string[];
}

const listed = (value: string | readonly string[] | undefined): string[] =>
  [value ?? []].flat().flatMap((one) => one.split(','));

/** An object with the properties asked for; those that do not exist are left out, as the vendor does. */
export function view(world: World, object: CrmObject, wanted: Wanted = {}): object {
  const { shown, further } = PROPERTIES[object.type];
  const asked = listed(wanted.properties).filter((name) => shown.includes(name) || further.includes(name));
  const names = asked.length > 0 ? [...asked, ...shown.filter((name) => STAMPS.has(name))] : shown;
  const kinds = listed(wanted.associations);
  return {
    id: object.id,
    properties: Object.fromEntries(names.map((name) => [name, valueOf(object, name)])),
    createdAt: object.createdAt,
    updatedAt: object.updatedAt,
    archived: object.archivedAt !== null,
    ...(object.archivedAt === null ? {} : { archivedAt: object.archivedAt }),
    ...(kinds.length > 0 ? { associations: associationsOf(world, object, kinds) } : {}),
  };
}

const STAMPS = new Set(['createdate', 'hs_createdate', 'lastmodifieddate', 'hs_lastmodifieddate', 'hs_object_id']);

export function valueOf(object: CrmObject, name: string): string | null {
  if (name === 'hs_object_id') return object.id;
  if (name.endsWith('createdate')) return object.createdAt;
  if (name.endsWith('lastmodifieddate')) return object.updatedAt;
  return object.properties[name] ?? null;
}

function associationsOf(world: World, object: CrmObject, kinds: readonly string[]): object {
  const entries = kinds.map((kind): [ObjectType, object] | null => {
    const type = typeNamed(kind) ?? invalid(`Unable to infer object type from: ${kind}`);
    const results = world.associations
      .of(object, type)
      .map(({ id }) => ({ id, type: `${object.type.slice(0, -1)}_to_${type.slice(0, -1)}` }));
    return results.length > 0 && associationType(object.type, type) ? [type, { results }] : null;
  });
  return Object.fromEntries(entries.filter((entry) => entry !== null));
}
