import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AppendFragment, appendFragment, type FragmentOptions } from './append-statement.js';
import { type EntryRow, entryRow } from './entry-row.js';
import type { LedgerEntry } from './ledger-entry.js';
import type { LedgerRefusal } from './refusals.js';

/** How far the log is behind what has been committed. */
export interface Backlog {
  /** Entries without a place. */
  pending: number;
  /** Age of the oldest of them in seconds, by the database's clock; 0 when there is none. */
  oldestSeconds: number;
  /** Somebody must look: an entry waits for longer than the bound. */
  late: boolean;
  /** Leaves beyond the last checkpoint. */
  unsigned: number;
  /** Code of the refusal when nothing can be appended. */
  refusal: string | null;
}

/** Every committed entry has its place within this time, else it is a reported condition. */
export const LATE_AFTER_SECONDS = 10;

/**
 * What happened, for good. Entries are written in the transaction of what they tell: if they cannot be written, it does
 * not happen.
 */
@Injectable()
export class Ledger {
  private refusal: LedgerRefusal | null = null;

  /**
   * Writes one entry in the caller's transaction.
   *
   * @returns the entry's id, by which a receipt is asked for.
   * @throws LedgerRefusal while the ledger is closed; EntryUnfit when the event holds prose.
   */
  async append(manager: EntityManager, event: LedgerEntry): Promise<string> {
    const row = this.rowOf(event);
    await write(manager, [row]);
    return row.id;
  }

  /** Writes many entries in one statement, in the caller's transaction. Throws as `append` does. */
  async appendAll(manager: EntityManager, events: readonly LedgerEntry[]): Promise<void> {
    if (events.length === 0) return;
    await write(
      manager,
      events.map((event) => this.rowOf(event)),
    );
  }

  /**
   * For hot paths that are one statement: the expressions that write these entries, to be set into it.
   *
   *     const entries = ledger.fragment([event], { first: 4, when: 'EXISTS (SELECT FROM accepted)' });
   *     await manager.query(`WITH accepted AS (INSERT …), ${entries.ctes} SELECT … FROM accepted`, [a, b, c, ...entries.parameters]);
   *
   * Throws as `append` does.
   */
  fragment(events: readonly LedgerEntry[], options: FragmentOptions): AppendFragment {
    return appendFragment(
      events.map((event) => this.rowOf(event)),
      options,
    );
  }

  /**
   * The row of an event, for a statement that writes the entries of several causes at once (`appendFragment`).
   * Throws as `append` does.
   */
  prepare(event: LedgerEntry): EntryRow {
    return this.rowOf(event);
  }

  /** From now on nothing is appended: what would have to be recorded cannot happen. Until the process starts again. */
  close(refusal: LedgerRefusal): void {
    this.refusal ??= refusal;
  }

  /** For health and metrics. */
  async backlog(manager: EntityManager): Promise<Backlog> {
    const [row] = await manager.query<{ pending: number; oldest: number; unsigned: string }[]>(`
      SELECT count(*)::int AS pending,
             coalesce(extract(epoch FROM clock_timestamp() - min(since)), 0)::float8 AS oldest,
             (SELECT coalesce(max(leaf_index) + 1, 0) FROM ledger_leaf)
               - (SELECT coalesce(max(size), 0) FROM ledger_checkpoint) AS unsigned
      FROM ledger_pending`);
    const oldestSeconds = Math.max(0, row?.oldest ?? 0);
    return {
      pending: row?.pending ?? 0,
      oldestSeconds,
      late: oldestSeconds > LATE_AFTER_SECONDS,
      unsigned: Number(row?.unsigned ?? 0),
      refusal: this.refusal?.code ?? null,
    };
  }

  private rowOf(event: LedgerEntry): EntryRow {
    if (this.refusal) throw this.refusal;
    return entryRow(event);
  }
}

async function write(manager: EntityManager, rows: EntryRow[]): Promise<void> {
  const { ctes, parameters } = appendFragment(rows, { first: 1 });
  await manager.query(`WITH ${ctes} SELECT FROM ledger_waiting`, parameters);
}
