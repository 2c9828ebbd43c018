import pg from 'pg';
import { appendOnlyTables } from '../../src/data-source.js';
import { freshDatabase, type TestDatabase } from '../kit/database.js';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html */
const INSUFFICIENT_PRIVILEGE = '42501';

describe('what the schema allows', () => {
  let database: TestDatabase;
  let application: pg.Client;
  let owner: pg.Client;

  beforeAll(async () => {
    database = await freshDatabase();
    application = new pg.Client({ connectionString: database.url });
    owner = new pg.Client({ connectionString: database.ownerUrl });
    await Promise.all([application.connect(), owner.connect()]);
    await owner.query(
      `INSERT INTO ledger_entry (id, kind, at, body) VALUES ('0199c0de-0000-7000-8000-000000000001', 'map.applied', now(), '{}')`,
    );
  });

  afterAll(async () => {
    await Promise.all([application.end(), owner.end()]);
    await database.drop();
  });

  const refused = async (statement: string): Promise<void> => {
    await expect(application.query(statement)).rejects.toMatchObject({ code: INSUFFICIENT_PRIVILEGE });
  };

  it('knows tables that are only added to', () => {
    expect(appendOnlyTables).toEqual(
      expect.arrayContaining(['ledger_entry', 'ledger_leaf', 'ledger_node', 'ledger_checkpoint']),
    );
  });

  it.each(appendOnlyTables)('lets the application read %s and neither change, delete nor empty it', async (table) => {
    const column = (
      await owner.query<{ name: string }>(
        `SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1 AND table_schema = 'public' ORDER BY ordinal_position LIMIT 1`,
        [table],
      )
    ).rows[0]!.name;
    await expect(application.query(`SELECT "${column}" FROM "${table}"`)).resolves.toBeDefined();
    await refused(`UPDATE "${table}" SET "${column}" = "${column}"`);
    await refused(`DELETE FROM "${table}"`);
    await refused(`TRUNCATE "${table}"`);
    await refused(`ALTER TABLE "${table}" DISABLE TRIGGER ALL`);
    await refused(`DROP TABLE "${table}"`);
  });

  it('refuses even the owner to rewrite the ledger by an ordinary statement', async () => {
    await expect(owner.query(`DELETE FROM ledger_entry`)).rejects.toThrow('append-only');
    await expect(
      owner.query(`SET session_replication_role = replica; UPDATE ledger_entry SET body = 'x'`),
    ).rejects.toThrow('append-only');
    await owner.query(`SET session_replication_role = origin`);
  });

  it.each([
    ['a table', `CREATE TABLE public.more (id int)`],
    ['a view', `CREATE VIEW public.more AS SELECT 1`],
    ['a function', `CREATE FUNCTION public.more() RETURNS int LANGUAGE sql AS 'SELECT 1'`],
    ['a schema', `CREATE SCHEMA more`],
    ['a role', `CREATE ROLE more`],
    ['a trigger', `CREATE TRIGGER more BEFORE INSERT ON ledger_entry EXECUTE FUNCTION ledger_refuse_change()`],
    ['the replication role', `SET session_replication_role = replica`],
    ['what has been migrated', `DELETE FROM migrations`],
    ['what will be migrated', `INSERT INTO migrations (timestamp, name) VALUES (1, 'x')`],
  ])('gives the application no way to make or change %s', async (_name, statement) => {
    await refused(statement);
  });

  it('runs the application under a role without powers', async () => {
    const { rows } = await application.query(
      `SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls AS powerful FROM pg_roles WHERE rolname = current_user`,
    );
    expect(rows).toEqual([{ powerful: false }]);
  });

  /** Referenced rows that are never deleted while in use, on columns that no question asks by. */
  const NEEDS_NO_INDEX: string[] = [
    'subject_case_controller',
    'request_controller',
    'clock_event_request',
    'system_current_map_fkey',
    // Its partial index holds the standing ones, which is all that is asked for.
    'hold_case',
  ];

  it('has an index under every foreign key that a delete or a join goes by', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT c.conname AS name FROM pg_constraint c
       WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
         SELECT 1 FROM pg_index i
         WHERE i.indrelid = c.conrelid AND i.indisvalid
           AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) LIKE '%IS NOT NULL%')
           AND (i.indkey::int2[])[0:cardinality(c.conkey) - 1] @> c.conkey)
       ORDER BY c.conname`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !NEEDS_NO_INDEX.includes(name))).toEqual([]);
  });

  it.each(['tombstone', 'marketing_block', 'system_controller', 'subject_case', 'request'])(
    'takes no controller into %s that does not exist',
    async (table) => {
      const { rows } = await owner.query(
        `SELECT 1 FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
         WHERE c.contype = 'f' AND c.conrelid = $1::regclass AND c.confrelid = 'controller'::regclass AND a.attname = 'controller_id'`,
        [table],
      );
      expect(rows).toHaveLength(1);
    },
  );

  it('names every constraint and index by hand, in snake case', async () => {
    const { rows } = await owner.query<{ name: string }>(
      `SELECT conname AS name FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
         AND conrelid <> 'migrations'::regclass
       UNION SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND tablename <> 'migrations'`,
    );
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.map(({ name }) => name).filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))).toEqual([]);
  });

  it('keeps moments with their zone, texts without a length, and a primary key on every table', async () => {
    const columns = await owner.query<{ place: string }>(
      `SELECT table_name || '.' || column_name AS place FROM information_schema.columns
       WHERE table_schema = 'public' AND table_name <> 'migrations' AND data_type IN ('timestamp without time zone', 'character varying', 'character', 'money')`,
    );
    expect(columns.rows).toEqual([]);
    const keyless = await owner.query(
      `SELECT c.relname FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
         AND NOT EXISTS (SELECT 1 FROM pg_constraint p WHERE p.conrelid = c.oid AND p.contype = 'p')`,
    );
    expect(keyless.rows).toEqual([]);
  });
});
