import type { Health } from '../../connectors/kit/contract.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { table } from '../table.js';
import { type RemoteOptions, serviceClient } from './service-client.js';

/** A line of GET /v1/systems. */
interface RegisteredSystem {
  system: string;
  connector: string;
  version: number;
}

/** What makes a system slow, and keeps no request from being answered. */
const ADVICE = new Set(['no-index']);

export async function checkSystems(options: RemoteOptions, [only]: string[]): Promise<Outcome> {
  const client = serviceClient(options);
  const { systems } = await client.get<{ systems: RegisteredSystem[] }>('/v1/systems');
  const wanted = only ? systems.filter(({ system }) => system === only) : systems;
  if (only && wanted.length === 0) throw new CliFailure(`No system is registered as ${only}.`, exitCodes.usage);
  const found = await Promise.all(
    wanted.map(async (one) => ({ ...one, ...(await client.post<Health>(`/v1/systems/${one.system}/check`)) })),
  );
  const well = found.every((one) => one.reachable && one.problems.every(({ code }) => ADVICE.has(code)));
  return {
    json: { systems: found },
    lines: [
      ...table(
        ['system', 'connector', 'map', 'reachable', 'rights', 'remarks'],
        found.map((one) => [
          one.system,
          one.connector,
          one.version,
          one.reachable ? 'yes' : 'no',
          one.rights.join(', '),
          one.problems.length,
        ]),
        'No system is registered: habeas map apply FOLDER.',
      ),
      ...found.flatMap((one) =>
        one.problems.map(({ code, collection, column, detail }) => {
          const place = [one.system, collection, column].filter(Boolean).join('.');
          return `${place}: ${code}: ${detail}`;
        }),
      ),
    ],
    ...(well ? {} : { exitCode: exitCodes.no }),
  };
}
