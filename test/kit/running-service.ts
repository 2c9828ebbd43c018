import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Applying } from '../../src/applying/applying.js';
import { Office } from '../../src/people/office.js';
import type { Role } from '../../src/people/policies.js';
import { SystemClock, type Clock } from '../../src/platform/clock/clock.js';
import { Log } from '../../src/platform/logging/log.js';
import { migrateBull } from '../../src/platform/queues/bull-backend.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import { listen, openService, type Service } from '../../src/service.js';
import { type Replacements, replacing } from './faults/replacing.js';
import { APPLICATION, freshDatabase, type TestDatabase } from './database.js';

export interface RunningService {
  url: string;
  home: string;
  database: TestDatabase;
  service: Service;
  /** Lines of the log so far. */
  log: string[];
  /** A member of staff with these roles. @returns her API key. */
  staff(email: string, roles: Role[], controllers?: string[]): Promise<string>;
  apply(folder: string): Promise<void>;
  stop(): Promise<void>;
}

/** The whole service with its workers, listening, over a database of its own. */
export async function runService(
  options: {
    environment?: Record<string, string>;
    clock?: Clock;
    database?: TestDatabase;
    home?: string;
    /** Providers in place of the house's own. */
    instead?: Replacements;
  } = {},
): Promise<RunningService> {
  const database = options.database ?? (await freshDatabase());
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'habeas-home-')));
  await migrateBull(database.ownerUrl, APPLICATION);
  const settings = readSettings({
    NODE_ENV: 'test',
    HABEAS_HOME: home,
    PORT: '0',
    LOG_LEVEL: 'debug',
    // A suite of its own asks for it.
    PROOF_OF_WORK: '0',
    ...options.environment,
  });
  const log: string[] = [];
  const clock = options.clock ?? new SystemClock();
  const service = await openService({
    settings,
    databases: { applicationUrl: database.url, ownerUrl: database.ownerUrl, stop: () => Promise.resolve() },
    clock,
    ...(options.instead ? { create: replacing(options.instead) } : {}),
    log: new Log({ level: 'debug', clock, write: (line) => log.push(line) }),
  });
  const url = await listen(service, settings);
  return {
    url,
    home,
    database,
    service,
    log,
    staff: async (email, roles, controllers) => {
      const office = service.app.get(Office, { strict: false });
      return service.app.get(Transactions, { strict: false }).run(async (tx) => {
        const id = await office.put(tx, { name: email, email, roles, controllers: controllers ?? null });
        return office.giveKey(tx, id, 'test');
      });
    },
    apply: async (folder) => {
      const applied = await service.app.get(Applying, { strict: false }).folder(folder);
      const errors = applied.findings.filter((finding) => finding.severity === 'error');
      if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
    },
    stop: async () => {
      await service.close();
      if (!options.database) await database.drop();
      if (!options.home) await rm(home, { recursive: true, force: true });
    },
  };
}
