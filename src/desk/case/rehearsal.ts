import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AnswerLetters } from '../../delivery/answer/answer-letters.js';
import { REFUSALS } from '../../delivery/answer/decisions.dto.js';
import { Decisions, EXTENSION_REASONS } from '../../delivery/answer/decisions.js';
import { standingOf } from '../../delivery/answer/standing.js';
import { Laws } from '../../laws/laws.js';
import { Letter } from '../../letters/letter.entity.js';
import { Letters } from '../../letters/letters.js';
import { LOCALES, type Locale, localeOf } from '../../letters/locale.js';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Transactions } from '../../platform/queues/transactions.js';
import type { State } from '../../requests/journey-table.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import type { Extension, PreviewDto, PreviewedLetter, PreviewText, Refusal } from './letter-preview.dto.js';

interface Written extends PreviewText {
  kind: string;
  state: string;
}

/** Carries what was written out of the transaction that is thrown away. */
class Curtain extends Error {
  constructor(readonly written: Written | null) {
    super('The rehearsal is over.');
  }
}

/** States in which there is something that an answer could say. */
const ANSWERABLE: readonly State[] = ['deciding', 'working', 'checking', 'preparing', 'reviewing', 'answering'];

/**
 * Letters before they go. The decision is made by the very code that makes it in earnest, in a transaction that is rolled
 * back: what is shown is what would be sent, and nothing is. Nothing is sent within a transaction in any case.
 */
@Injectable()
export class Rehearsal {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly decisions: Decisions,
    private readonly answers: AnswerLetters,
    private readonly letters: Letters,
    private readonly laws: Laws,
  ) {}

  /** @returns null when the decision could not be made now, or would write no letter. */
  async of(caller: StaffCaller, file: CaseFile, preview: PreviewDto): Promise<PreviewedLetter | null> {
    const texts = new Map<Locale, Written>();
    for (const locale of LOCALES) {
      const written = await this.rehearse(caller, file.request.id, preview, locale);
      if (!written) return null;
      texts.set(locale, written);
    }
    const own = localeOf(file.case.locale);
    const { kind, state } = texts.get(own)!;
    const text = (locale: Locale): PreviewText => {
      const { subject, text: plain, html } = texts.get(locale)!;
      return { subject, text: plain, html };
    };
    return { kind, locale: own, goesBy: state === 'to-post' ? 'post' : 'mail', de: text('de'), en: text('en') };
  }

  private async rehearse(
    caller: StaffCaller,
    requestId: string,
    preview: PreviewDto,
    locale: Locale,
  ): Promise<Written | null> {
    try {
      return await this.transactions.run(async (tx): Promise<never> => {
        await this.requests.locked(tx, requestId, 'for update');
        const file = (await this.requests.file(tx, requestId))!;
        file.case.locale = locale;
        const before = new Set((await this.lettersOf(tx, file)).map(({ id }) => id));
        await this.decide(tx, caller, file, preview);
        const letter = (await this.lettersOf(tx, file)).find(({ id }) => !before.has(id));
        const content = letter && (await this.letters.read(tx, letter));
        // A link in a letter opens the person's case: it is for her alone.
        const shown = (body: string): string => body.replace(/#[\w-]{43}(?![\w-])/g, '#…');
        throw new Curtain(
          content
            ? {
                kind: letter.kind,
                state: letter.state,
                subject: content.subject,
                text: shown(content.text),
                html: shown(content.html),
              }
            : null,
        );
      });
    } catch (error) {
      if (error instanceof Curtain) return error.written;
      throw error;
    }
  }

  private lettersOf(tx: EntityManager, file: CaseFile): Promise<Letter[]> {
    return tx.findBy(Letter, { caseId: file.case.id, requestId: file.request.id });
  }

  private async decide(tx: EntityManager, caller: StaffCaller, file: CaseFile, preview: PreviewDto): Promise<void> {
    const { decision, reason } = preview;
    if (decision === 'refusal' && isRefusal(reason)) await this.decisions.refuse(tx, file, reason, caller.actor);
    else if (decision === 'extension' && isExtension(reason))
      await this.decisions.extend(tx, file, reason, caller.id, caller.actor);
    else if (decision === 'answer' && ANSWERABLE.includes(file.request.state)) {
      const { effect } = this.laws.pinned(file.request.law).right(file.request.right).road;
      const standing = await standingOf(tx, file.request.id);
      await this.answers.write(tx, file, effect, standing, file.request.firstAnsweredAt === null);
    }
  }
}

const isRefusal = (reason: string | undefined): reason is Refusal => REFUSALS.some((one) => one === reason);
const isExtension = (reason: string | undefined): reason is Extension =>
  reason !== undefined && Object.hasOwn(EXTENSION_REASONS, reason);
