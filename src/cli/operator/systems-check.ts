import { SystemAccess } from '../../connectors/system-access.js';
import { DataMaps, type MapVersion } from '../../datamap/versions/data-maps.js';
import type { Health } from '../../connectors/kit/contract.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes, explain } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { table } from '../table.js';
import { onDatabase } from './on-database.js';

export function checkSystems(_options: Options, [only]: string[]): Promise<Outcome> {
  return onDatabase(async (manager) => {
    const clock = new SystemClock();
    const all = await new DataMaps(clock).current(manager);
    const versions = only ? all.filter((version) => version.slug === only) : all;
    if (only && versions.length === 0) throw new CliFailure(`No system is registered as ${only}.`, exitCodes.usage);
    const access = new SystemAccess(clock, new Log({ level: 'error', clock, write: (line) => void process.stderr.write(line) }));
    try {
      const found = await Promise.all(versions.map(async (version) => ({ version, health: await healthOf(access, version) })));
      return outcomeOf(found);
    } finally {
      await access.close();
    }
  });
}

async function healthOf(access: SystemAccess, { id, map }: MapVersion): Promise<Health> {
  try {
    return await access.open(id, map).check();
  } catch (error) {
    return { reachable: false, rights: [], problems: [{ code: 'cannot-open', detail: explain(error).message }] };
  }
}

/** What makes a system slow, and keeps no request from being answered. */
const ADVICE = new Set(['no-index']);

function outcomeOf(found: { version: MapVersion; health: Health }[]): Outcome {
  const well = found.every(({ health }) => health.reachable && health.problems.every(({ code }) => ADVICE.has(code)));
  return {
    json: {
      systems: found.map(({ version, health }) => ({
        system: version.slug,
        connector: version.map.connector,
        map: version.version,
        ...health,
      })),
    },
    lines: [
      ...table(
        ['system', 'connector', 'map', 'reachable', 'rights', 'problems'],
        found.map(({ version, health }) => [
          version.slug,
          version.map.connector,
          version.version,
          health.reachable ? 'yes' : 'no',
          health.rights.join(', '),
          health.problems.length,
        ]),
        'No system is registered: habeas map apply FOLDER.',
      ),
      ...found.flatMap(({ version, health }) =>
        health.problems.map(({ code, collection, column, detail }) => {
          const place = [version.slug, collection, column].filter(Boolean).join('.');
          return `${place}: ${code}: ${detail}`;
        }),
      ),
    ],
    ...(well ? {} : { exitCode: exitCodes.no }),
  };
}
