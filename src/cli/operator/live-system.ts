import { SystemAccess } from '../../connectors/system-access.js';
import type { Connector } from '../../connectors/kit/contract.js';
import type { SystemMap } from '../../datamap/language.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';

/** A system by its map, opened for as long as the work lasts; its own log lines go to standard error. */
export async function withSystem<T>(map: SystemMap, work: (connector: Connector) => Promise<T>): Promise<T> {
  const clock = new SystemClock();
  const log = new Log({ level: 'error', clock, write: (line) => void process.stderr.write(line) });
  const access = new SystemAccess(clock, log);
  try {
    return await work(access.open('cli', map));
  } finally {
    await access.close();
  }
}
