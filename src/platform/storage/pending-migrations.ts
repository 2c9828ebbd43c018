import pg from 'pg';

/** A migration as TypeORM takes it: a class whose instances bear the name under which it is recorded. */
type MigrationClass = new () => { name?: string };

/**
 * The names of the migrations that the database has not seen, oldest first. Asks and changes nothing, so that the
 * application's role may ask.
 *
 * @throws pg.DatabaseError, or the error of the socket, when the database cannot be asked.
 */
export async function pendingMigrations(url: string, migrations: readonly Function[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'habeas start' });
  await client.connect();
  try {
    const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass('migrations') IS NOT NULL AS there`);
    const known = rows[0]?.there ? await client.query<{ name: string }>('SELECT name FROM migrations') : { rows: [] };
    const done = new Set(known.rows.map((row) => row.name));
    return migrations
      .map((migration) => new (migration as MigrationClass)().name ?? migration.name)
      .filter((name) => !done.has(name));
  } finally {
    await client.end();
  }
}
