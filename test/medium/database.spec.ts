import { DataSource } from 'typeorm';
import { entities, migrations } from '../../src/data-source.js';
import { dataSourceOptions } from '../../src/platform/storage/storage.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';

describe('the schema', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await freshDatabase();
  });

  afterAll(() => database.drop());

  it('lives in a real PostgreSQL', async () => {
    const source = await connect(database);
    const [row] = await source.query(`SELECT current_setting('server_version_num')::int AS version`);
    expect(row.version).toBeGreaterThanOrEqual(150000);
    await source.destroy();
  });

  it('is what the entities say', async () => {
    const source = await new DataSource(
      dataSourceOptions({ url: database.ownerUrl, entities, migrations }),
    ).initialize();
    const difference = await source.driver.createSchemaBuilder().log();
    await source.destroy();
    expect(difference.upQueries.map((query) => query.query)).toEqual([]);
  });

  it('goes down as it came up', async () => {
    const other = await freshDatabase();
    const source = await new DataSource(dataSourceOptions({ url: other.ownerUrl, entities, migrations })).initialize();
    for (let step = 0; step < migrations.length; step += 1) await source.undoLastMigration();
    const tables = await source.query(
      `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'migrations'`,
    );
    await source.destroy();
    await other.drop();
    expect(tables).toEqual([]);
  });
});
