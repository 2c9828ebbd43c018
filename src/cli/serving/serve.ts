import { migrations } from '../../data-source.js';
import { SetUp } from '../../people/set-up/set-up.js';
import { installShutdown, type Shutdown } from '../../platform/http/shutdown.js';
import { Log } from '../../platform/logging/log.js';
import { SystemClock } from '../../platform/clock/clock.js';
import type { Settings } from '../../platform/settings/settings.js';
import { pendingMigrations } from '../../platform/storage/pending-migrations.js';
import { type Databases, listen, openService, type Service } from '../../service.js';
import { CliFailure, exitCodes } from '../failure.js';

export interface Serving {
  url: string;
  service: Service;
  shutdown: Shutdown;
  /** For the first officer; null once somebody can sign in. */
  setUpCode: string | null;
}

export interface ServeOptions {
  settings: Settings;
  databases: Databases;
  /** Before it listens: what must be there when the first caller comes. */
  before?: (service: Service) => Promise<void>;
}

/**
 * Serves until a signal comes, then drains. On failure whatever was opened is closed again.
 *
 * @throws CliFailure when the schema is not the one of this program.
 */
export async function serve({ settings, databases, before }: ServeOptions): Promise<Serving> {
  const log = new Log({ level: settings.LOG_LEVEL, clock: new SystemClock() });
  let service: Service | undefined;
  try {
    await refuseOldSchema(databases);
    service = await openService({ settings, databases, log });
    await before?.(service);
    const setUpCode = await service.app.get(SetUp, { strict: false }).offer();
    const url = await listen(service, settings);
    log.info('Listening', { port: Number(new URL(url).port) });
    const opened = service;
    const shutdown = installShutdown(opened.app, {
      log,
      afterwards: [() => opened.release(), () => databases.stop()],
    });
    return { url, service: opened, shutdown, setUpCode };
  } catch (error) {
    await service?.close().catch(() => undefined);
    await databases.stop().catch(() => undefined);
    throw error;
  }
}

async function refuseOldSchema(databases: Databases): Promise<void> {
  const pending = await pendingMigrations(databases.applicationUrl, migrations);
  if (pending.length === 0) return;
  throw new CliFailure(
    `The database is behind this program: ${pending.length} ${pending.length === 1 ? 'migration is' : 'migrations are'} pending, ` +
      `from ${pending[0]} on. Run \`habeas migrate\` (or \`habeas start\`, which does it by itself) and start again.`,
    exitCodes.usage,
  );
}
