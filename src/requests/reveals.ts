import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import type { ReasonCode } from '../ledger/reasons.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { newId } from '../platform/ids/ids.js';
import type { CaseFile } from './requests.repository.js';
import { Reveal } from './reveal.entity.js';

/** What can be shown, each by itself: nobody sees more than what she asked for. */
export const REVEALED = ['identifiers', 'statement', 'messages', 'review'] as const;
export type Revealed = (typeof REVEALED)[number];

/** What is opened without a question, by reading it where it lies. */
export type Opened = Revealed | 'letters' | 'scans';

/** A reading of the same for so long is one look. */
const LOOK_MS = 60 * 60_000;

/** Why somebody of the office looks at personal data. */
export const REVEAL_REASONS = [
  'to-identify',
  'to-answer',
  'to-decide',
  'to-do-by-hand',
  'to-advise-or-audit',
] as const satisfies readonly ReasonCode[];
export type RevealReason = (typeof REVEAL_REASONS)[number];

export const revealNotePlace = (id: string) => ({ table: 'reveal', row: id, column: 'note' });

/** Records that personal data are shown, in the transaction that reads them: what is not recorded is not shown. */
@Injectable()
export class Reveals {
  constructor(
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async record(
    manager: EntityManager,
    file: CaseFile,
    how: { what: Opened; reason: RevealReason; note?: string; staffId: string; by: Actor },
  ): Promise<void> {
    const id = newId();
    const at = this.clock.now();
    const key = how.note ? await this.keys.of(manager, { kind: 'case', id: file.case.id }) : null;
    await manager.insert(Reveal, {
      id,
      caseId: file.case.id,
      requestId: file.request.id,
      staffId: how.staffId,
      what: how.what,
      reason: how.reason,
      note: key && how.note ? key.seal(how.note, revealNotePlace(id)) : null,
      at,
    });
    await this.ledger.append(manager, {
      kind: 'personal.revealed',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: how.by,
      at,
      data: { what: how.what, code: how.reason },
    });
  }

  /**
   * Records a look at what is part of the work itself: the texts of a review, letters, messages, scans. Whoever has said
   * within the hour why she looks at it, or was recorded so, is not recorded again with every page she turns.
   */
  async look(
    manager: EntityManager,
    file: CaseFile,
    how: { what: Opened; reason: RevealReason; staffId: string; by: Actor },
  ): Promise<void> {
    const since = new Date(this.clock.now().getTime() - LOOK_MS);
    const { what, staffId } = how;
    const before = await manager.existsBy(Reveal, {
      caseId: file.case.id,
      requestId: file.request.id,
      what,
      staffId,
      at: MoreThan(since),
    });
    if (!before) await this.record(manager, file, how);
  }
}
