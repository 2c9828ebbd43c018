import type { DataKey } from './data-key.js';
import type { KeyRing, WrappedKey } from './key-ring.js';
import type { KeyOwner } from './key-owner.js';
import { newId } from '../ids/ids.js';

/** The row of a new data key. */
export interface NewKeyRow extends WrappedKey {
  createdAt: Date;
  destroyAfter: Date | null;
}

export interface PreparedKey {
  /** To be inserted in the transaction that writes what the key sealed. */
  row: NewKeyRow;
  key: DataKey;
}

/** Makes a key without touching the database, for statements that insert its row together with others. */
export function prepareKey(ring: KeyRing, owner: KeyOwner, createdAt: Date, destroyAfter: Date | null): PreparedKey {
  const { row, key } = ring.generate(newId(), owner);
  return { row: { ...row, createdAt, destroyAfter }, key };
}

/**
 * `INSERT INTO data_key … SELECT … FROM unnest(…)` with seven parameters from `$first` on (see `keyParameters`): for
 * use inside another room's single statement, as `WITH key AS (${insertKeys(7)}) …`.
 */
export function insertKeys(first = 1): string {
  const types = ['uuid', 'text', 'text', 'bytea', 'text', 'timestamptz', 'timestamptz'];
  const arrays = types.map((type, index) => `$${first + index}::${type}[]`).join(', ');
  return (
    'INSERT INTO data_key (id, owner_kind, owner_id, wrapped, kek_id, created_at, destroy_after) ' +
    `SELECT * FROM unnest(${arrays})`
  );
}

/** How many parameters `insertKeys` takes. */
export const KEY_PARAMETERS = 7;

/** The parameters of `insertKeys`, in its order. */
export function keyParameters(rows: readonly NewKeyRow[]): unknown[][] {
  return [
    rows.map((row) => row.id),
    rows.map((row) => row.owner.kind),
    rows.map((row) => row.owner.id),
    rows.map((row) => row.wrapped),
    rows.map((row) => row.kekId),
    rows.map((row) => row.createdAt),
    rows.map((row) => row.destroyAfter),
  ];
}
