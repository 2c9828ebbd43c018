import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CheckpointFolder } from './checkpoint-folder.js';

export interface LogEntry {
  index: number;
  kind: string;
  at: Date;
  recordedAt: Date;
  case: string | null;
  request: string | null;
  hash: string;
  body: string;
}

export interface LogCheckpoint {
  size: number;
  root: string;
  signedAt: Date;
  note: string;
  /** Where it lies beside our database: the folder holds a file with these very bytes; a mail was sent with it. */
  folder: boolean;
  mailedAt: Date | null;
}

/** The log, the newest first, by pages. */
@Injectable()
export class LogPages {
  constructor(private readonly folder: CheckpointFolder) {}

  /** @param before only leaves of a lower index; null from the end. */
  async entries(manager: EntityManager, before: number | null, limit: number): Promise<LogEntry[]> {
    const rows: (Omit<LogEntry, 'index'> & { index: string })[] = await manager.query(
      `SELECT l.leaf_index AS index, e.kind, e.at, e.recorded_at AS "recordedAt", e.case_id AS "case", e.request_id AS request,
              encode(l.hash, 'hex') AS hash, e.body
       FROM ledger_leaf l JOIN ledger_entry e ON e.id = l.entry_id
       WHERE $1::bigint IS NULL OR l.leaf_index < $1 ORDER BY l.leaf_index DESC LIMIT $2`,
      [before, limit],
    );
    return rows.map((row) => ({ ...row, index: Number(row.index) }));
  }

  /** @param before only checkpoints over fewer leaves. */
  async checkpoints(manager: EntityManager, before: number | null, limit: number): Promise<LogCheckpoint[]> {
    const rows: { size: string; root: Buffer; signedAt: Date; note: string; mailedAt: Date | null }[] =
      await manager.query(
        `SELECT c.size, c.root, c.signed_at AS "signedAt", c.note, m.sent_at AS "mailedAt"
         FROM ledger_checkpoint c LEFT JOIN checkpoint_mailing m ON m.size = c.size
         WHERE $1::bigint IS NULL OR c.size < $1 ORDER BY c.size DESC LIMIT $2`,
        [before, limit],
      );
    const checkpoints: LogCheckpoint[] = [];
    for (const { size, root, ...row } of rows) {
      const folder = await this.folder.holds(row.note, Number(size));
      checkpoints.push({ ...row, size: Number(size), root: root.toString('base64'), folder });
    }
    return checkpoints;
  }
}
