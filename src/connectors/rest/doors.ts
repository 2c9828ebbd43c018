import type { ConnectorTools } from '../kit/contract.js';
import { SystemHttp } from '../kit/http/system-http.js';
import { baseOf } from './address.js';
import { credentialOf } from './credential-of.js';
import type { Definition } from './definition.js';
import { faultIn } from './fault-in.js';

export interface OpenDoor {
  /** Address below which every call lies. */
  base: string;
  http: SystemHttp;
}

/** The system's own address. */
export function openDoor(definition: Definition, connection: Record<string, unknown>, tools: ConnectorTools): OpenDoor {
  const { headers, budgets, faults } = definition;
  const base = baseOf(definition, connection);
  const http = new SystemHttp(tools, {
    base,
    credential: credentialOf(definition, connection, tools),
    ...(headers ? { headers } : {}),
    ...(budgets ? { budgets } : {}),
    ...(faults ? { faultIn: (json) => faultIn(faults, json) } : {}),
  });
  return { base, http };
}

/** Its further doors, each with the settings that stand under its name, on the same account. */
export function furtherDoors(
  definition: Definition,
  connection: Record<string, unknown>,
  tools: ConnectorTools,
): Record<string, OpenDoor> {
  const { address, doors = {}, budgets: _own, ...shared } = definition;
  const given = (connection['doors'] ?? {}) as Record<string, Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(doors).map(([name, { base, authentication, budgets }]) => {
      const like: Definition = {
        ...shared,
        address: { ...address, base },
        authentication,
        ...(budgets ? { budgets } : {}),
      };
      return [name, openDoor(like, { ...given[name], address: connection['address'] }, tools)];
    }),
  );
}
