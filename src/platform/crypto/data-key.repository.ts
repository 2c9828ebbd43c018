import type { EntityManager } from 'typeorm';
import type { KeyOwner, KeyOwnerKind } from './key-owner.js';
import type { WrappedKey } from './key-ring.js';
import { insertKeys, keyParameters, type NewKeyRow } from './prepared-key.js';

interface LivingRow {
  id: string;
  owner_kind: KeyOwnerKind;
  owner_id: string;
  wrapped: Buffer;
  kek_id: string;
}

/** A living key whose time has come. */
export interface DueKey {
  id: string;
  owner: KeyOwner;
  destroyAfter: Date;
}

const LIVING = 'id, owner_kind, owner_id, wrapped, kek_id';

const toWrapped = (row: LivingRow): WrappedKey => ({
  id: row.id,
  owner: { kind: row.owner_kind, id: row.owner_id },
  wrapped: row.wrapped,
  kekId: row.kek_id,
});

const kinds = (owners: readonly KeyOwner[]): string[] => owners.map((owner) => owner.kind);
const ids = (owners: readonly KeyOwner[]): string[] => owners.map((owner) => owner.id);

/** Inserts the keys whose owners have no living one yet; waits for a rival's transaction. */
export async function insertAbsent(manager: EntityManager, rows: readonly NewKeyRow[]): Promise<Set<string>> {
  const inserted = await manager.query<{ id: string }[]>(
    `${insertKeys(rows.length)} ON CONFLICT (owner_kind, owner_id) WHERE destroyed_at IS NULL DO NOTHING RETURNING id`,
    keyParameters(rows),
  );
  return new Set(inserted.map((row) => row.id));
}

export async function livingOf(manager: EntityManager, owners: readonly KeyOwner[]): Promise<WrappedKey[]> {
  const rows = await manager.query<LivingRow[]>(
    `SELECT ${LIVING} FROM data_key
      WHERE (owner_kind, owner_id) IN (SELECT * FROM unnest($1::text[], $2::text[])) AND destroyed_at IS NULL`,
    [kinds(owners), ids(owners)],
  );
  return rows.map(toWrapped);
}

export async function livingOfKind(manager: EntityManager, kind: KeyOwnerKind): Promise<WrappedKey[]> {
  const rows = await manager.query<LivingRow[]>(
    `SELECT ${LIVING} FROM data_key WHERE owner_kind = $1 AND destroyed_at IS NULL`,
    [kind],
  );
  return rows.map(toWrapped);
}

export async function livingById(manager: EntityManager, keyIds: readonly string[]): Promise<WrappedKey[]> {
  const rows = await manager.query<LivingRow[]>(
    `SELECT ${LIVING} FROM data_key WHERE id = ANY($1::uuid[]) AND destroyed_at IS NULL`,
    [keyIds],
  );
  return rows.map(toWrapped);
}

/** Of the given owners those that once had a key and have none now. */
export async function destroyedAmong(manager: EntityManager, owners: readonly KeyOwner[]): Promise<KeyOwner[]> {
  return manager.query<KeyOwner[]>(
    `SELECT DISTINCT gone.owner_kind AS kind, gone.owner_id AS id FROM data_key gone
      WHERE (gone.owner_kind, gone.owner_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))
        AND gone.destroyed_at IS NOT NULL
        AND NOT EXISTS (SELECT FROM data_key alive WHERE alive.owner_kind = gone.owner_kind
                          AND alive.owner_id = gone.owner_id AND alive.destroyed_at IS NULL)`,
    [kinds(owners), ids(owners)],
  );
}

export async function isDestroyed(manager: EntityManager, keyId: string): Promise<boolean> {
  const rows = await manager.query<unknown[]>(`SELECT 1 FROM data_key WHERE id = $1 AND destroyed_at IS NOT NULL`, [
    keyId,
  ]);
  return rows.length > 0;
}

/** Locks the living of the keys against destruction until the transaction ends, and names them. */
export async function holdLiving(manager: EntityManager, keyIds: readonly string[]): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT id FROM data_key WHERE id = ANY($1::uuid[]) AND destroyed_at IS NULL ORDER BY id FOR SHARE`,
    [keyIds],
  );
  return new Set(rows.map((row) => row.id));
}

export async function setDestroyAfter(
  manager: EntityManager,
  owner: KeyOwner,
  moment: Date | null,
  laterOnly: boolean,
): Promise<boolean> {
  const [rows] = await manager.query<[{ id: string }[], number]>(
    `UPDATE data_key SET destroy_after = $3
      WHERE owner_kind = $1 AND owner_id = $2 AND destroyed_at IS NULL
        AND (NOT $4::boolean OR destroy_after < $3)
      RETURNING id`,
    [owner.kind, owner.id, moment, laterOnly],
  );
  return rows.length > 0;
}

/** Forgets the wrapped keys of these ids. A destroyed key keeps the moment of its first destruction. */
export async function destroyById(manager: EntityManager, keyIds: readonly string[], at: Date): Promise<string[]> {
  const [rows] = await manager.query<[{ id: string }[], number]>(
    `UPDATE data_key SET wrapped = NULL, destroyed_at = $2
      WHERE id = ANY($1::uuid[]) AND destroyed_at IS NULL RETURNING id`,
    [keyIds, at],
  );
  return rows.map((row) => row.id);
}

export async function destroyByOwner(manager: EntityManager, owner: KeyOwner, at: Date): Promise<string[]> {
  const [rows] = await manager.query<[{ id: string }[], number]>(
    `UPDATE data_key SET wrapped = NULL, destroyed_at = $3
      WHERE owner_kind = $1 AND owner_id = $2 AND destroyed_at IS NULL RETURNING id`,
    [owner.kind, owner.id, at],
  );
  return rows.map((row) => row.id);
}

/** Living keys whose time has come, the longest overdue first. */
export async function dueBy(manager: EntityManager, moment: Date, limit: number): Promise<DueKey[]> {
  const rows = await manager.query<(LivingRow & { destroy_after: Date })[]>(
    `SELECT ${LIVING}, destroy_after FROM data_key
      WHERE destroyed_at IS NULL AND destroy_after <= $1 ORDER BY destroy_after, id LIMIT $2`,
    [moment, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    owner: { kind: row.owner_kind, id: row.owner_id },
    destroyAfter: row.destroy_after,
  }));
}

/** Living keys under other key-encryption keys than the given one, in order of id, locked for re-wrapping. */
export async function lockOutdated(
  manager: EntityManager,
  newestKek: string,
  after: string,
  limit: number,
): Promise<WrappedKey[]> {
  const rows = await manager.query<LivingRow[]>(
    `SELECT ${LIVING} FROM data_key
      WHERE destroyed_at IS NULL AND kek_id <> $1 AND id > $2::uuid ORDER BY id LIMIT $3 FOR UPDATE`,
    [newestKek, after, limit],
  );
  return rows.map(toWrapped);
}

/** Puts new wrappings in place, but never into a row whose key was destroyed. */
export async function replaceWrappings(manager: EntityManager, keys: readonly WrappedKey[]): Promise<void> {
  await manager.query(
    `UPDATE data_key SET wrapped = new.wrapped, kek_id = new.kek_id
       FROM unnest($1::uuid[], $2::bytea[], $3::text[]) AS new (id, wrapped, kek_id)
      WHERE data_key.id = new.id AND data_key.destroyed_at IS NULL`,
    [keys.map((key) => key.id), keys.map((key) => key.wrapped), keys.map((key) => key.kekId)],
  );
}

/** How many living keys lie under which key-encryption key. */
export async function countByKek(manager: EntityManager): Promise<{ kekId: string; keys: number }[]> {
  return manager.query<{ kekId: string; keys: number }[]>(
    `SELECT kek_id AS "kekId", count(*)::int AS keys FROM data_key WHERE destroyed_at IS NULL GROUP BY kek_id ORDER BY kek_id`,
  );
}
