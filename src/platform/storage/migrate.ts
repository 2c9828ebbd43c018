import { DataSource } from 'typeorm';
import { dataSourceOptions } from './storage.js';

export interface MigrationPlan {
  /** The database as its owner. */
  ownerUrl: string;
  /** The role the application runs under; undefined when it is the owner itself. */
  applicationRole?: string;
  entities: Function[];
  migrations: Function[];
  appendOnlyTables: string[];
}

/**
 * Brings the schema up to date and gives the application's role exactly what it needs: everything on ordinary tables,
 * SELECT and INSERT on append-only ones. Safe to run from several processes at once.
 *
 * @returns the names of the migrations that ran.
 */
export async function migrate(plan: MigrationPlan): Promise<string[]> {
  const source = await new DataSource(
    dataSourceOptions({
      url: plan.ownerUrl,
      entities: plan.entities,
      migrations: plan.migrations,
      pool: 2,
      applicationName: 'habeas migrate',
    }),
  ).initialize();
  try {
    const runner = source.createQueryRunner();
    await runner.query(`SELECT pg_advisory_lock(hashtext('habeas.migrate'))`);
    try {
      const ran = await source.runMigrations();
      if (plan.applicationRole) await grant(source, plan.applicationRole, plan.appendOnlyTables);
      return ran.map((migration) => migration.name);
    } finally {
      await runner.query(`SELECT pg_advisory_unlock(hashtext('habeas.migrate'))`);
      await runner.release();
    }
  } finally {
    await source.destroy();
  }
}

async function grant(source: DataSource, role: string, appendOnly: string[]): Promise<void> {
  const quoted = `"${role.replaceAll('"', '""')}"`;
  await source.query(`GRANT USAGE ON SCHEMA public TO ${quoted}`);
  await source.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${quoted}`);
  await source.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${quoted}`);
  for (const table of appendOnly) {
    await source.query(`REVOKE UPDATE, DELETE, TRUNCATE ON "${table}" FROM ${quoted}`);
  }
  // Whoever could strike out a migration would have the owner run it again.
  await source.query(`REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON "migrations" FROM ${quoted}`);
}
