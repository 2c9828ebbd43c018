import pg from 'pg';

/**
 * A row, but for when and how often the sweeper has asked for a wake again, which it does with nobody calling, and when a
 * session was last seen, which every call may note.
 */
const ROW = `(to_jsonb(t) - ARRAY['touched_at', 'asked', 'seen_at'])::text`;

/** A digest of every row of every table of the service's own schema: equal before and after means nothing was stored. */
export async function tableDigests(ownerUrl: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
    );
    const digests: Record<string, string> = {};
    for (const { name } of tables.rows) {
      const found = await client.query<{ digest: string }>(
        `SELECT count(*) || ' rows, ' || md5(coalesce(string_agg(md5(${ROW}), '' ORDER BY md5(${ROW})), '')) AS digest FROM "${name}" t`,
      );
      digests[name] = found.rows[0]!.digest;
    }
    return digests;
  } finally {
    await client.end();
  }
}
