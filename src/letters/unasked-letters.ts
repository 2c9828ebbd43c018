import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import { Tags } from '../platform/crypto/tags.js';
import { type AttemptLimit, type AttemptVerdict, countAttempt } from '../platform/http/rate/attempts.js';
import type { CaseFile } from '../requests/requests.repository.js';
import type { LetterKind } from './templates/letter-data.js';

/** Letters that one mail address is sent unasked in a day by one controller, over all cases that name it. */
export const UNASKED_A_DAY = 20;

const DAY_MS = 86_400_000;
const LIMIT: AttemptLimit = { purpose: 'letters.unasked', limit: UNASKED_A_DAY, windowMilliseconds: DAY_MS };

/** Written by machines alone, to an address that nobody has shown to be hers: anybody can have them sent to anybody. */
const COUNTED: readonly LetterKind[] = [
  'acknowledgement',
  'withdrawal-confirmed',
  'optout-received',
  'optout-honoured',
  'forwarded',
];

/**
 * Keeps a stranger from flooding somebody's mailbox by submitting in her name. Every submission is taken; beyond the limit
 * the letters lie in the case, where the token shows them, and are not mailed. The count is by the address as given,
 * known to the controller or not, so that it tells nothing.
 */
@Injectable()
export class UnaskedLetters {
  constructor(
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  /** May the letter be mailed? Counts it, if it is of a kind that is counted and the address is not proven. */
  async mayLeave(manager: EntityManager, file: CaseFile, kind: LetterKind, to: string): Promise<boolean> {
    if (!COUNTED.includes(kind) || file.case.assurance !== 'none') return true;
    return (await this.count(manager, file, to)).allowed;
  }

  count(manager: EntityManager, file: CaseFile, to: string): Promise<AttemptVerdict> {
    const subject = this.tags.tag('blind-index', `unasked/${file.controller.id}`, to);
    return countAttempt(manager, LIMIT, subject, this.clock.now());
  }
}
