import type { EntityManager } from 'typeorm';
import { newId } from '../platform/ids/ids.js';
import { TAG_VERSION } from '../platform/crypto/tags.js';
import type { BlockReason, LiftReason, UnblockReason } from './lift-reasons.js';

const TAG_BYTES = 32;

/** A living entry of one of the two lists. */
export interface LivingEntry {
  id: string;
  tag: Buffer;
  writtenAt: Date;
}

export interface LivingTombstone extends LivingEntry {
  fingerprint: Buffer | null;
}

export interface TaggedKind {
  kind: string;
  tag: Buffer;
}

const columns = (entries: readonly TaggedKind[]): [string[], Buffer[], string[]] => [
  entries.map(() => newId()),
  entries.map(({ tag }) => tag),
  entries.map(({ kind }) => kind),
];

/** @returns the tags that are new. */
export async function insertTombstones(
  manager: EntityManager,
  controllerId: string,
  entries: readonly TaggedKind[],
  fingerprint: Buffer | null,
  at: Date,
): Promise<Buffer[]> {
  const rows = await manager.query<{ tag: Buffer }[]>(
    `INSERT INTO tombstone (id, controller_id, tag, kind, tag_version, fingerprint, written_at)
     SELECT new.id, $4, new.tag, new.kind, $5, $6::bytea, $7
       FROM unnest($1::uuid[], $2::bytea[], $3::text[]) AS new (id, tag, kind) ORDER BY new.tag
     ON CONFLICT (controller_id, tag, fingerprint) WHERE lifted_at IS NULL DO NOTHING RETURNING tag`,
    [...columns(entries), controllerId, TAG_VERSION, fingerprint, at],
  );
  return rows.map(({ tag }) => tag);
}

/** Which of the tags have or had a tombstone, as latin1 text. Asked of a few people at a time. */
export async function tagsEver(
  manager: EntityManager,
  controllerId: string,
  tags: readonly Buffer[],
): Promise<Set<string>> {
  const rows = await manager.query<{ tag: Buffer }[]>(
    `SELECT DISTINCT tag FROM tombstone WHERE controller_id = $1 AND tag = ANY($2::bytea[])`,
    [controllerId, tags],
  );
  return new Set(rows.map(({ tag }) => tag.toString('latin1')));
}

/**
 * `tags` are distinct. Each is looked up in the index by itself (OFFSET 0 keeps the planner from pulling the inner query
 * up): with `= ANY` or a plain join it reads the whole table for some thousands of tags, and a check would become
 * slower with every person who was ever erased.
 */
export async function livingTombstones(
  manager: EntityManager,
  controllerId: string,
  tags: readonly Buffer[],
): Promise<LivingTombstone[]> {
  return manager.query<LivingTombstone[]>(
    `SELECT found.* FROM unnest($2::bytea[]) AS asked (tag) CROSS JOIN LATERAL (
       SELECT id, tag, fingerprint, written_at AS "writtenAt" FROM tombstone
        WHERE controller_id = $1 AND tag = asked.tag AND lifted_at IS NULL OFFSET 0
     ) AS found ORDER BY found."writtenAt", found.id`,
    [controllerId, tags],
  );
}

/**
 * Which of the tags stand on a list now, as latin1 text. As `livingTombstones`, each is looked up by itself; and nothing
 * but the tag comes back.
 */
export async function tagsOnLists(
  manager: EntityManager,
  list: 'tombstone' | 'marketing_block',
  controllerId: string,
  tags: readonly Buffer[],
): Promise<Set<string>> {
  if (tags.length === 0) return new Set();
  // One value instead of thousands: the tags all have one length, and the driver would else spell out each.
  const rows = await manager.query<{ tag: Buffer }[]>(
    `SELECT asked.tag FROM (
       SELECT substring($2::bytea FROM n * ${TAG_BYTES} + 1 FOR ${TAG_BYTES}) AS tag FROM generate_series(0, $3::int - 1) AS n
     ) AS asked CROSS JOIN LATERAL (
       SELECT 1 FROM ${list} WHERE controller_id = $1 AND tag = asked.tag AND lifted_at IS NULL LIMIT 1) AS found`,
    [controllerId, Buffer.concat(tags), tags.length],
  );
  return new Set(rows.map(({ tag }) => tag.toString('latin1')));
}

export async function liftTombstones(
  manager: EntityManager,
  controllerId: string,
  tags: readonly Buffer[],
  reason: LiftReason,
  at: Date,
): Promise<number> {
  const [, count] = await manager.query<[unknown[], number]>(
    `UPDATE tombstone SET lifted_at = $3, lift_reason = $4
      WHERE controller_id = $1 AND tag = ANY($2::bytea[]) AND lifted_at IS NULL`,
    [controllerId, tags, at, reason],
  );
  return count;
}

/** @returns how many are new. */
export async function insertBlocks(
  manager: EntityManager,
  controllerId: string,
  entries: readonly TaggedKind[],
  reason: BlockReason,
  at: Date,
): Promise<number> {
  const rows = await manager.query<unknown[]>(
    `INSERT INTO marketing_block (id, controller_id, tag, kind, tag_version, reason, written_at)
     SELECT new.id, $4, new.tag, new.kind, $5, $6, $7
       FROM unnest($1::uuid[], $2::bytea[], $3::text[]) AS new (id, tag, kind) ORDER BY new.tag
     ON CONFLICT (controller_id, tag) WHERE lifted_at IS NULL DO NOTHING RETURNING 1`,
    [...columns(entries), controllerId, TAG_VERSION, reason, at],
  );
  return rows.length;
}

/** As `livingTombstones`. */
export async function livingBlocks(
  manager: EntityManager,
  controllerId: string,
  tags: readonly Buffer[],
): Promise<(LivingEntry & { reason: BlockReason })[]> {
  return manager.query<(LivingEntry & { reason: BlockReason })[]>(
    `SELECT found.* FROM unnest($2::bytea[]) AS asked (tag) CROSS JOIN LATERAL (
       SELECT id, tag, reason, written_at AS "writtenAt" FROM marketing_block
        WHERE controller_id = $1 AND tag = asked.tag AND lifted_at IS NULL OFFSET 0
     ) AS found`,
    [controllerId, tags],
  );
}

export async function liftBlocks(
  manager: EntityManager,
  controllerId: string,
  tags: readonly Buffer[],
  reason: UnblockReason,
  at: Date,
): Promise<number> {
  const [, count] = await manager.query<[unknown[], number]>(
    `UPDATE marketing_block SET lifted_at = $3, lift_reason = $4
      WHERE controller_id = $1 AND tag = ANY($2::bytea[]) AND lifted_at IS NULL`,
    [controllerId, tags, at, reason],
  );
  return count;
}
