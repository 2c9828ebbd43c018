import pg from 'pg';

/**
 * Writes down every row that is inserted or updated in any table of the given schemas, also those that live a
 * millisecond: a job, an outbox row, a wake.
 */
export class RowWitness {
  private constructor(private readonly client: pg.Client) {}

  static async of(ownerUrl: string, schemas: readonly string[]): Promise<RowWitness> {
    const client = new pg.Client({ connectionString: ownerUrl });
    await client.connect();
    await client.query(`
      CREATE SCHEMA witness;
      CREATE TABLE witness.seen (id bigint GENERATED ALWAYS AS IDENTITY, place text NOT NULL, line text NOT NULL);
      CREATE FUNCTION witness.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN
        INSERT INTO witness.seen (place, line) VALUES (TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME, NEW::text);
        RETURN NULL;
      END $$`);
    const tables = await client.query<{ schema: string; name: string }>(
      `SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname = ANY($1)`,
      [schemas],
    );
    for (const { schema, name } of tables.rows) {
      await client.query(
        `CREATE TRIGGER witness AFTER INSERT OR UPDATE ON "${schema}"."${name}" FOR EACH ROW EXECUTE FUNCTION witness.note()`,
      );
    }
    return new RowWitness(client);
  }

  /** Everything seen, table by table. */
  async seen(): Promise<Map<string, string>> {
    const { rows } = await this.client.query<{ place: string; lines: string }>(
      `SELECT place, string_agg(line, E'\\n' ORDER BY id) AS lines FROM witness.seen GROUP BY place`,
    );
    return new Map(rows.map(({ place, lines }) => [place, lines]));
  }

  /** Every row that stands in any table, but for what was witnessed. */
  async dump(): Promise<string> {
    const tables = await this.client.query<{ schema: string; name: string }>(
      `SELECT schemaname AS schema, tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'witness')`,
    );
    const texts: string[] = [];
    for (const { schema, name } of tables.rows) {
      const { rows } = await this.client.query<{ line: string }>(`SELECT t::text AS line FROM "${schema}"."${name}" t`);
      texts.push(...rows.map(({ line }) => line));
    }
    return texts.join('\n');
  }

  async end(): Promise<void> {
    await this.client.end();
  }
}
