import { Injectable } from '@nestjs/common';
import { Laws } from '../laws/laws.js';
import { legalDay, startOfLegalDay } from '../laws/legal-day.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { ENDED } from '../requests/journey-table.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { TasksRepository } from '../work/tasks.repository.js';
import { RowSets } from '../work/row-sets.js';
import { DeferredErasures } from './deferred-erasures.js';
import { horizonOf } from './replay-horizon.js';

/** A request has ended: what is put off is written down with a key of its own, and every key gets its day of death. */
@Injectable()
@Takes('retention.close')
export class CloseHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly tasks: TasksRepository,
    private readonly rowSets: RowSets,
    private readonly deferred: DeferredErasures,
    private readonly laws: Laws,
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const locked = await this.requests.locked(tx, requestId, 'for update');
      if (!locked || !ENDED.includes(locked.state) || locked.state === 'forgotten') return;
      const file = (await this.requests.file(tx, requestId))!;
      const now = this.clock.now();
      await this.tasks.cancel(tx, requestId);
      // What was given to a person about tasks of a request that has ended is nobody's errand any more.
      await tx.query(
        `UPDATE errand SET settled_at = $2, outcome = 'no-longer-needed' WHERE request_id = $1 AND settled_at IS NULL AND task_id IS NOT NULL`,
        [requestId, now],
      );
      await this.rowSets.drop(tx, requestId, 'located');
      if (file.request.right === 'erasure' && file.request.state === 'closed') {
        await this.deferred.record(tx, file);
        await this.keys.setDestroyAfter(tx, { kind: 'erasure', id: requestId }, await horizonOf(tx, requestId, now));
      }
      const all = await this.requests.ofCase(tx, file.case.id);
      if (!all.every((request) => ENDED.includes(request.state))) return;
      const zone = file.controller.zone;
      const keepUntil = this.laws.caseRetention(this.laws.pinned(file.request.law), legalDay(now, zone)).keepUntil;
      await tx.query(`UPDATE subject_case SET closed_at = coalesce(closed_at, $2), keep_until = $3 WHERE id = $1`, [
        file.case.id,
        now,
        keepUntil.toString(),
      ]);
      await this.keys.setDestroyAfter(
        tx,
        { kind: 'case', id: file.case.id },
        startOfLegalDay(keepUntil.add({ days: 1 }), zone),
      );
      if (file.case.closedAt) return;
      await this.ledger.append(tx, {
        kind: 'case.closed',
        case: file.case.ledgerId,
        by: { role: 'service' },
        at: now,
        data: { outcome: all.length === 1 ? (file.request.outcome ?? file.request.state) : 'several' },
      });
    });
  }
}
