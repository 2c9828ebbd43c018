import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkerHost } from '@nestjs/bullmq';
import type { Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Applying } from '../../src/applying/applying.js';
import { Office } from '../../src/people/office.js';
import type { Role } from '../../src/people/policies.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { Log } from '../../src/platform/logging/log.js';
import type { QueueName } from '../../src/platform/queues/queue-names.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import { listen, openService } from '../../src/service.js';
import { type BenchDatabase, serviceDatabase } from './bench-database.js';

export interface BenchService {
  url: string;
  database: BenchDatabase;
  get<T>(type: Type<T> | (abstract new (...given: never[]) => T)): T;
  /** A member of staff with these roles. @returns her API key. */
  staff(roles: Role[]): Promise<string>;
  /** Lets the jobs of a queue lie. */
  pause(queue: QueueName): Promise<void>;
  /** Lines of the log that tell of something wrong. */
  complaints: string[];
  stop(): Promise<void>;
}

/** The whole service over a database of its own, with these files as its maps and controllers. */
export async function benchService(
  serverUrl: string,
  files: Record<string, string>,
  environment: Record<string, string> = {},
): Promise<BenchService> {
  const database = await serviceDatabase(serverUrl);
  const home = await mkdtemp(join(tmpdir(), 'habeas-bench-home-'));
  const settings = readSettings({ NODE_ENV: 'development', HABEAS_HOME: home, PORT: '0', ...environment });
  const clock = new SystemClock();
  const complaints: string[] = [];
  const log = new Log({ level: 'warn', clock, write: (line) => complaints.push(line) });
  const databases = { applicationUrl: database.url, ownerUrl: database.ownerUrl, stop: () => Promise.resolve() };
  const service = await openService({ settings, databases, clock, log });
  const get: BenchService['get'] = (type) => service.app.get(type, { strict: false });
  const maps = join(home, 'maps');
  await mkdir(maps);
  for (const [name, text] of Object.entries(files)) await writeFile(join(maps, name), text);
  const { findings } = await get(Applying).folder(maps);
  const errors = findings.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return {
    url: await listen(service, settings),
    database,
    get,
    complaints,
    staff: (roles) =>
      get(Transactions).run(async (tx) => {
        const id = await get(Office).put(tx, { name: 'Bench', email: 'bench@example.org', roles, controllers: null });
        return get(Office).giveKey(tx, id, 'bench');
      }),
    pause: async (queue) => {
      const hosts = get(DiscoveryService)
        .getProviders()
        .map(({ instance }) => instance as unknown);
      const mine = hosts.filter((host) => host instanceof WorkerHost).filter((host) => host.worker.name === queue);
      for (const host of mine) await host.worker.pause();
    },
    stop: async () => {
      await service.close();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
