import type { DataSourceOptions } from 'typeorm';
import { PreparingClient } from './preparing-client.js';

export interface StorageOptions {
  url: string;
  entities: Function[];
  migrations?: Function[];
  /** Connections of this process. */
  pool?: number;
  applicationName?: string;
}

/** The one way a data source is made: entities and migrations are listed, never globbed, and nothing synchronises itself. */
export function dataSourceOptions(options: StorageOptions): DataSourceOptions {
  return {
    type: 'postgres',
    url: options.url,
    entities: options.entities,
    migrations: options.migrations ?? [],
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    poolSize: options.pool ?? 10,
    applicationName: options.applicationName ?? 'habeas',
    extra: { statement_timeout: 60_000, idle_in_transaction_session_timeout: 60_000, Client: PreparingClient },
  };
}
