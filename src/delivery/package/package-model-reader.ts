import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { SystemMap } from '../../datamap/language.js';
import { recipientsFor } from '../../datamap/forms.js';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import type { Law } from '../../laws/law.js';
import { Laws } from '../../laws/laws.js';
import { dayOf } from '../../letters/formats.js';
import { LetterFrame } from '../../letters/letter-frame.js';
import { localeOf } from '../../letters/locale.js';
import { leftUndone } from '../../letters/system-outcomes.js';
import { Clock } from '../../platform/clock/clock.js';
import { Identifiers } from '../../requests/identifiers.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { Systems } from '../../work/systems.js';
import { Task } from '../../work/task.entity.js';
import type { AnswerLaw, GroundText, PackageModel, SearchOutcome, SystemAnswer } from '../package-model.js';

/** Shown of an identifier that was learnt in a system and not given by the person. */
const LEARNT = '•••';

/** Reads what a package says of a request, beside the records: who answers, where was searched, what was not and why. */
@Injectable()
export class PackageModelReader {
  constructor(
    private readonly maps: DataMaps,
    private readonly systems: Systems,
    private readonly laws: Laws,
    private readonly identifiers: Identifiers,
    private readonly frame: LetterFrame,
    private readonly clock: Clock,
  ) {}

  async of(manager: EntityManager, file: CaseFile): Promise<PackageModel> {
    const law = this.laws.pinned(file.request.law);
    const lesser = file.request.treatedAs === 'categories';
    const tasks = await manager.find(Task, { where: { requestId: file.request.id }, order: { id: 'ASC' } });
    const known = await this.identifiers.ofCase(manager, file.case.id);
    const registered = await this.maps.forController(manager, file.controller.id);
    const systems: SystemAnswer[] = [];
    for (const current of registered) {
      const own = tasks.filter((task) => task.system === current.slug && task.state !== 'cancelled');
      // The map with which it was planned, not today's.
      const map = own.length > 0 ? (await this.systems.open(own.at(-1)!.mapId)).map : current.map;
      systems.push({
        map: { ...map, recipients: recipientsFor(map, file.controller.slug) },
        outcome: outcomeOf(own, file.controller.zone, lesser),
        ...(lesser ? { holds: collectionsHeld(own) } : {}),
      });
    }
    return {
      kind: lesser
        ? 'categories'
        : law.right(file.request.right).road.effect === 'portable_copy'
          ? 'portability'
          : 'access',
      locale: localeOf(file.case.locale),
      law: answerLaw(law, file.request),
      controller: this.frame.of(file).controller,
      reference: file.case.reference,
      receivedOn: dayOf(file.case.receivedAt, file.controller.zone),
      builtAt: this.clock.now(),
      searchedWith: known
        .filter((one) => one.proven || one.round > 0)
        .map((one) => ({ kind: one.kind, shown: one.round === 0 && !lesser ? one.value : LEARNT })),
      systems,
      grounds: this.groundsOf(
        law,
        systems.map(({ map }) => map),
      ),
    };
  }

  private groundsOf(law: Law, maps: readonly SystemMap[]): Record<string, GroundText> {
    const named = new Set<string>();
    for (const collection of maps.flatMap((map) => Object.values(map.collections))) {
      for (const rule of collection.necessary ?? []) named.add(rule.ground);
      if (typeof collection.erasure === 'object')
        named.add('keep' in collection.erasure ? collection.erasure.keep.ground : collection.erasure.retain.ground);
      if (collection.searched && 'not' in collection.searched) named.add(collection.searched.not.ground);
    }
    return Object.fromEntries(
      [...named].flatMap((id) => {
        const ground = this.laws.grounds.get(id);
        if (!ground) return [];
        // A shared system's map may name a ground of another law: what it says holds, but this answer does not cite it.
        // A duty to keep binds the company, whoever asks.
        const ours = ground.kind === 'retain' || law.isOfFamily(ground.law);
        return [[id, { title: ground.title, ...(ours ? { citation: ground.citation } : {}) }]];
      }),
    );
  }
}

/** What the law gives to the answer: for a lesser request what that one is told. */
function answerLaw(law: Law, { right, treatedAs }: CaseFile['request']): AnswerLaw {
  const items = (treatedAs === 'categories' && law.lesser(right)?.answer) || law.right(right).answer;
  return { ...law.says, asks: new Set(items.map(({ id }) => id)) };
}

/** Collections in which the search found records of the person; of a lesser request none is copied. */
function collectionsHeld(tasks: readonly Task[]): string[] {
  const counts = tasks
    .filter((task) => task.action === 'locate')
    .flatMap((task) => Object.entries((task.outcome?.records ?? {}) as Record<string, number>));
  return [...new Set(counts.filter(([, records]) => records > 0).map(([collection]) => collection))];
}

/** How the search of one system ended, from its tasks: the last locate round, then the copying. */
function outcomeOf(tasks: readonly Task[], zone: string, lesser: boolean): SearchOutcome {
  const locates = tasks.filter((task) => task.action === 'locate');
  const collect = tasks.findLast((task) => task.action === 'collect');
  const parked = [...locates, ...(collect ? [collect] : [])].find((task) => task.state === 'parked');
  if (parked)
    return {
      status: 'failed',
      since: parked.dueAt,
      retryBy: parked.deadline === '9999-12-31' ? undefined : dayOf(new Date(parked.deadline), zone),
    };
  const given = [...locates, ...(collect ? [collect] : [])]
    .map((task) => leftUndone(task.outcome))
    .find((reason) => reason !== null);
  if (given) return { status: 'not-searched', reason: given };
  if (tasks.length === 0 || tasks.some((task) => task.state !== 'done')) return { status: 'pending' };
  const searchedAt = locates.map((task) => task.doneAt!).sort((a, b) => b.getTime() - a.getTime())[0]!;
  const found = lesser ? collectionsHeld(tasks).length > 0 : collect !== undefined;
  return { status: found ? 'found' : 'nothing', searchedAt };
}
