import { connect, freshDatabase } from '../kit/database.js';

describe('the test database', () => {
  it('is a real PostgreSQL of its own', async () => {
    const database = await freshDatabase();
    const source = await connect(database);
    const [row] = await source.query(`SELECT current_setting('server_version_num')::int AS version`);
    expect(row.version).toBeGreaterThanOrEqual(150000);
    await source.destroy();
    await database.drop();
  });
});
