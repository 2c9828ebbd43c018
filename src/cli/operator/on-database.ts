import { DataSource, type EntityManager } from 'typeorm';
import { entities } from '../../data-source.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { Log } from '../../platform/logging/log.js';
import type { Settings } from '../../platform/settings/settings.js';
import { dataSourceOptions } from '../../platform/storage/storage.js';
import { type Databases, openDatabases, openService, type Service } from '../../service.js';
import { settingsOfProcess } from '../environment.js';

/** The databases of the settings for as long as the work lasts. An embedded server that runs already is shared. */
export async function withDatabases<T>(work: (databases: Databases, settings: Settings) => Promise<T>): Promise<T> {
  const settings = settingsOfProcess();
  const databases = await openDatabases(settings);
  try {
    return await work(databases, settings);
  } finally {
    await databases.stop();
  }
}

/** The service's database as the application's role, without the service. */
export function onDatabase<T>(
  work: (manager: EntityManager, settings: Settings, source: DataSource) => Promise<T>,
): Promise<T> {
  return withDatabases(async (databases, settings) => {
    const source = await new DataSource(
      dataSourceOptions({ url: databases.applicationUrl, entities, pool: 3, applicationName: 'habeas cli' }),
    ).initialize();
    try {
      return await work(source.manager, settings, source);
    } finally {
      await source.destroy();
    }
  });
}

/** The rooms of the service put together, neither listening nor working; complaints go to standard error. */
export function inService<T>(work: (service: Service, settings: Settings) => Promise<T>): Promise<T> {
  return withDatabases(async (databases, settings) => {
    settings.WORKERS = false;
    const write = (line: string): void => void process.stderr.write(line);
    const level = settings.LOG_LEVEL === 'debug' ? 'debug' : 'error';
    const log = new Log({ level, clock: new SystemClock(), write });
    const service = await openService({ settings, databases, log });
    try {
      return await work(service, settings);
    } finally {
      await service.close();
    }
  });
}
