import type { RawRow } from './dialect.js';

/** Rows of the first fetch, before anything is known of their width. */
const FIRST = 100;
/** Characters that are held at a time, about. */
const ENOUGH = 1_000_000;

/** How many rows are fetched at a time: as many as asked for, but of wide ones fewer, so that memory stays bounded. */
export class FetchSize {
  private rows: number;

  constructor(private readonly most: number) {
    this.rows = Math.min(most, FIRST);
  }

  get next(): number {
    return this.rows;
  }

  /** Takes the measure of what has come. */
  saw(rows: readonly RawRow[]): void {
    if (rows.length === 0) return;
    let characters = 0;
    for (const row of rows) for (const value of row) characters += value?.length ?? 0;
    const fits = Math.floor((ENOUGH * rows.length) / (characters + 1));
    this.rows = Math.max(1, Math.min(this.most, fits));
  }
}
