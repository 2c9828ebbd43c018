import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { appendOnlyTables, entities, migrations } from './data-source.js';
import { LedgerRhythm } from './ledger/ledger-rhythm.js';
import { Clock, SystemClock } from './platform/clock/clock.js';
import { developmentKeys } from './platform/crypto/development-keys.js';
import { createHttpApp } from './platform/http/http-app.js';
import { PublicAddress } from './platform/http/public-address.js';
import { keepHeapLean } from './platform/lean-heap.js';
import { Log } from './platform/logging/log.js';
import { type BullBackend, migrateBull } from './platform/queues/bull-backend.js';
import { BULL_BACKEND } from './platform/queues/bull-lifecycle.js';
import { type Settings, SettingsError } from './platform/settings/settings.js';
import { migrate } from './platform/storage/migrate.js';

/** The databases of a service: where they are, and who may do what. */
export interface Databases {
  applicationUrl: string;
  ownerUrl: string;
  applicationRole?: string;
  /** The embedded server as its superuser: for the demo company's own databases. */
  superUrl?: string;
  /** How this process came by an embedded server: started it, took over an orphan, or shares a living process's. */
  came?: 'started' | 'adopted' | 'shared';
  stop(): Promise<void>;
}

/** The databases that the settings name, or else an embedded PostgreSQL under HABEAS_HOME. */
export async function openDatabases(settings: Settings): Promise<Databases> {
  if (settings.DATABASE_URL) {
    const applicationUrl = settings.DATABASE_URL;
    const ownerUrl = settings.MIGRATION_DATABASE_URL ?? applicationUrl;
    const applicationRole = new URL(applicationUrl).username;
    return {
      applicationUrl,
      ownerUrl,
      ...(ownerUrl === applicationUrl || !applicationRole
        ? {}
        : { applicationRole: decodeURIComponent(applicationRole) }),
      stop: () => Promise.resolve(),
    };
  }
  if (settings.NODE_ENV === 'production') {
    throw new SettingsError(
      'DATABASE_URL: is missing; the embedded database is not for production.\n    Example: DATABASE_URL=postgres://habeas_app:secret@db:5432/habeas',
    );
  }
  const { embeddedDatabase } = await import('./platform/embedded/embedded-database.js');
  return embeddedDatabase({ home: settings.HABEAS_HOME });
}

/** Brings both schemas up to date, as the owner. @returns the names of the migrations that ran. */
export async function migrateDatabases(databases: Databases): Promise<string[]> {
  const ran = await migrate({ ...databases, entities, migrations, appendOnlyTables });
  await migrateBull(databases.ownerUrl, databases.applicationRole);
  return ran;
}

export interface Service {
  app: NestFastifyApplication;
  log: Log;
  /** Closes everything, in order. */
  close(): Promise<void>;
  /** What is left to close when the application itself is closed already (`installShutdown`). */
  release(): Promise<void>;
}

export interface ServiceOptions {
  settings: Settings;
  databases: Databases;
  clock?: Clock;
  log?: Log;
  /** How the application is made of its module. Tests use Nest's testing module, which can replace single providers. */
  create?: typeof createHttpApp;
}

/** Puts the service together and lets its workers begin, where this process has any. It does not listen yet. */
export async function openService({ settings, databases, ...given }: ServiceOptions): Promise<Service> {
  keepHeapLean();
  const clock = given.clock ?? new SystemClock();
  const log = given.log ?? new Log({ level: settings.LOG_LEVEL, clock });
  developmentKeys(settings);
  const module = AppModule.create({ settings, databaseUrl: databases.applicationUrl, entities, clock, log });
  const app = await (given.create ?? createHttpApp)(module, { settings, log, clock });
  const rhythm = app.get(LedgerRhythm);
  if (settings.WORKERS) rhythm.start();
  const backend = app.get<BullBackend>(BULL_BACKEND);
  return {
    app,
    log,
    close: async () => {
      await rhythm.stop();
      await app.close();
      await backend.close();
    },
    release: () => backend.close(),
  };
}

/** Listens, and says so to whoever writes links. @returns the address. */
export async function listen({ app }: Pick<Service, 'app'>, settings: Settings): Promise<string> {
  await app.listen(settings.PORT, settings.HOST);
  const { port } = app.getHttpServer().address() as { port: number };
  const url = `http://${settings.HOST.includes(':') ? `[${settings.HOST}]` : settings.HOST}:${port}`;
  app.get(PublicAddress).listensAt(url);
  return url;
}

export const mailboxOf = (settings: Settings): string => join(settings.HABEAS_HOME, 'mailbox');
