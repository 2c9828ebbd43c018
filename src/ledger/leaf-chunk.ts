import type { EntityManager } from 'typeorm';
import { ENTRY_VERSION } from './entry-row.js';
import { leafBody } from './leaf-body.js';
import { leafHash } from './tree/hashing.js';
import { splitHashes } from './tree/range-root.js';

/** Leaves read at once: some two megabytes. */
export const CHUNK = 5_000;

/** The end of an entry's text, made of its columns: its names are in alphabetical order (RFC 8785). */
const ENDING = `convert_to(',"id":"' || entry.id || '","kind":"' || entry.kind
  || coalesce('","request":"' || entry.request_id, '') || '","v":${ENTRY_VERSION}}', 'UTF8')`;

/**
 * Does the leaf still say what the entry says, and do the entry's columns say what its text says? The times are bound
 * by the leaf, which tells one and its difference to the other. A cast to JSON would fail on a text that somebody has
 * spoilt; bytes are counted faster than characters.
 */
const FAITHFUL = `
  leaf.body = ${leafBody('leaf.leaf_index')}
  AND (strpos(entry.body, '},"case":"' || coalesce(entry.case_id || '",', '')) > 0) = (entry.case_id IS NOT NULL)
  AND substring(convert_to(entry.body, 'UTF8') FROM octet_length(entry.body) - octet_length(${ENDING}) + 1) = ${ENDING}`;

/** What is wrong with a single leaf. */
export type LeafDamage = 'edited' | 'deleted' | 'reordered';

export interface LeafProblem {
  index: number;
  what: LeafDamage;
  detail: string;
}

export interface LeafChunk {
  /** Stored hashes, in order. Fewer than asked for when a leaf is missing: the last one is that before the hole. */
  hashes: Buffer[];
  problems: LeafProblem[];
}

/** Reads the leaves `from` to `to - 1` and hashes their stored bytes anew. */
export async function readChunk(manager: EntityManager, from: number, to: number): Promise<LeafChunk> {
  const hashes = soundHashes(await fetchChunk(manager, from, to), to - from);
  return hashes ? { hashes, problems: [] } : examineLeaves(manager, from, to);
}

/** The stored bytes of a chunk, not yet looked at. It travels as one row: that is three times as fast as one a leaf. */
export interface StoredChunk {
  leaves: number;
  bodies: string | null;
  hashes: Buffer | null;
  faithful: boolean | null;
}

export async function fetchChunk(manager: EntityManager, from: number, to: number): Promise<StoredChunk | undefined> {
  const [row] = await manager.query<StoredChunk[]>(
    `SELECT count(*)::int AS leaves, string_agg(body, E'\\n') AS bodies, string_agg(hash, ''::bytea) AS hashes,
            bool_and(faithful) AS faithful
     FROM (
       SELECT leaf.body, leaf.hash, coalesce(${FAITHFUL}, false) AS faithful
       FROM ledger_leaf leaf LEFT JOIN ledger_entry entry ON entry.id = leaf.entry_id
       WHERE leaf.leaf_index >= $1 AND leaf.leaf_index < $2 ORDER BY leaf.leaf_index
     ) AS ordered`,
    [from, to],
  );
  return row;
}

/** The hashes of a chunk in which nothing is wrong, else null. */
export function soundHashes(row: StoredChunk | undefined, leaves: number): Buffer[] | null {
  const hashes = splitHashes(row?.hashes ?? Buffer.alloc(0));
  // Canonical JSON holds no raw newline, so a leaf that does was edited, and the numbers differ.
  const bodies = row?.bodies?.split('\n') ?? [];
  if (row?.faithful !== true || hashes.length !== leaves || bodies.length !== leaves) return null;
  return hashes.every((hash, place) => hash.equals(leafHash(bodies[place] ?? ''))) ? hashes : null;
}

interface LeafRow {
  place: string;
  body: string;
  hash: Buffer;
  orphan: boolean;
  faithful: boolean;
}

/** Looks at the leaves of a chunk one by one, to say which is damaged and how. */
export async function examineLeaves(manager: EntityManager, from: number, to: number): Promise<LeafChunk> {
  const rows = await manager.query<LeafRow[]>(
    `SELECT leaf.leaf_index AS place, leaf.body, leaf.hash, entry.id IS NULL AS orphan,
            coalesce(${FAITHFUL}, false) AS faithful
     FROM ledger_leaf leaf LEFT JOIN ledger_entry entry ON entry.id = leaf.entry_id
     WHERE leaf.leaf_index >= $1 AND leaf.leaf_index < $2 ORDER BY leaf.leaf_index`,
    [from, to],
  );
  const chunk: LeafChunk = { hashes: [], problems: [] };
  for (let index = from; index < to; index++) {
    const row = rows[index - from];
    if (!row || Number(row.place) !== index) {
      chunk.problems.push({ index, what: 'deleted', detail: 'The leaf is missing.' });
      return chunk;
    }
    const problem = problemOf(row, index);
    if (problem) chunk.problems.push({ index, ...problem });
    chunk.hashes.push(row.hash);
  }
  return chunk;
}

function problemOf(row: LeafRow, index: number): Omit<LeafProblem, 'index'> | null {
  const claimed = placeIn(row.body);
  if (claimed !== null && claimed !== index) {
    return { what: 'reordered', detail: `The leaf says that its place is ${claimed}.` };
  }
  if (!leafHash(row.body).equals(row.hash)) {
    return { what: 'edited', detail: 'The stored text of the leaf does not have the stored hash.' };
  }
  if (row.orphan) return { what: 'deleted', detail: 'The entry of the leaf is missing.' };
  return row.faithful ? null : { what: 'edited', detail: 'Entry and leaf do not say the same.' };
}

function placeIn(body: string): number | null {
  const found = /,"index":(\d+),"v":\d+\}$/.exec(body);
  return found ? Number(found[1]) : null;
}
