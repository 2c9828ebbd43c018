import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { Queues1764000000000 } from '../migrations/1764000000000-Queues.js';
import { Requests1764000006000 } from '../migrations/1764000006000-Requests.js';
import { OutboxRow } from './platform/queues/outbox.entity.js';
import { WakeRow } from './platform/queues/wake.entity.js';
import { requestsEntities } from './requests/requests.entities.js';
import { readSettings } from './platform/settings/settings.js';
import { dataSourceOptions } from './platform/storage/storage.js';

/** Every entity of the house, room by room. */
export const entities: Function[] = [OutboxRow, WakeRow, ...requestsEntities];

/** Every migration, oldest first. Append-only: a migration that has been released is never edited. */
export const migrations: Function[] = [Queues1764000000000, Requests1764000006000];

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
