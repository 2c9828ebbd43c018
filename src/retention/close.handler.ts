import { Injectable } from '@nestjs/common';
import { Laws } from '../laws/laws.js';
import { legalDay, startOfLegalDay } from '../laws/legal-day.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { type SignalHandler, Takes } from '../platform/queues/handler-registry.js';
import { Transactions } from '../platform/queues/transactions.js';
import { ENDED, type State } from '../requests/journey-table.js';
import { RequestLines } from '../requests/request-lines.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { TasksRepository } from '../work/tasks.repository.js';
import { RowSets } from '../work/row-sets.js';
import { isDeferred } from '../requests/road.js';
import { DeferredRecording } from '../work/deferred/deferred-recording.js';
import { DeferredClosing } from './deferred-closing.js';
import { RestoreGate } from './replay/restore-gate.js';
import { Probes } from './reprobe/probes.js';

/** A request has ended: what is put off is written down with a key of its own, and every key gets its day of death. */
@Injectable()
@Takes('retention.close')
export class CloseHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestsRepository,
    private readonly tasks: TasksRepository,
    private readonly rowSets: RowSets,
    private readonly deferred: DeferredRecording,
    private readonly closing: DeferredClosing,
    private readonly probes: Probes,
    private readonly gate: RestoreGate,
    private readonly lines: RequestLines,
    private readonly laws: Laws,
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async handle(requestId: string): Promise<void> {
    await this.transactions.run(async (tx) => {
      const isOver = (state: State): boolean => ENDED.includes(state) && state !== 'forgotten';
      const file = await this.requests.lockedIn(tx, requestId, isOver);
      if (!file) return;
      const now = this.clock.now();
      await this.tasks.cancel(tx, requestId);
      // What was given to a person about tasks of a request that has ended is nobody's errand any more.
      await tx.query(
        `UPDATE errand SET settled_at = $2, outcome = 'no-longer-needed' WHERE request_id = $1 AND settled_at IS NULL AND task_id IS NOT NULL`,
        [requestId, now],
      );
      await this.lines.refresh(tx, [requestId], 'errands');
      await this.rowSets.drop(tx, requestId, 'located');
      if (file.request.right === 'erasure' && file.request.state === 'closed') {
        if (file.case.channel !== 'retention') await this.deferred.record(tx, file);
        await this.probes.plan(tx, file);
      }
      if (isDeferred(file.request)) await this.closing.close(tx, file);
      if (file.case.channel === 'finding') await this.gate.clearAll(tx, { role: 'service' });
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
