import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Laws } from '../../laws/laws.js';
import { legalDay, startOfLegalDay } from '../../laws/legal-day.js';
import type { Actor } from '../../ledger/ledger-entry.js';
import { Ledger } from '../../ledger/ledger.js';
import type { ReasonCode } from '../../ledger/reasons.js';
import { Clock } from '../../platform/clock/clock.js';
import { Clocks } from '../../requests/clocks.js';
import { ENDED } from '../../requests/journey-table.js';
import { Raise } from '../../requests/raise.js';
import { type CaseFile, RequestsRepository } from '../../requests/requests.repository.js';
import type { Channel } from '../../requests/subject-case.entity.js';

/** Why a date that somebody recorded was not the true one. */
export const RECEIPT_REASONS = [
  'receipt-misrecorded',
  'receipt-shown-earlier',
  'receipt-shown-later',
] as const satisfies readonly ReasonCode[];
export type ReceiptReason = (typeof RECEIPT_REASONS)[number];

/** Channels of which somebody of the office wrote the date down; where a machine did, there is nothing to correct. */
export const WRITTEN_DOWN: readonly Channel[] = ['letter', 'phone', 'counter', 'email'];

export type Correcting = 'corrected' | 'unchanged' | 'future' | 'other-law' | 'not-recorded' | 'ended';

/** Which wake looks again at a request that waits for the day on which an answer goes out. */
const WAKES = { proving: 'identity.overdue', working: 'planning.executed' } as const;

/**
 * Corrects the true receipt of what was recorded by hand (practice 3: changes are logged). The earlier entry stays; the
 * clock counts from the last one, and whoever waits for its dates is woken by the new ones.
 */
@Injectable()
export class ReceiptCorrections {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly clocks: Clocks,
    private readonly laws: Laws,
    private readonly ledger: Ledger,
    private readonly raise: Raise,
    private readonly clock: Clock,
  ) {}

  async correct(
    manager: EntityManager,
    file: CaseFile,
    to: { receivedAt: Date; reason: ReceiptReason; staffId: string; by: Actor },
  ): Promise<Correcting> {
    const { case: of, controller } = file;
    const before = of.receivedAt;
    if (!WRITTEN_DOWN.includes(of.channel)) return 'not-recorded';
    if (to.receivedAt > this.clock.now()) return 'future';
    if (to.receivedAt.getTime() === before.getTime()) return 'unchanged';
    const requests = await this.requests.ofCase(manager, of.id);
    if (requests.every(({ state }) => ENDED.includes(state))) return 'ended';
    const day = legalDay(to.receivedAt, controller.zone);
    // The version of the law was pinned by the receipt; under another one the whole case would have to be judged anew.
    const pins = requests.flatMap(({ law, alsoUnder }) => [law, ...alsoUnder]);
    if (pins.some((pin) => !this.holds(pin, day))) return 'other-law';

    await manager.query(`UPDATE subject_case SET received_at = $2 WHERE id = $1`, [of.id, to.receivedAt]);
    const corrected: CaseFile = { ...file, case: { ...of, receivedAt: to.receivedAt } };
    await this.ledger.append(manager, {
      kind: 'receipt.corrected',
      case: of.ledgerId,
      request: file.request.ledgerId,
      by: to.by,
      at: this.clock.now(),
      data: { from: legalDay(before, controller.zone).toString(), to: day.toString(), code: to.reason },
    });
    await this.clocks.record(
      manager,
      corrected,
      { event: 'received', at: to.receivedAt, reason: to.reason, by: to.staffId, wholeCase: true },
      to.by,
    );
    for (const request of requests) await this.wake(manager, { ...corrected, request });
    return 'corrected';
  }

  private holds(pin: string, day: ReturnType<typeof legalDay>): boolean {
    const [id = ''] = pin.split('@');
    return this.laws.isInForce(id, day) && this.laws.current(id, day).pin === pin;
  }

  /** An earlier date must not be slept through. */
  private async wake(manager: EntityManager, file: CaseFile): Promise<void> {
    const [clock] = await this.clocks.of(manager, file);
    if (!clock || ENDED.includes(file.request.state)) return;
    await manager.query(
      `UPDATE task SET deadline = $2 WHERE request_id = $1 AND state IN ('ready', 'leased', 'parked')`,
      [file.request.id, clock.due.toString()],
    );
    const signal = WAKES[file.request.state as keyof typeof WAKES];
    if (!signal) return;
    const dueAt = startOfLegalDay(clock.answerBy, file.controller.zone);
    await this.raise.signal(manager, signal, file.request.id, { dueAt, deadline: clock.due.toString() });
  }
}
