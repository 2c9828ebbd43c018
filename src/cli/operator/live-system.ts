import { SystemAccess } from '../../connectors/system-access.js';
import { LocalStores } from '../../connectors/system-stores.js';
import type { Connector } from '../../connectors/kit/contract.js';
import type { SystemMap } from '../../datamap/language.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { GuardedHttp } from '../../platform/egress/guarded-http.js';
import { Log } from '../../platform/logging/log.js';
import { settingsOfProcess } from '../environment.js';

/** A system by its map, opened for as long as the work lasts; its own log lines go to standard error. */
export async function withSystem<T>(map: SystemMap, work: (connector: Connector) => Promise<T>): Promise<T> {
  const clock = new SystemClock();
  const log = new Log({ level: 'error', clock, write: (line) => void process.stderr.write(line) });
  const settings = settingsOfProcess();
  const http = new GuardedHttp({ allow: settings.EGRESS_ALLOW });
  const access = new SystemAccess(clock, log, http, new LocalStores(() => clock.now()), settings);
  try {
    return await work(access.open('cli', map));
  } finally {
    await access.close();
    await http.close();
  }
}
