import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { newId } from '../platform/ids/ids.js';
import { CaseMessage } from './message.entity.js';
import { RequestLines } from './request-lines.js';
import type { CaseFile } from './requests.repository.js';

/** Longest message, in characters. */
export const MESSAGE_CHARACTERS = 5_000;
/** Messages that one case may hold: beyond them somebody should call. */
const MOST_MESSAGES = 500;

export interface NewMessage {
  direction: 'in' | 'out';
  text: string;
  staffId: string | null;
  /** The writer has said that it tells nothing of what is held: it may be read before the person is proven. */
  beforeProof: boolean;
  by: Actor;
}

export interface OpenedMessage {
  id: string;
  direction: 'in' | 'out';
  text: string;
  writtenBy: string | null;
  writtenAt: Date;
  readAt: Date | null;
  beforeProof: boolean;
}

export interface MessagePage {
  items: OpenedMessage[];
  /** Give it as `before` for those that are older; null when there are none. */
  next: string | null;
}

const place = (id: string) => ({ table: 'message', row: id, column: 'body' });

/** What a person and the office write to each other; sealed under the case's key, and dead with it. */
@Injectable()
export class Messages {
  constructor(
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly lines: RequestLines,
    private readonly clock: Clock,
  ) {}

  /** @returns its id, or null when the case holds as many as it may. */
  async write(manager: EntityManager, file: Pick<CaseFile, 'case'>, message: NewMessage): Promise<string | null> {
    const { id: caseId, ledgerId } = file.case;
    if ((await manager.countBy(CaseMessage, { caseId })) >= MOST_MESSAGES) return null;
    const id = newId();
    const at = this.clock.now();
    const key = await this.keys.of(manager, { kind: 'case', id: caseId });
    await manager.insert(CaseMessage, {
      id,
      caseId,
      direction: message.direction,
      body: key.seal(message.text, place(id)),
      writtenBy: message.staffId,
      writtenAt: at,
      beforeProof: message.beforeProof,
      readAt: null,
    });
    await this.ledger.append(manager, {
      kind: 'message.written',
      case: ledgerId,
      by: message.by,
      at,
      data: { direction: message.direction },
    });
    await this.lines.tellOfCase(manager, caseId);
    return id;
  }

  /**
   * Messages of a case, the newest first.
   *
   * @param proven false: of the office's only those that may be read before proof
   */
  async page(
    manager: EntityManager,
    caseId: string,
    { proven, before, limit }: { proven: boolean; before?: string | undefined; limit: number },
  ): Promise<MessagePage> {
    const rows: (Omit<OpenedMessage, 'text'> & { body: Buffer })[] = await manager.query(
      `SELECT id, direction, body, written_by AS "writtenBy", written_at AS "writtenAt", read_at AS "readAt", before_proof AS "beforeProof"
       FROM message WHERE case_id = $1 AND direction IN ('in', 'out') AND ($2 OR direction = 'in' OR before_proof)
         AND ($3::uuid IS NULL OR (written_at, id) < (SELECT written_at, id FROM message WHERE id = $3 AND case_id = $1))
       ORDER BY written_at DESC, id DESC LIMIT $4`,
      [caseId, proven, before ?? null, limit + 1],
    );
    if (rows.length === 0) return { items: [], next: null };
    const key = await this.keys.of(manager, { kind: 'case', id: caseId });
    const items = rows.slice(0, limit).map(({ body, ...row }) => ({ ...row, text: key.openText(body, place(row.id)) }));
    return { items, next: rows.length > limit ? items.at(-1)!.id : null };
  }

  /** Notes that the other side has them on the screen; the first time counts. */
  async read(manager: EntityManager, ids: readonly string[], direction: 'in' | 'out'): Promise<void> {
    if (ids.length === 0) return;
    await manager.query(
      `UPDATE message SET read_at = $3 WHERE id = ANY($1::uuid[]) AND direction = $2 AND read_at IS NULL`,
      [ids, direction, this.clock.now()],
    );
  }

  /** How many there are for the person, and how many of the office's she has not read. */
  async counts(manager: EntityManager, caseId: string, proven: boolean): Promise<{ total: number; unread: number }> {
    const [counts]: { total: number; unread: number }[] = await manager.query(
      `SELECT count(*)::int AS total, count(*) FILTER (WHERE direction = 'out' AND read_at IS NULL)::int AS unread
       FROM message WHERE case_id = $1 AND direction IN ('in', 'out') AND ($2 OR direction = 'in' OR before_proof)`,
      [caseId, proven],
    );
    return counts!;
  }

  /** Does a message of the office wait to be read? Then she has been told already. */
  async waits(manager: EntityManager, caseId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `SELECT 1 FROM message WHERE case_id = $1 AND direction = 'out' AND read_at IS NULL LIMIT 1`,
      [caseId],
    );
    return rows.length > 0;
  }
}
