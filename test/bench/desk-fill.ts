import pg from 'pg';

const CHUNK = 50_000;

/** So many open requests of a hundred; the others have ended. */
const OPEN_PERCENT = 10;

/** A number from 0 to `below - 1` that depends on the row and the salt alone. */
const pick = (salt: number, below: number): string => `(abs(hashint8extended(n, ${salt})) % ${below})::int`;
const oneOf = (salt: number, words: readonly string[]): string =>
  `(ARRAY[${words.map((word) => `'${word}'`).join(',')}])[1 + ${pick(salt, words.length)}]`;

const OPEN_STATES = ['proving', 'planning', 'deciding', 'deciding', 'working', 'working', 'checking', 'reviewing'];
const RIGHTS = [
  'access',
  'access',
  'access',
  'erasure',
  'erasure',
  'erasure',
  'erasure',
  'portability',
  'rectification',
];
const ENDED = ['closed', 'closed', 'closed', 'closed', 'closed', 'closed', 'refused', 'withdrawn'];

const ID = (kind: string): string => `md5('${kind}' || n)::uuid`;

/** A request each: open ones fall due from ten days ago to in thirty, ended ones were received over three years. */
const ROWS = `
  SELECT n, ${ID('case')} AS case_id, ${ID('request')} AS request_id, s.open, s.held, k.id AS controller_id,
         'HB-' || upper(substr(md5('ref' || n), 1, 10)) AS reference,
         CASE WHEN s.open THEN ${oneOf(1, OPEN_STATES)} ELSE ${oneOf(2, ENDED)} END AS state, ${oneOf(3, RIGHTS)} AS "right",
         'de@2026-01-01' AS law, s.received, (s.received + interval '30 days')::date AS due,
         s.received + interval '1 second' * ${pick(4, 86_400 * 5)} AS moved
  FROM generate_series($1::bigint, $2::bigint) AS n
  CROSS JOIN LATERAL (
    SELECT ${pick(5, 100)} < ${OPEN_PERCENT} AS open, ${pick(6, 1000)} = 0 AS held,
           CASE WHEN ${pick(5, 100)} < ${OPEN_PERCENT} THEN now() - interval '1 second' * ${pick(7, 86_400 * 40)}
                ELSE now() - interval '45 days' - interval '1 second' * ${pick(8, 86_400 * 1_000)} END AS received) AS s
  CROSS JOIN (SELECT id FROM controller LIMIT 1) AS k`;

const STATEMENTS = [
  `INSERT INTO subject_case (id, ledger_id, controller_id, reference, token_hash, role, channel, relation, received_at, recorded_at, locale, reply_by, assurance)
   SELECT case_id, replace(case_id::text, '-', ''), controller_id, reference, decode(md5('token' || n), 'hex'), 'controller', 'portal', 'customer', received, received, 'de', 'portal', 'contact' FROM rows`,
  `INSERT INTO request (id, ledger_id, case_id, controller_id, "right", state, version, law, road, due_on, created_at, moved_at)
   SELECT request_id, replace(request_id::text, '-', ''), case_id, controller_id, "right", state, 3, law, ARRAY['received', 'closed'], due, received, moved FROM rows`,
  `INSERT INTO identifier (id, case_id, kind, sealed, tag, source, proven, round, created_at)
   SELECT ${ID('identifier')}, case_id, 'email', ''::bytea, sha256(('tag' || n)::bytea), 'given', true, 0, received FROM rows`,
  `INSERT INTO request_line (request_id, case_id, controller_id, reference, "right", state, law, received_at, due_on, ended, held, moved_at, errands, assigned_to, first_answered_at)
   SELECT request_id, case_id, controller_id, reference, "right", state, law, received, due, NOT open, open AND held, moved,
          CASE WHEN open AND ${pick(9, 100)} = 0 THEN 1 ELSE 0 END, CASE WHEN open AND ${pick(10, 3)} = 0 THEN md5('staff' || ${pick(11, 10)})::uuid END,
          CASE WHEN NOT open THEN moved END FROM rows`,
];

/** So many cases with a request, an identifier and a line each, as years of use would leave them. */
export async function fillDesk(ownerUrl: string, from: number, to: number): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query(`SET synchronous_commit = off`);
    for (let first = from; first < to; first += CHUNK) {
      const range = [first, Math.min(to, first + CHUNK) - 1];
      await client.query(
        `CREATE TEMP TABLE rows AS ${ROWS.replace('$1', String(range[0])).replace('$2', String(range[1]))}`,
      );
      for (const statement of STATEMENTS) await client.query(statement);
      await client.query(`DROP TABLE rows`);
    }
    await client.query(`VACUUM ANALYZE`);
  } finally {
    await client.end();
  }
}
