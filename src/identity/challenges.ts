import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Letters } from '../letters/letters.js';
import { UnaskedLetters } from '../letters/unasked-letters.js';
import { Clock } from '../platform/clock/clock.js';
import { Tags } from '../platform/crypto/tags.js';
import { type AttemptLimit, countAttempt } from '../platform/http/rate/attempts.js';
import { newId, sameSecret } from '../platform/ids/ids.js';
import { Identifiers, type KnownIdentifier } from '../requests/identifiers.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Challenge } from './challenge.entity.js';
import {
  ATTEMPTS_A_CODE,
  CODE_MINUTES,
  CODES_A_DAY,
  CODES_A_DAY_TO_ONE_ADDRESS,
  newCode,
  readCode,
  RESEND_AFTER_SECONDS,
} from './code.js';
import type { CodeStandingDto } from './identity.dto.js';
import { Proofs } from './proofs.js';

export type Sending =
  { outcome: 'sent' } | { outcome: 'no-contact' | 'too-soon' | 'too-many'; retryAfterSeconds: number };
export type Answering =
  { outcome: 'proven' } | { outcome: 'wrong'; attemptsLeft: number } | { outcome: 'expired' | 'locked' };

const DAY_MS = 86_400_000;
const BY_ADDRESS: AttemptLimit = {
  purpose: 'identity.code-sent',
  limit: CODES_A_DAY_TO_ONE_ADDRESS,
  windowMilliseconds: DAY_MS,
};

/** Codes by mail: single use, short-lived, few guesses, kept as a keyed digest. */
@Injectable()
export class Challenges {
  constructor(
    private readonly letters: Letters,
    private readonly unasked: UnaskedLetters,
    private readonly identifiers: Identifiers,
    private readonly proofs: Proofs,
    private readonly tags: Tags,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Sends a code to the mail address that the person gave: the one named, else where the last one went, else the first. An
   * earlier code ends with it. One that nobody asked for counts with the other unasked letters to that address.
   *
   * @param by the member of staff who asks for it; without, she herself or the service.
   */
  async send(
    manager: EntityManager,
    file: CaseFile,
    { to, unasked = false, by }: { to?: string; unasked?: boolean; by?: Actor } = {},
  ): Promise<Sending> {
    const now = this.clock.now();
    await lockCase(manager, file.case.id);
    const since = new Date(now.getTime() - DAY_MS);
    const recent: { sentAt: Date; contactTag: Buffer }[] = await manager.query(
      `SELECT sent_at AS "sentAt", contact_tag AS "contactTag" FROM challenge WHERE case_id = $1 AND sent_at > $2 ORDER BY sent_at DESC`,
      [file.case.id, since],
    );
    const given = (await this.identifiers.ofCase(manager, file.case.id)).filter(
      (one) => one.kind === 'email' && one.source === 'given',
    );
    const tagOf = (one: KnownIdentifier): Buffer => this.tags.tag('blind-index', one.kind, one.value);
    const contact =
      to === undefined
        ? (given.find((one) => recent[0]?.contactTag.equals(tagOf(one))) ?? given[0])
        : given.find((one) => one.value === to);
    if (!contact) return { outcome: 'no-contact', retryAfterSeconds: 0 };
    const contactTag = tagOf(contact);
    const last = recent.find((one) => one.contactTag.equals(contactTag));
    const wait = last ? Math.ceil(RESEND_AFTER_SECONDS - (now.getTime() - last.sentAt.getTime()) / 1000) : 0;
    if (wait > 0) return { outcome: 'too-soon', retryAfterSeconds: wait };
    if (recent.length >= CODES_A_DAY) {
      const oldest = recent.at(-1)!.sentAt.getTime();
      return { outcome: 'too-many', retryAfterSeconds: Math.ceil((oldest + DAY_MS - now.getTime()) / 1000) };
    }
    if (unasked) {
      const shared = await this.unasked.count(manager, file, contact.value);
      if (!shared.allowed) return { outcome: 'too-many', retryAfterSeconds: shared.retryAfterSeconds };
    }
    const counted = await countAttempt(manager, BY_ADDRESS, contactTag, now);
    if (!counted.allowed) return { outcome: 'too-many', retryAfterSeconds: counted.retryAfterSeconds };
    const code = newCode();
    const id = newId();
    await manager.query(
      `UPDATE challenge SET expires_at = $2 WHERE case_id = $1 AND used_at IS NULL AND expires_at > $2`,
      [file.case.id, now],
    );
    await manager.insert(Challenge, {
      id,
      caseId: file.case.id,
      codeTag: this.codeTag(id, code),
      contactTag,
      attempts: 0,
      sentAt: now,
      expiresAt: new Date(now.getTime() + CODE_MINUTES * 60_000),
      usedAt: null,
    });
    await this.letters.write(manager, {
      file,
      kind: 'code',
      to: contact.value,
      once: id,
      data: { code, validMinutes: CODE_MINUTES },
    });
    await this.ledger.append(manager, {
      kind: 'identity.challenged',
      case: file.case.ledgerId,
      by: by ?? { role: 'service' },
      at: now,
      data: { method: 'email-code' },
    });
    return { outcome: 'sent' };
  }

  /** Takes a typed code. Wrong, expired, spent and never sent take the same time and tell no more than they must. */
  async answer(manager: EntityManager, file: CaseFile, typed: string): Promise<Answering> {
    const now = this.clock.now();
    await lockCase(manager, file.case.id);
    const [challenge] = await manager.find(Challenge, {
      where: { caseId: file.case.id },
      order: { sentAt: 'DESC' },
      take: 1,
    });
    const code = readCode(typed);
    const right = sameSecret(
      this.codeTag(challenge?.id ?? file.case.id, code ?? ''),
      challenge?.codeTag ?? Buffer.alloc(32),
    );
    if (!challenge || challenge.usedAt || challenge.expiresAt <= now) return { outcome: 'expired' };
    if (challenge.attempts >= ATTEMPTS_A_CODE) return { outcome: 'locked' };
    if (!right) {
      const attempts = challenge.attempts + 1;
      await manager.update(Challenge, { id: challenge.id }, { attempts });
      if (attempts < ATTEMPTS_A_CODE) return { outcome: 'wrong', attemptsLeft: ATTEMPTS_A_CODE - attempts };
      await this.ledger.append(manager, {
        kind: 'identity.locked',
        case: file.case.ledgerId,
        by: { role: 'service' },
        at: now,
        data: { method: 'email-code' },
      });
      return { outcome: 'locked' };
    }
    await manager.update(Challenge, { id: challenge.id }, { usedAt: now });
    await this.proofs.accept(manager, file, {
      method: 'email-code',
      level: 'contact',
      by: { role: 'data-subject' },
      prove: { kind: 'email', tag: challenge.contactTag },
    });
    return { outcome: 'proven' };
  }

  /** Where the newest code stands; tells nothing of the code. */
  async standing(manager: EntityManager, caseId: string): Promise<CodeStandingDto | null> {
    const [last] = await manager.find(Challenge, { where: { caseId }, order: { sentAt: 'DESC' }, take: 1 });
    if (!last) return null;
    const { sentAt, expiresAt, usedAt, attempts } = last;
    const attemptsLeft = Math.max(0, ATTEMPTS_A_CODE - attempts);
    const over = expiresAt <= this.clock.now() ? 'expired' : 'good';
    return {
      sentAt,
      expiresAt,
      attemptsLeft,
      state: usedAt ? 'used' : attemptsLeft === 0 ? 'locked' : over,
      resendFrom: new Date(sentAt.getTime() + RESEND_AFTER_SECONDS * 1_000),
    };
  }

  private codeTag(challengeId: string, code: string): Buffer {
    return this.tags.tag('case-token', `code/${challengeId}`, code);
  }
}

async function lockCase(manager: EntityManager, caseId: string): Promise<void> {
  await manager.query(`SELECT id FROM subject_case WHERE id = $1 FOR UPDATE`, [caseId]);
}
