import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { fieldOf, retainOf } from '../datamap/forms.js';
import type { Collection, Localised, SystemMap } from '../datamap/language.js';
import { Laws } from '../laws/laws.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { reasons } from '../ledger/reasons.js';
import { Errand } from '../work/errand.entity.js';
import { Outcome as OutcomeRow } from '../work/outcome.entity.js';
import { Systems } from '../work/systems.js';
import { type Declaration, declarationsOf } from './declarations.js';
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
    const tasks = await manager.find(Task, {
      where: { requestId: file.request.id },
      order: { system: 'ASC', id: 'ASC' },
    });
    const rows = await manager.find(OutcomeRow, {
      where: { requestId: file.request.id },
      order: { collection: 'ASC', verdict: 'ASC' },
    });
    const declarations = await declarationsOf(manager, file.request.id);
    const found: SystemOutcome[] = [];
    const latest = tasks
      .filter((task) => task.action !== 'locate')
      .reduce((id, task) => (task.orderId > id ? task.orderId : id), '');
    for (const system of new Set(tasks.map((task) => task.system))) {
      const own = tasks.filter((task) => task.system === system && task.state !== 'cancelled');
      const last = own.at(-1);
      if (!last) continue;
      const stopped: Outcome[] = tasks.some(
        (task) => task.system === system && task.orderId === latest && task.state === 'cancelled',
      )
        ? [{ kind: 'stopped' }]
        : [];
      const undone = own.flatMap((task): Outcome[] => {
        const ground = leftUndone(task.outcome);
        return ground ? [{ kind: 'undone', ground }] : [];
      });
      const { map, connector } = await this.systems.open(last.mapId);
      const shown = rows
        .filter((row) => row.system === system)
        .flatMap((row) => this.outcomes(map, row, file.controller.zone, declarations.get(row.taskId)));
      const effect = own.filter((task) => task.action !== 'locate');
      const pending = pendingOf(effect, file.controller.zone);
      const failed: Outcome[] =
        effect.length === 0 && own.some((task) => task.state === 'parked') ? [{ kind: 'pending' }] : [];
      const nothing: Outcome[] =
        shown.length + pending.length + failed.length + stopped.length + undone.length === 0 && last.doneAt
          ? [{ kind: 'nothing', on: dayOf(last.doneAt, file.controller.zone) }]
          : [];
      const erases = effect.some(({ action }) => action === 'erase') && shown.length + pending.length > 0;
      const { residue, returns } = connector.describe().done;
      found.push({
        system: map.title,
        outcomes: [...shown, ...stopped, ...undone, ...pending, ...failed, ...nothing],
        ...(erases && residue !== undefined ? { stays: residue } : {}),
        ...(erases && returns !== undefined ? { returns } : {}),
      });
    }
    return [...(await this.byHand(manager, file)), ...found];
  }

  /** What the office did itself, of a right that is worked by hand, and the entry in the marketing block list. */
  private async byHand(manager: EntityManager, file: CaseFile): Promise<SystemOutcome[]> {
    const errands = await manager.find(Errand, {
      where: { requestId: file.request.id, kind: 'by-hand' },
      order: { openedAt: 'ASC' },
    });
    const zone = file.controller.zone;
    const effect = this.laws.pinned(file.request.law).right(file.request.right).road.effect;
    const outcomes = errands.flatMap((errand): Outcome[] => {
      const blocked: Outcome[] =
        effect === 'marketing_stop' ? [{ kind: 'blocked', on: dayOf(errand.openedAt, zone) }] : [];
      if (!errand.settledAt) return [...blocked, { kind: 'pending' }];
      const ground = leftUndone({ settled: errand.outcome });
      return [...blocked, ground ? { kind: 'undone', ground } : { kind: 'by-hand', on: dayOf(errand.settledAt, zone) }];
    });
    return outcomes.length > 0 ? [{ system: { de: 'Was geschehen ist', en: 'What was done' }, outcomes }] : [];
  }

  /** A record that the law keeps and that was cleared of the rest has two outcomes, and both are told. */
  private outcomes(map: SystemMap, row: OutcomeRow, zone: string, said?: Declaration): Outcome[] {
    const outcome = this.outcome(map, row, zone, said);
    if (outcome.kind !== 'retained' || row.masked.length === 0) return [outcome];
    const on = dayOf(row.shownAt, zone);
    const what = listed(counted(titleOf(map, row), row.intended), fieldTitles(map, row));
    return [outcome, { kind: 'masked', what, on, shown: shownHow(row, on, said), copies: copiesOf(map, on) }];
  }

  private outcome(map: SystemMap, row: OutcomeRow, zone: string, said?: Declaration): Outcome {
    if (row.evidence === 'declared' && row.intended === 0) return { kind: 'by-hand', on: dayOf(row.shownAt, zone) };
    const verdict = readVerdict(row.verdict);
    const collection = map.collections[row.collection];
    const what: Localised = counted(titleOf(map, row), row.intended);
    const on = dayOf(row.shownAt, zone);
    const shown = shownHow(row, on, said);
    if (row.residue > 0) return { kind: 'pending', what };
    if (row.heldByOthers > 0 && row.heldByOthers === row.intended) return { kind: 'detached', what, on };
    switch (outcomeWord(verdict)) {
      case 'erased':
        return { kind: 'erased', what, on, shown, copies: copiesOf(map, on) };
      case 'masked':
        return collection?.anonymised
          ? {
              kind: 'anonymised',
              what,
              on,
              assessedBy: collection.anonymised.assessedBy,
              assessedOn: collection.anonymised.on,
              copies: copiesOf(map, on),
            }
          : { kind: 'masked', what, on, shown, copies: copiesOf(map, on) };
      case 'retained':
        return {
          kind: 'retained',
          what,
          ground: this.sentence(verdict),
          notBefore: dayAfter(verdict.until!),
          restricted: isRestricted(collection),
        };
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

/** Practice 30: staff act with a personal credential, so that they are known to have said it. */
const OFFICE: Localised = { de: 'der zuständigen Person in unserem Haus', en: 'the member of our staff in charge' };
const SIGNED_IN: Localised = {
  de: 'mit persönlichem Zugang im Vorgang erklärt',
  en: 'declared in the case with a personal sign-in',
};

/** Why a person has settled something without its being done; null when it was done. */
export function leftUndone(outcome: Record<string, unknown> | null): Localised | null {
  const settled = outcome?.settled;
  return settled === 'not-possible' || settled === 'no-longer-needed' ? reasons[settled] : null;
}

/** What is not done yet; a system that has taken the call and answers later is said to. */
function pendingOf(effect: readonly Task[], zone: string): Outcome[] {
  const open = effect.filter((task) => task.state !== 'done');
  if (open.length === 0) return [];
  const [since] = open.flatMap((task) => askedAt(task) ?? []);
  return [{ kind: 'pending', ...(since ? { askedOn: dayOf(since, zone) } : {}) }];
}

/** Some answer a call later; others take an erasure at once and carry it out in their own time. */
function askedAt({ state, code, waitsSince, intendedAt }: Task): Date | null {
  if (state === 'parked') return null;
  return waitsSince ?? (code === 'pending' ? intendedAt : null);
}

function shownHow(row: OutcomeRow, on: Day, said?: Declaration): Shown {
  if (row.evidence === 'reread') return { how: 'reread', on };
  if (row.evidence === 'declared' && said) return { how: 'declared', ...said };
  if (row.evidence === 'declared') return { how: 'declared', by: OFFICE, via: SIGNED_IN };
  return row.evidence === 'confirmed' ? { how: 'confirmed' } : { how: 'unverifiable' };
}

/** Kept until the last day of a period; free to go on the next. */
function dayAfter(day: Day): Day {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

function isRestricted(collection: Collection | undefined): boolean {
  return collection !== undefined && retainOf(collection.erasure)?.meanwhile?.restrict !== undefined;
}

function titleOf(map: SystemMap, row: OutcomeRow): Localised {
  return map.collections[row.collection]?.title ?? row.collection;
}

function fieldTitles(map: SystemMap, row: OutcomeRow): Localised[] {
  const fields = map.collections[row.collection]?.fields ?? {};
  return row.masked.map((name) => fieldOf(fields[name] ?? []).title ?? name);
}

function listed(title: Localised, parts: readonly Localised[]): Localised {
  const inWords = (locale: 'de' | 'en'): string =>
    `${inLocale(title, locale)}: ${parts.map((part) => inLocale(part, locale)).join(', ')}`;
  return { de: inWords('de'), en: inWords('en') };
}

function inLocale(text: Localised, locale: 'de' | 'en'): string {
  return typeof text === 'string' ? text : text[locale];
}

function copiesOf(map: SystemMap, on: Day): CopyUntil[] {
  const from = Temporal.PlainDate.from(on);
  return Object.values(map.copies).map((copy) => ({
    title: copy.title,
    until: from.add(Temporal.Duration.from(copy.kept)).toString(),
  }));
}

function counted(title: Localised, records: number): Localised {
  return typeof title === 'string'
    ? `${title} (${records})`
    : { de: `${title.de} (${records})`, en: `${title.en} (${records})` };
}
