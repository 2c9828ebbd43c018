import { type RowColumn, rowParameters, rowsFrom } from '../platform/storage/row-source.js';
import type { EntryRow } from './entry-row.js';

/** SQL that writes ledger entries, and the values for its parameters. */
export interface AppendFragment {
  /** Common table expressions, to stand after `WITH …,` or `WITH`: `ledger_written AS (…), ledger_waiting AS (…)`. */
  ctes: string;
  /** In order, for `$first`, `$first + 1`, … */
  parameters: unknown[];
}

export interface FragmentOptions {
  /** Number of the first parameter; those before it belong to the caller's statement. */
  first: number;
  /**
   * A condition on each entry, so that only what really happened is recorded: `EXISTS (SELECT FROM accepted)` or
   * `entry.request_id IN (SELECT ledger_id FROM moved)`. May refer to `entry.id`, `.kind`, `.case_id`, `.request_id`.
   * Written by us, never made of input.
   */
  when?: string;
}

/**
 * The one way entries get into the tables: each with its line in `ledger_pending`, in one statement. Data-modifying
 * expressions of PostgreSQL run to the end whether or not the outer statement reads them.
 */
export function appendFragment(rows: readonly EntryRow[], options: FragmentOptions): AppendFragment {
  return {
    ctes: `
      ledger_written AS (
        INSERT INTO ledger_entry (id, kind, case_id, request_id, at, body)
        SELECT entry.id, entry.kind, entry.case_id, entry.request_id, entry.at, entry.body
        FROM ${rowsFrom(COLUMNS, rows.length, 'entry', options.first)}
        ${options.when ? `WHERE ${options.when}` : ''}
        RETURNING id
      ), ledger_waiting AS (
        INSERT INTO ledger_pending (entry_id) SELECT id FROM ledger_written RETURNING entry_id
      )`,
    parameters: rowParameters(COLUMNS, rows),
  };
}

const COLUMNS: readonly RowColumn<EntryRow>[] = [
  { name: 'id', type: 'uuid', of: (row) => row.id },
  { name: 'kind', type: 'text', of: (row) => row.kind },
  { name: 'case_id', type: 'text', of: (row) => row.caseId },
  { name: 'request_id', type: 'text', of: (row) => row.requestId },
  { name: 'at', type: 'timestamptz', of: (row) => row.at.toISOString() },
  { name: 'body', type: 'text', of: (row) => row.body },
];
