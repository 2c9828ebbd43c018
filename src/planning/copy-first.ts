import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { startOfLegalDay } from '../laws/legal-day.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { copyFirstBounds, eraseOn } from '../requests/copy-first.js';
import { ENDED } from '../requests/journey-table.js';
import { Raise } from '../requests/raise.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';

export type Choosing =
  | { outcome: 'chosen'; eraseOn: string | null }
  | { outcome: 'waits-for-no-copy' }
  | { outcome: 'out-of-bounds'; least: number; most: number };

/** Copy first: the person lets the erasure follow some days after the copy, or keeps the word to herself (practice 14). */
@Injectable()
export class CopyFirst {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly raise: Raise,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @param days after the copy is ready; null: only when she confirms. */
  async choose(manager: EntityManager, file: CaseFile, days: number | null): Promise<Choosing> {
    const request = await this.requests.locked(manager, file.request.id, 'for update');
    const over = request === null || ENDED.includes(request.state) || request.confirmedAt !== null;
    if (over || request.afterRequestId === null || request.state === 'working') return { outcome: 'waits-for-no-copy' };
    const bounds = copyFirstBounds(file.controller);
    if (days !== null && (days < bounds.least || days > bounds.most)) return { outcome: 'out-of-bounds', ...bounds };
    const copy = await this.requests.file(manager, request.afterRequestId);
    const at = this.clock.now();
    // The copy lies there already: the days are counted from her choice, and never from before it.
    const day = days !== null && copy?.request.state === 'closed' ? eraseOn(at, days, file.controller) : null;
    await manager.query(`UPDATE request SET erase_after_days = $2, erase_on = $3 WHERE id = $1`, [
      request.id,
      days,
      day?.toString() ?? null,
    ]);
    await this.ledger.append(manager, {
      kind: 'erasure.timed',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: { role: 'data-subject' },
      at,
      data: { days: days ?? 0 },
    });
    if (day) {
      const dueAt = startOfLegalDay(day, file.controller.zone);
      await this.raise.signal(manager, 'planning.gate', request.id, { dueAt, deadline: request.dueOn });
    }
    return { outcome: 'chosen', eraseOn: day?.toString() ?? null };
  }
}
