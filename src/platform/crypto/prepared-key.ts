import type { DataKey } from './data-key.js';
import type { KeyRing, WrappedKey } from './key-ring.js';
import type { KeyOwner } from './key-owner.js';
import { newId } from '../ids/ids.js';
import { type RowColumn, rowParameters, rowsFrom } from '../storage/row-source.js';

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

const COLUMNS: readonly RowColumn<NewKeyRow>[] = [
  { name: 'id', type: 'uuid', of: (row) => row.id },
  { name: 'owner_kind', type: 'text', of: (row) => row.owner.kind },
  { name: 'owner_id', type: 'text', of: (row) => row.owner.id },
  { name: 'wrapped', type: 'bytea', of: (row) => row.wrapped },
  { name: 'kek_id', type: 'text', of: (row) => row.kekId },
  { name: 'created_at', type: 'timestamptz', of: (row) => row.createdAt },
  { name: 'destroy_after', type: 'timestamptz', of: (row) => row.destroyAfter },
];

/**
 * `INSERT INTO data_key … SELECT … FROM …` of so many rows, with its parameters from `$first` on (`keyParameters`): for
 * use inside another room's single statement, as `WITH key AS (${insertKeys(1, 7)}) …`.
 */
export function insertKeys(rows: number, first = 1): string {
  const names = COLUMNS.map(({ name }) => name).join(', ');
  return `INSERT INTO data_key (${names}) SELECT ${names} FROM ${rowsFrom(COLUMNS, rows, 'new_key', first)}`;
}

/** How many parameters `insertKeys` takes. */
export const KEY_PARAMETERS = COLUMNS.length;

/** The parameters of `insertKeys`, in its order. */
export function keyParameters(rows: readonly NewKeyRow[]): unknown[] {
  return rowParameters(COLUMNS, rows);
}
