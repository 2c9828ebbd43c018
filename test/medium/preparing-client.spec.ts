import { DataSource } from 'typeorm';
import { dataSourceOptions } from '../../src/platform/storage/storage.js';
import { emptyDatabase, type TestDatabase } from '../kit/database.js';

describe('a connection of the service', () => {
  let database: TestDatabase;
  let source: DataSource;

  beforeAll(async () => {
    database = await emptyDatabase();
    source = await new DataSource(dataSourceOptions({ url: database.ownerUrl, entities: [], pool: 1 })).initialize();
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const prepared = async (): Promise<string[]> => {
    const rows: { statement: string }[] = await source.query(
      `SELECT statement FROM pg_prepared_statements ORDER BY prepare_time`,
    );
    return rows.map((row) => row.statement);
  };

  it('prepares a statement with parameters once, and answers by it', async () => {
    for (const number of [1, 2, 3]) {
      expect(await source.query(`SELECT $1::int + 1 AS next`, [number])).toEqual([{ next: number + 1 }]);
    }
    expect((await prepared()).filter((statement) => statement.includes('AS next'))).toHaveLength(1);
  });

  it('leaves statements without parameters alone, several in one text too', async () => {
    await source.query(`CREATE TABLE one (n int); CREATE TABLE two (n int)`);
    expect((await prepared()).some((statement) => statement.includes('CREATE TABLE'))).toBe(false);
  });

  it('goes on after a prepared statement has failed, and within a transaction that is rolled back', async () => {
    await expect(source.query(`SELECT 1 / $1::int`, [0])).rejects.toThrow(/division by zero/);
    expect(await source.query(`SELECT 4 / $1::int AS n`, [2])).toEqual([{ n: 2 }]);
    await source.transaction((tx) => tx.query(`INSERT INTO one VALUES ($1)`, ['no number'])).catch(() => undefined);
    await source.transaction((tx) => tx.query(`INSERT INTO one VALUES ($1)`, [7]));
    expect(await source.query(`SELECT n FROM one WHERE n = $1`, [7])).toEqual([{ n: 7 }]);
  });

  it('hands lists of texts over as they are', async () => {
    const texts = [
      '',
      ' ',
      'null',
      'NULL',
      '{',
      '}',
      ',',
      '"',
      '\\',
      '\\"',
      "'",
      'a b',
      'ü\u2028\n\t',
      '12',
      '-1.5e3',
      null,
    ];
    expect(await source.query(`SELECT $1::text[] AS texts`, [texts])).toEqual([{ texts }]);
    expect(await source.query(`SELECT $1::text[] AS texts`, [[]])).toEqual([{ texts: [] }]);
    const documents = [{ a: 'x"\\' }, { b: [1] }];
    const sent = documents.map((one) => JSON.stringify(one));
    expect(await source.query(`SELECT to_jsonb($1::jsonb[]) AS documents`, [sent])).toEqual([{ documents }]);
    expect(
      await source.query(`SELECT $1::int[] AS numbers, $2::bytea[] AS bytes`, [[1, 2], [Buffer.of(0, 255)]]),
    ).toEqual([{ numbers: [1, 2], bytes: [Buffer.of(0, 255)] }]);
  });

  it('plans anew when the table has changed', async () => {
    const ask = (): Promise<unknown> => source.query(`SELECT count(*)::int AS found FROM one WHERE n = $1`, [7]);
    expect(await ask()).toEqual([{ found: 1 }]);
    await source.query(`ALTER TABLE one ADD COLUMN more text`);
    await source.query(`CREATE INDEX one_n ON one (n)`);
    expect(await ask()).toEqual([{ found: 1 }]);
  });
});
