import type { SystemMap } from '../../datamap/language.js';
import type { ConnectorTools } from '../kit/contract.js';
import { addressOf } from './address.js';
import type { Definition } from './definition.js';
import { furtherDoors, openDoor } from './doors.js';
import { type RestContext, resolveAll } from './resolved.js';
import { checkSettings, settingsSchema } from './settings.js';

/** Everything that the verbs of a REST connector work with; for connectors with code too. */
export function openRest(
  definition: Definition,
  map: SystemMap,
  tools: ConnectorTools,
  ways: RestContext['ways'] = {},
): RestContext {
  checkSettings(map.connection, settingsOf(definition));
  const { base, http } = openDoor(definition, map.connection, tools);
  const doors = Object.entries(furtherDoors(definition, map.connection, tools));
  const { phoneCountry = definition.phoneCountry } = map.connection as { phoneCountry?: string };
  // What the map says wrongly is told when it matters; a scan begins with a map that says nothing.
  let resolved: ReturnType<typeof resolveAll> | null = null;
  return {
    definition,
    map,
    bases: [base, ...doors.map(([, door]) => door.base)],
    http,
    doors: Object.fromEntries(doors.map(([name, door]) => [name, door.http])),
    tools,
    reading: phoneCountry === undefined ? {} : { phoneCountry },
    address: addressOf(definition.address, map.connection),
    ways,
    get collections() {
      return (resolved ??= resolveAll(definition, map)).collections;
    },
    get graph() {
      return (resolved ??= resolveAll(definition, map)).graph;
    },
  };
}

const schemas = new WeakMap<Definition, object>();

export function settingsOf(definition: Definition): object {
  const schema = schemas.get(definition) ?? settingsSchema(definition);
  schemas.set(definition, schema);
  return schema;
}
