import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { complaintsAbout, keyFrom, locatedFrom } from '../connectors/kit/told/told-records.js';
import type { Answer, ToldItem } from '../connectors/kit/exchange.js';
import { own } from '../datamap/forms.js';
import type { SystemMap } from '../datamap/language.js';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import type { FieldError } from '../platform/http/problems/problem.js';
import { ENDED } from '../requests/journey-table.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { Answers } from '../work/answers.js';
import { Systems } from '../work/systems.js';
import { ConversationPage } from './conversation-page.entity.js';
import { answerPlace, pagePlace } from './conversation-places.js';
import { ConversationRow } from './conversation.entity.js';
import { Conversations, type SealedAnswer } from './conversations.js';
import { MOST_BYTES, MOST_ITEMS_A_PAGE, MOST_PAGES } from './exchange-times.js';

export type PageKept = { outcome: 'kept' } | { outcome: 'kept-already' } | Refusal;
export type Answered = { outcome: 'answered' } | { outcome: 'answered-already' } | Refusal;

/** Why the other side's call is not taken. The caller rolls its transaction back, so that nothing has changed. */
export type Refusal =
  | { outcome: 'expired' }
  | { outcome: 'answered-otherwise' }
  | { outcome: 'page-differs' }
  | { outcome: 'too-much' }
  | { outcome: 'pages-missing'; first: number }
  | { outcome: 'refused'; errors: FieldError[] };

/** Who answers: a program, somebody through the link, or somebody who has signed in. */
export type Answerer = { how: 'confirmed' | 'declared' } | { how: 'signed'; staffId: string; by: Actor };

export interface GivenAnswer extends Answer {
  /** Pages that were uploaded before. */
  pages?: number;
}

/** Takes in what the other side of a conversation uploads and says. All of it may be repeated. */
@Injectable()
export class Answering {
  constructor(
    private readonly conversations: Conversations,
    private readonly requests: RequestsRepository,
    private readonly systems: Systems,
    private readonly answers: Answers,
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Keeps a page. A page that is there already with the same records is kept once. */
  async page(tx: EntityManager, id: string, number: number, items: readonly ToldItem[]): Promise<PageKept> {
    const open = await this.locked(tx, id);
    if (!open || open.expired) return { outcome: 'expired' };
    const { row } = open;
    const map = await this.systems.map(row.mapId);
    const content = JSON.stringify(items);
    const digest = sha256(content);
    const [same]: { digest: Buffer }[] = await tx.query(
      `SELECT digest FROM conversation_page WHERE conversation_id = $1 AND number = $2`,
      [id, number],
    );
    if (same) return same.digest.equals(digest) ? { outcome: 'kept-already' } : { outcome: 'page-differs' };
    if (row.answeredAt) return { outcome: 'answered-otherwise' };
    if (number > MOST_PAGES || items.length > MOST_ITEMS_A_PAGE || row.bytes + content.length > MOST_BYTES) {
      return { outcome: 'too-much' };
    }
    const complaints = complaintsAbout(map, items).slice(0, 20);
    if (complaints.length > 0) return { outcome: 'refused', errors: complaints.map(wordsFor) };
    await this.keep(tx, row, number, content, digest, items.length);
    return { outcome: 'kept' };
  }

  /** Adds a page of records behind those that are there, unless the same ones are there already. */
  async append(tx: EntityManager, id: string, items: readonly ToldItem[]): Promise<PageKept> {
    await tx.findOne(ConversationRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const digest = sha256(JSON.stringify(items));
    const pages = await tx.find(ConversationPage, {
      where: { conversationId: id },
      select: { number: true, digest: true },
    });
    if (pages.some((page) => page.digest.equals(digest))) return { outcome: 'kept-already' };
    return this.page(tx, id, pages.length + 1, items);
  }

  /** Forgets what was uploaded, so that it can be sent anew. */
  async discard(tx: EntityManager, id: string): Promise<PageKept> {
    const open = await this.locked(tx, id);
    if (!open || open.expired) return { outcome: 'expired' };
    if (open.row.answeredAt) return { outcome: 'answered-otherwise' };
    await tx.query(`DELETE FROM conversation_page WHERE conversation_id = $1`, [id]);
    await tx.update(ConversationRow, { id }, { items: 0, bytes: 0 });
    return { outcome: 'kept' };
  }

  /** Takes the answer, and wakes who waits for it, in one transaction. Each state is told once; its repetition is harmless. */
  async answer(tx: EntityManager, id: string, given: GivenAnswer, who: Answerer): Promise<Answered> {
    const open = await this.locked(tx, id);
    if (!open || open.expired) return { outcome: 'expired' };
    const { row, file } = open;
    const digest = sha256(
      JSON.stringify([
        given.state,
        given.pages ?? 0,
        given.items ?? [],
        given.left ?? [],
        given.whole ?? false,
        given.reason ?? '',
      ]),
    );
    if (row.answeredAt) {
      return row.answerDigest?.equals(digest) ? { outcome: 'answered-already' } : { outcome: 'answered-otherwise' };
    }
    if (given.allPages) given = { ...given, pages: await tx.countBy(ConversationPage, { conversationId: id }) };
    if (given.state === 'taken') return this.taken(tx, row, given);
    if (given.items) {
      const kept = await this.page(tx, id, (given.pages ?? 0) + 1, given.items);
      if (kept.outcome !== 'kept' && kept.outcome !== 'kept-already') return kept;
    }
    const refusal = await this.unfit(tx, row, given);
    if (refusal) return refusal;
    await this.end(tx, row, file, given, digest, who);
    for (const asker of row.askers) await this.answers.arrived(tx, asker);
    return { outcome: 'answered' };
  }

  /** The conversation, locked, if its request still waits for it. */
  private async locked(
    tx: EntityManager,
    id: string,
  ): Promise<{ row: ConversationRow; file: CaseFile; expired: boolean } | null> {
    const row = await tx.findOne(ConversationRow, { where: { id }, lock: { mode: 'pessimistic_write' } });
    const file = row && (await this.requests.file(tx, row.requestId));
    if (!row || !file) return null;
    const over = ENDED.includes(file.request.state) && row.answeredAt === null && !(await this.isWaitedFor(tx, row));
    return { row, file, expired: over || this.conversations.stateOf(row) === 'expired' };
  }

  /** An effect that was begun is finished also when its request has ended. */
  private async isWaitedFor(tx: EntityManager, row: ConversationRow): Promise<boolean> {
    const rows: unknown[] = await tx.query(
      `SELECT FROM task WHERE id = ANY($1::uuid[]) AND state IN ('ready', 'leased', 'parked') AND intended_at IS NOT NULL LIMIT 1`,
      [row.askers],
    );
    return rows.length > 0;
  }

  private async taken(tx: EntityManager, row: ConversationRow, given: GivenAnswer): Promise<Answered> {
    await tx.update(ConversationRow, { id: row.id }, { state: 'taken', checkAgainAt: given.checkAgainAt ?? null });
    return row.state === 'taken' ? { outcome: 'answered-already' } : { outcome: 'answered' };
  }

  /** Whether the answer holds together: every page there, every record the person's, what is left was asked about. */
  private async unfit(tx: EntityManager, row: ConversationRow, given: GivenAnswer): Promise<Refusal | null> {
    const expected = (given.pages ?? 0) + (given.items ? 1 : 0);
    const [gap]: { first: number }[] = await tx.query(
      `SELECT n AS first FROM generate_series(1, $2::int) n
       WHERE NOT EXISTS (SELECT FROM conversation_page p WHERE p.conversation_id = $1 AND p.number = n) ORDER BY n LIMIT 1`,
      [row.id, expected],
    );
    if (gap) return { outcome: 'pages-missing', first: gap.first };
    const [beyond]: { number: number }[] = await tx.query(
      `SELECT number FROM conversation_page WHERE conversation_id = $1 AND number > $2 LIMIT 1`,
      [row.id, expected],
    );
    if (beyond) return refused('/pages', 'count', 'More pages were sent than the answer counts.');
    const map = await this.systems.map(row.mapId);
    const question = await this.conversations.question(tx, row);
    if (row.verb === 'find' && given.state === 'done') {
      const items = await this.allItems(tx, row);
      const person = { person: row.id, identifiers: question.identifiers ?? [] };
      const { adrift } = locatedFrom(map, person, items, (value) => value, { ...readingOf(map) });
      if (adrift > 0)
        return refused('/pages', 'person', `${adrift} records have nothing to tie them to the person asked about.`);
    }
    if (row.verb === 'copy' && given.state === 'done') {
      const asked = new Set(
        (question.rows ?? []).flatMap(({ collection, keys }) => keys.map((key) => named(collection, key))),
      );
      const strange = (await this.allItems(tx, row)).filter(({ collection, record }) => {
        const known = own(map.collections, collection);
        const key = known ? keyFrom(known, record) : null;
        return !key || !asked.has(named(collection, key));
      });
      if (strange.length > 0) return refused('/pages', 'person', `${strange.length} records were not asked for.`);
    }
    const steps = new Set(
      (question.steps ?? []).flatMap(({ collection, keys }) => keys.map((key) => named(collection, key))),
    );
    if ((given.left ?? []).some(({ collection, key }) => !steps.has(named(collection, key)))) {
      return refused('/left', 'known', 'A record is said to be left that was not to be erased.');
    }
    if (given.state === 'retained' && row.verb !== 'erase') {
      return refused('/state', 'fits', 'Only what was to be erased can be retained.');
    }
    if (given.state === 'nothing-found' && expected > 0) {
      return refused('/state', 'fits', 'Records were uploaded, so that something was found.');
    }
    return null;
  }

  private async allItems(tx: EntityManager, row: ConversationRow): Promise<ToldItem[]> {
    const key = await this.keys.of(tx, { kind: 'case', id: row.caseId });
    const pages: { number: number; sealed: Buffer }[] = await tx.query(
      `SELECT number, sealed FROM conversation_page WHERE conversation_id = $1 ORDER BY number`,
      [row.id],
    );
    return pages.flatMap(
      ({ number, sealed }) => JSON.parse(key.openText(sealed, pagePlace(row.id, number))) as ToldItem[],
    );
  }

  private async keep(
    tx: EntityManager,
    row: ConversationRow,
    number: number,
    content: string,
    digest: Buffer,
    items: number,
  ): Promise<void> {
    const key = await this.keys.of(tx, { kind: 'case', id: row.caseId });
    await tx.query(
      `INSERT INTO conversation_page (conversation_id, number, digest, items, bytes, sealed, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [row.id, number, digest, items, content.length, key.seal(content, pagePlace(row.id, number)), this.clock.now()],
    );
    row.items += items;
    row.bytes += content.length;
    await tx.update(ConversationRow, { id: row.id }, { items: row.items, bytes: row.bytes });
  }

  private async end(
    tx: EntityManager,
    row: ConversationRow,
    file: CaseFile,
    given: GivenAnswer,
    digest: Buffer,
    who: Answerer,
  ): Promise<void> {
    const at = this.clock.now();
    const key = await this.keys.of(tx, { kind: 'case', id: row.caseId });
    const said: SealedAnswer = {
      left: (given.left ?? []).map((one) => ({ collection: one.collection, key: [...one.key] })),
      whole: given.whole ?? false,
      ...(given.reason === undefined ? {} : { reason: given.reason }),
    };
    await tx.update(
      ConversationRow,
      { id: row.id },
      {
        state: given.state,
        answeredAt: at,
        checkAgainAt: null,
        answerDigest: digest,
        answer: key.seal(JSON.stringify(said), answerPlace(row.id)),
        signedBy: who.how === 'signed' ? who.staffId : null,
      },
    );
    const pages: { digest: Buffer }[] = await tx.query(
      `SELECT digest FROM conversation_page WHERE conversation_id = $1 ORDER BY number`,
      [row.id],
    );
    await this.ledger.append(tx, {
      kind: 'exchange.answered',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: who.how === 'signed' ? who.by : { role: 'connector' },
      at,
      data: {
        system: row.system,
        verb: row.verb,
        conversation: row.id,
        state: given.state,
        how: who.how,
        digest: sha256(Buffer.concat([digest, ...pages.map((page) => page.digest)])).toString('hex'),
      },
    });
  }
}

/** How a system reads telephone numbers: as its connection says. */
function readingOf(map: SystemMap): { phoneCountry?: string } {
  const country = map.connection.phoneCountry;
  return typeof country === 'string' ? { phoneCountry: country } : {};
}

const named = (collection: string, key: readonly (string | number)[]): string =>
  `${collection}\u0000${JSON.stringify(key)}`;

function refused(pointer: string, rule: string, detail: string): Refusal {
  return { outcome: 'refused', errors: [{ pointer, rule, detail }] };
}

const WORDS = {
  'no-such-collection': 'The data map has no such collection.',
  'column-missing': 'A column that is needed is missing.',
  'column-not-in-map': 'The data map does not name this column.',
  'key-unusable': 'The key columns hold no usable key.',
  'too-many-others': 'This is not a number of holders.',
} as const;

function wordsFor({ at, code, column }: { at: number; code: keyof typeof WORDS; column?: string }): FieldError {
  return { pointer: `/items/${at}${column === undefined ? '' : `/record/${column}`}`, rule: code, detail: WORDS[code] };
}

function sha256(content: string | Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}
