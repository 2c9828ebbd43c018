import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { newId } from '../platform/ids/ids.js';
import type { CaseFile } from '../requests/requests.repository.js';
import type { EffectSet } from '../work/effect-set.js';
import { RowSets } from '../work/row-sets.js';
import { Task } from '../work/task.entity.js';
import { readVerdict } from '../work/verdict.js';

const place = (id: string) => ({ table: 'deferred_erasure', row: id, column: 'sealed' });

/** Writes down what a retention ground keeps, so that it goes when the ground ends. */
@Injectable()
export class DeferredErasures {
  constructor(
    private readonly rowSets: RowSets,
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async record(manager: EntityManager, file: CaseFile): Promise<void> {
    const tasks = await manager.findBy(Task, { requestId: file.request.id, action: 'erase' });
    const done = tasks.filter((task) => task.rowSet && task.state === 'done');
    if (done.length === 0) return;
    const erasure = await this.keys.of(manager, { kind: 'erasure', id: file.request.id });
    for (const task of done) {
      const sets = await this.rowSets.read<EffectSet>(manager, [task.rowSet!], task.system, () => erasure);
      for (const group of (sets.get(task.rowSet!) ?? []).flatMap((set) => set.groups)) {
        const verdict = readVerdict(group.verdict);
        if (verdict.because !== 'retain' || !verdict.until || group.rows.length === 0) continue;
        const notBefore = Temporal.PlainDate.from(verdict.until).add({ days: 1 }).toString();
        await this.write(manager, file, task.system, {
          ...verdict,
          notBefore,
          collection: group.collection,
          rows: group.rows,
        });
      }
    }
  }

  private async write(
    manager: EntityManager,
    file: CaseFile,
    system: string,
    what: { collection: string; ground: string; notBefore: string; rows: unknown[] },
  ): Promise<void> {
    const id = newId();
    const key = await this.keys.create(manager, { kind: 'deferred', id }, null);
    const written: unknown[] = await manager.query(
      `INSERT INTO deferred_erasure (id, controller_id, request_id, system, collection, ground, not_before, law, records, sealed, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (request_id, system, collection, ground, not_before) DO NOTHING RETURNING id`,
      [
        id,
        file.controller.id,
        file.request.id,
        system,
        what.collection,
        what.ground,
        what.notBefore,
        file.request.law,
        what.rows.length,
        key.seal(JSON.stringify(what.rows), place(id)),
        this.clock.now(),
      ],
    );
    if (written.length === 0) {
      await this.keys.destroy(manager, { kind: 'deferred', id }, this.clock.now());
      return;
    }
    await this.ledger.append(manager, {
      kind: 'deferred.recorded',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: { role: 'service' },
      at: this.clock.now(),
      data: { system, ground: what.ground, notBefore: what.notBefore },
    });
  }
}
