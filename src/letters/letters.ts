import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { newId } from '../platform/ids/ids.js';
import { Raise } from '../requests/raise.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Letter } from './letter.entity.js';
import { LetterFrame } from './letter-frame.js';
import { type Locale, localeOf } from './locale.js';
import type { Common, LetterData, LetterKind } from './templates/letter-data.js';
import { render } from './templates/render.js';
import { UnaskedLetters } from './unasked-letters.js';

/** What a letter is told beside what all of them bear. */
export type OwnData<Kind extends LetterKind> = Omit<LetterData[Kind], keyof Common>;

export interface NewLetter<Kind extends LetterKind> {
  file: CaseFile;
  kind: Kind;
  /** Mail address; null when the person gave none, or wants post: then somebody prints it. */
  to: string | null;
  /** Names this letter within its kind and request; default a new one each time. */
  once?: string;
  /** Whoever is written to reads another language than the person whose case it is. */
  locale?: Locale;
  /** One for all requests of the case, under that name. */
  ofCase?: boolean;
  data: OwnData<Kind>;
}

export interface LetterContent {
  subject: string;
  text: string;
  html: string;
}

const place = (id: string, column: 'recipient' | 'content') => ({ table: 'letter', row: id, column });

/** Letters that never go by post: they are useless late, or go to somebody else. */
const BY_MAIL_ONLY: readonly LetterKind[] = [
  'code',
  'erasure-notice',
  'recipient-notice',
  'message-waiting',
  'work-by-hand',
];

/** Letters to others than the person: neither her reply channel nor her list of letters is meant. */
export const TO_OTHERS: readonly LetterKind[] = ['recipient-notice', 'work-by-hand'];

/** Writes letters in the caller's transaction; the queue sends them after it has committed. */
@Injectable()
export class Letters {
  constructor(
    private readonly frame: LetterFrame,
    private readonly unasked: UnaskedLetters,
    private readonly keys: DataKeys,
    private readonly raise: Raise,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @returns the letter's id, or null when the same letter was written before. */
  async write<Kind extends LetterKind>(manager: EntityManager, letter: NewLetter<Kind>): Promise<string | null> {
    const { file, kind } = letter;
    const id = newId();
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    const locale = letter.locale ?? localeOf(file.case.locale);
    const content = JSON.stringify(
      render(kind, locale, { ...this.frame.of(file), ...letter.data } as LetterData[Kind]),
    );
    const byPost = letter.to === null || (file.case.replyBy === 'post' && !BY_MAIL_ONLY.includes(kind));
    const written: { id: string }[] = await manager.query(
      `INSERT INTO letter (id, case_id, request_id, kind, locale, once, recipient, content, digest, state, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (case_id, kind, once) DO NOTHING RETURNING id`,
      [
        id,
        file.case.id,
        file.request.id,
        kind,
        locale,
        letter.once === undefined ? id : `${letter.ofCase ? file.case.id : file.request.id}/${letter.once}`,
        byPost ? null : key.seal(letter.to!, place(id, 'recipient')),
        key.seal(content, place(id, 'content')),
        createHash('sha256').update(content).digest(),
        byPost ? 'to-post' : 'queued',
        this.clock.now(),
      ],
    );
    if (written.length === 0) return null;
    if (!byPost && (await this.unasked.mayLeave(manager, file, kind, letter.to!)))
      await this.raise.signal(manager, 'letters.send', id);
    else if (!byPost) await this.withhold(manager, file, id, kind);
    return id;
  }

  /** The letter stays in the case, where the person's token shows it; it is not mailed. */
  private async withhold(manager: EntityManager, file: CaseFile, id: string, kind: LetterKind): Promise<void> {
    await manager.query(`UPDATE letter SET state = 'withheld', failure = 'too-many-letters' WHERE id = $1`, [id]);
    await this.ledger.append(manager, {
      kind: 'letter.withheld',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: { role: 'service' },
      at: this.clock.now(),
      data: { letter: kind, code: 'too-many-letters' },
    });
  }

  /** A letter as it was written, opened. Null once its case's key is gone. */
  async read(manager: EntityManager, letter: Letter): Promise<(LetterContent & { to: string | null }) | null> {
    const [key] = await this.keys.ofMany(manager, [{ kind: 'case', id: letter.caseId }]);
    if (!key) return null;
    const content = JSON.parse(key.openText(letter.content, place(letter.id, 'content'))) as LetterContent;
    return { ...content, to: letter.recipient ? key.openText(letter.recipient, place(letter.id, 'recipient')) : null };
  }

  /** Notes that a letter has left, by mail or in somebody's hands. @returns false when it had left before. */
  async left(manager: EntityManager, letter: Letter, by: Actor, staffId: string | null = null): Promise<boolean> {
    const at = this.clock.now();
    const [rows]: [{ id: string }[]] = await manager.query(
      `UPDATE letter SET state = 'sent', sent_at = $2, dispatched_by = $3, failure = NULL WHERE id = $1 AND state <> 'sent' RETURNING id`,
      [letter.id, at, staffId],
    );
    if (rows.length === 0) return false;
    const [ids]: { caseLedgerId: string; requestLedgerId: string | null }[] = await manager.query(
      `SELECT c.ledger_id AS "caseLedgerId", r.ledger_id AS "requestLedgerId"
       FROM subject_case c LEFT JOIN request r ON r.id = $2 WHERE c.id = $1`,
      [letter.caseId, letter.requestId],
    );
    const digest = letter.digest.toString('hex');
    const entry = {
      case: ids!.caseLedgerId,
      ...(ids!.requestLedgerId ? { request: ids!.requestLedgerId } : {}),
      by,
      at,
    };
    await this.ledger.append(
      manager,
      letter.kind === 'recipient-notice'
        ? { ...entry, kind: 'notice.sent', data: { recipient: letter.id, digest } }
        : { ...entry, kind: 'letter.sent', data: { letter: letter.kind, digest } },
    );
    return true;
  }
}
