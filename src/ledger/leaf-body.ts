/** Beyond this difference, in seconds, the two clocks are said to differ. */
export const CLOCKS_AGREE_WITHIN = 2;

const AHEAD = 'entry.recorded_at - entry.at';

const DATABASE_TIME = `to_char(entry.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const interval = (seconds: number): string => `interval '${seconds} seconds'`;

/**
 * The text of a leaf as an SQL expression over `entry` (a row of ledger_entry) and a place: canonical JSON (RFC 8785)
 * with the entry's own text untouched inside. The sequencer writes it, the verifier compares with it.
 *
 * `clock` says what we know about time and no more: what the database's clock showed, how far it was ahead of the
 * application's, and whether the two agree. Where both run on one machine their agreement says nothing about the true
 * time; that is bounded by checkpoints that others hold.
 */
export function leafBody(place: string): string {
  return `'{"clock":{"database":"' || ${DATABASE_TIME}
    || '","skew":' || round(date_part('epoch', ${AHEAD}) * 1000)::bigint
    || ',"state":"' || CASE WHEN ${AHEAD} BETWEEN ${interval(-CLOCKS_AGREE_WITHIN)} AND ${interval(CLOCKS_AGREE_WITHIN)}
                            THEN 'agree' ELSE 'differ' END
    || '"},"entry":' || entry.body || ',"index":' || ${place} || ',"v":1}'`;
}

/** The RFC 6962 leaf hash of a text, as an SQL expression: a second, independent way beside `leafHash`. */
export function leafHashSql(body: string): string {
  return `sha256('\\x00'::bytea || convert_to(${body}, 'UTF8'))`;
}
