import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { Localised, SystemMap } from '../datamap/language.js';
import { Laws } from '../laws/laws.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { Outcome as OutcomeRow } from '../work/outcome.entity.js';
import { Systems } from '../work/systems.js';
import { Task } from '../work/task.entity.js';
import { outcomeWord, readVerdict, type Verdict } from '../work/verdict.js';
import { type Day, dayOf } from './formats.js';
import type { CopyUntil, Outcome, Shown, SystemOutcome } from './templates/letter-data.js';

/** What became of a request in each system, in the words that letters are made of. */
@Injectable()
export class SystemOutcomes {
  constructor(
    private readonly systems: Systems,
    private readonly laws: Laws,
  ) {}

  /** Systems of the request's effect, in the order of their names; one that found nothing says so. */
  async of(manager: EntityManager, file: CaseFile): Promise<SystemOutcome[]> {
    const tasks = await manager.find(Task, { where: { requestId: file.request.id }, order: { system: 'ASC', id: 'ASC' } });
    const rows = await manager.find(OutcomeRow, { where: { requestId: file.request.id }, order: { collection: 'ASC', verdict: 'ASC' } });
    const found: SystemOutcome[] = [];
    for (const system of new Set(tasks.map((task) => task.system))) {
      const own = tasks.filter((task) => task.system === system && task.state !== 'cancelled');
      const last = own.at(-1);
      if (!last) continue;
      const { map } = await this.systems.open(last.mapId);
      const shown = rows.filter((row) => row.system === system).map((row) => this.outcome(map, row, file.controller.zone));
      const effect = own.filter((task) => task.action !== 'locate');
      const pending: Outcome[] = effect.some((task) => task.state !== 'done') ? [{ kind: 'pending' }] : [];
      const failed: Outcome[] = effect.length === 0 && own.some((task) => task.state === 'parked') ? [{ kind: 'pending' }] : [];
      const nothing: Outcome[] =
        shown.length + pending.length + failed.length === 0 && last.doneAt
          ? [{ kind: 'nothing', on: dayOf(last.doneAt, file.controller.zone) }]
          : [];
      found.push({ system: map.title, outcomes: [...shown, ...pending, ...failed, ...nothing] });
    }
    return found;
  }

  private outcome(map: SystemMap, row: OutcomeRow, zone: string): Outcome {
    const verdict = readVerdict(row.verdict);
    const collection = map.collections[row.collection];
    const what: Localised = counted(collection?.title ?? row.collection, row.intended);
    const on = dayOf(row.shownAt, zone);
    const shown: Shown = row.evidence === 'reread' ? { how: 'reread', on } : row.evidence === 'confirmed' ? { how: 'confirmed' } : { how: 'unverifiable' };
    if (row.residue > 0) return { kind: 'pending', what };
    if (row.heldByOthers > 0 && row.heldByOthers === row.intended) return { kind: 'detached', what, on };
    switch (outcomeWord(verdict)) {
      case 'erased':
        return { kind: 'erased', what, on, shown, copies: copiesOf(map, on) };
      case 'masked':
        return collection?.anonymised
          ? { kind: 'anonymised', what, on, assessedBy: collection.anonymised.assessedBy, assessedOn: collection.anonymised.on, copies: copiesOf(map, on) }
          : { kind: 'masked', what, on, shown, copies: copiesOf(map, on) };
      case 'retained':
        return { kind: 'retained', what, ground: this.sentence(verdict), notBefore: verdict.until!, restricted: verdict.action === 'mask' };
      case 'held':
        return { kind: 'detached', what, on };
      case 'necessary':
      case 'kept':
        return { kind: 'refused', what, ground: this.sentence(verdict) };
    }
  }

  private sentence(verdict: Verdict): Localised {
    return this.laws.grounds.get(verdict.ground)?.sentence ?? verdict.ground;
  }
}

function copiesOf(map: SystemMap, on: Day): CopyUntil[] {
  const from = Temporal.PlainDate.from(on);
  return Object.values(map.copies).map((copy) => ({
    title: copy.title,
    until: from.add(Temporal.Duration.from(copy.kept)).toString(),
  }));
}

function counted(title: Localised, records: number): Localised {
  return typeof title === 'string' ? `${title} (${records})` : { de: `${title.de} (${records})`, en: `${title.en} (${records})` };
}
