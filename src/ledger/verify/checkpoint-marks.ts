import type { EntityManager } from 'typeorm';
import { type Checkpoint, openCheckpoint } from '../notes/checkpoint.js';
import type { Finding } from './finding.js';

/** A root that the log must have at a size, and who says so. */
export interface Mark {
  size: number;
  root: Buffer;
  /** Held by somebody outside, or only stored beside the log. */
  outside: boolean;
}

export interface Marks {
  marks: Mark[];
  findings: Finding[];
}

interface Row {
  size: string;
  root: Buffer;
  note: string;
}

/** The checkpoints that others hold. One that no trusted key has signed marks nothing. */
export function outsideMarks(notes: readonly string[], keys: readonly string[]): Marks {
  const result: Marks = { marks: [], findings: [] };
  for (const note of notes) {
    const opened = openCheckpoint(note, keys);
    if (!('problem' in opened)) result.marks.push({ size: opened.size, root: opened.root, outside: true });
    else
      result.findings.push({ what: 'resigned', index: null, detail: `A checkpoint held outside: ${opened.problem}.` });
  }
  return result;
}

/** The stored checkpoints over more than `from` and at most `to` leaves. */
export async function storedMarks(
  manager: EntityManager,
  range: { from: number; to: number },
  keys: readonly string[],
): Promise<Marks> {
  const rows = await manager.query<Row[]>(
    `SELECT size, root, note FROM ledger_checkpoint WHERE size > $1 AND size <= $2 ORDER BY size`,
    [range.from, range.to],
  );
  const result: Marks = { marks: [], findings: [] };
  for (const row of rows) {
    const size = Number(row.size);
    const problem = problemOf(row, openCheckpoint(row.note, keys));
    if (problem === null) result.marks.push({ size, root: row.root, outside: false });
    else
      result.findings.push({
        what: 'resigned',
        index: size - 1,
        detail: `The checkpoint over ${size} leaves: ${problem}.`,
      });
  }
  return result;
}

function problemOf(row: Row, opened: Checkpoint | { problem: string }): string | null {
  if ('problem' in opened) return opened.problem;
  return opened.size === Number(row.size) && opened.root.equals(row.root) ? null : 'its row says something else';
}
