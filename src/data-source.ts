import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { readSettings } from './platform/settings/settings.js';
import { dataSourceOptions } from './platform/storage/storage.js';

/** Every entity of the house, room by room. */
export const entities: Function[] = [];

/** Every migration, oldest first. Append-only: a migration that has been released is never edited. */
export const migrations: Function[] = [];

/** Tables to which the application's role may only add. */
export const appendOnlyTables: string[] = [];

const settings = readSettings();

/** For TypeORM's own command line (`npm run migration:check`). */
export default new DataSource(
  dataSourceOptions({
    url: settings.MIGRATION_DATABASE_URL ?? settings.DATABASE_URL ?? 'postgres://localhost/habeas',
    entities,
    migrations,
  }),
);
