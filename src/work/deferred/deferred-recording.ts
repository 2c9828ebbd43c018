import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { newId } from '../../platform/ids/ids.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import type { EffectGroup, EffectSet } from '../effect-set.js';
import { RowSets } from '../row-sets.js';
import { Task } from '../task.entity.js';
import { readVerdict } from '../verdict.js';
import { anchorsOf, type DeferredContent, keyIdentifiers } from './deferred-content.js';
import { contentPlace } from './deferred-erasures.js';

/** Groups of one system that are kept on one ground until one day. */
interface Kept {
  collection: string;
  ground: string;
  notBefore: string;
  groups: EffectGroup[];
}

/** Writes down what a retention ground keeps, so that it goes when the ground ends. */
@Injectable()
export class DeferredRecording {
  constructor(
    private readonly rowSets: RowSets,
    private readonly maps: DataMaps,
    private readonly keys: DataKeys,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @param file of an erasure that has ended: what is put off is what was really kept. */
  async record(manager: EntityManager, file: CaseFile): Promise<void> {
    const tasks = await manager.findBy(Task, { requestId: file.request.id, action: 'erase' });
    const done = tasks.filter((task) => task.rowSet && task.state === 'done');
    if (done.length === 0) return;
    const erasure = await this.keys.of(manager, { kind: 'erasure', id: file.request.id });
    for (const task of done) {
      const sets = await this.rowSets.read<EffectSet>(manager, [task.rowSet!], task.system, () => erasure);
      const chunks = sets.get(task.rowSet!) ?? [];
      const groups = chunks.flatMap((set) => set.groups);
      const kept = keptIn(groups);
      if (kept.length === 0) continue;
      const version = await this.maps.version(manager, task.mapId);
      if (!version) throw new Error('A task names a map version that does not exist.');
      const anchors = anchorsOf(version.map, groups);
      const identifiers = [...(chunks[0]?.identifiers ?? []), ...keyIdentifiers(version.map, groups)];
      for (const one of kept) await this.write(manager, file, task.system, one, { anchors, identifiers });
    }
  }

  private async write(
    manager: EntityManager,
    file: CaseFile,
    system: string,
    { collection, ground, notBefore, groups }: Kept,
    known: Pick<DeferredContent, 'anchors' | 'identifiers'>,
  ): Promise<void> {
    const id = newId();
    const key = await this.keys.create(manager, { kind: 'deferred', id }, null);
    const content: DeferredContent = {
      v: 1,
      rows: groups.flatMap((group) => group.rows),
      mask: groups[0]?.mask ?? {},
      ...known,
    };
    const written: unknown[] = await manager.query(
      `INSERT INTO deferred_erasure (id, controller_id, request_id, system, collection, ground, not_before, law, records, sealed, recorded_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       ON CONFLICT (request_id, system, collection, ground, not_before) DO NOTHING RETURNING id`,
      [
        id,
        file.controller.id,
        file.request.id,
        system,
        collection,
        ground,
        notBefore,
        file.request.law,
        content.rows.length,
        key.seal(JSON.stringify(content), contentPlace(id)),
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
      data: { system, ground, notBefore },
    });
  }
}

/** Chunks of one group are put together again: a person's rows may lie in several. */
function keptIn(groups: readonly EffectGroup[]): Kept[] {
  const found = new Map<string, Kept>();
  for (const group of groups) {
    const { because, ground, until } = readVerdict(group.verdict);
    if (because !== 'retain' || !until || group.rows.length === 0) continue;
    const notBefore = Temporal.PlainDate.from(until).add({ days: 1 }).toString();
    const name = [group.collection, ground, notBefore].join('\u0000');
    const kept = found.get(name) ?? { collection: group.collection, ground, notBefore, groups: [] };
    kept.groups.push(group);
    found.set(name, kept);
  }
  return [...found.values()];
}
