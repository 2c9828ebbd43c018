import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Localised } from '../../datamap/language.js';
import { recipientsFor } from '../../datamap/forms.js';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { Laws } from '../../laws/laws.js';
import { dayOf } from '../../letters/formats.js';
import { LetterFrame } from '../../letters/letter-frame.js';
import { Letters } from '../../letters/letters.js';
import { leftUndone, SystemOutcomes } from '../../letters/system-outcomes.js';
import { Letter } from '../../letters/letter.entity.js';
import { Clock } from '../../platform/clock/clock.js';
import { eraseOn } from '../../requests/copy-first.js';
import { Identifiers } from '../../requests/identifiers.js';
import { isCopy } from '../../requests/road.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { SubjectRequest } from '../../requests/request.entity.js';
import { Errand } from '../../work/errand.entity.js';
import { Task } from '../../work/task.entity.js';
import { DataPackage } from '../package/data-package.entity.js';
import { Systems } from '../../work/systems.js';
import { KeptAboutHer } from './kept-about-her.js';

/** Counted over a request; see `standing.ts`. */
export interface Standing {
  /** Tasks, searches and errands that have not ended. */
  outstanding: number;
  done: number;
  /** Records that the search found. */
  found: number;
  retained: number;
  refused: number;
  /** Records whose outcome could not be shown. */
  unshown: number;
}

const DAY_MS = 86_400_000;

/** Writes the letter that answers a request: which one, and with what, by the effect and how far it is. */
@Injectable()
export class AnswerLetters {
  constructor(
    private readonly letters: Letters,
    private readonly frame: LetterFrame,
    private readonly outcomes: SystemOutcomes,
    private readonly identifiers: Identifiers,
    private readonly maps: DataMaps,
    private readonly systems: Systems,
    private readonly laws: Laws,
    private readonly kept: KeptAboutHer,
    private readonly clock: Clock,
  ) {}

  async write(
    manager: EntityManager,
    file: CaseFile,
    effect: string,
    standing: Standing,
    first: boolean,
  ): Promise<void> {
    const contact = await this.identifiers.contact(manager, file.case.id);
    const to = contact;
    if (isCopy(effect)) return this.copy(manager, file, to, standing);
    if (effect === 'erasure' && first && nothingAtAll(standing)) return this.nothingFound(manager, file, to);
    if (effect === 'opt_out') return this.optOut(manager, file, to, standing);
    const systems = await this.outcomes.of(manager, file);
    const { right } = file.request;
    if (standing.outstanding > 0) {
      await this.letters.write(manager, { file, to, kind: 'partial-answer', once: 'first', data: { right, systems } });
    } else if (!first) {
      const earlier = dayOf(file.request.firstAnsweredAt!, file.controller.zone);
      await this.letters.write(manager, {
        file,
        to,
        kind: 'supplement',
        once: 'last',
        data: {
          right,
          systems,
          earlier,
          complete: true,
          ...(effect === 'erasure' ? { kept: await this.kept.of(manager, file) } : {}),
        },
      });
    } else if (effect === 'erasure') {
      await this.letters.write(manager, {
        file,
        to,
        kind: 'erasure-answer',
        once: 'first',
        data: {
          systems,
          kept: await this.kept.of(manager, file),
          recipients: await this.recipients(manager, file),
          receipt: true,
        },
      });
    } else {
      await this.letters.write(manager, { file, to, kind: 'measures-answer', once: 'first', data: { right, systems } });
    }
  }

  private async copy(manager: EntityManager, file: CaseFile, to: string | null, standing: Standing): Promise<void> {
    const built = await manager.findOneBy(DataPackage, { requestId: file.request.id, superseded: false });
    if (!built) return;
    const summary = built.summary ?? { searched: 0, of: 0, records: 0, withheld: 0 };
    const pieces = built.kind !== 'categories';
    if (summary.records === 0 && nothingAtAll(standing)) return this.nothingFound(manager, file, to);
    if (pieces && summary.records === 0 && standing.outstanding > 0) {
      const data = { right: file.request.right, systems: await this.outcomes.of(manager, file) };
      await this.letters.write(manager, { file, to, kind: 'partial-answer', once: 'first', data });
      return;
    }
    const { policy } = file.controller;
    const expires = new Date(this.clock.now().getTime() + policy.downloadDays * DAY_MS);
    await manager.update(DataPackage, { id: built.id }, { expiresAt: expires });
    const coverage = { searched: summary.searched, of: summary.of };
    const prove = pieces ? {} : { prove: policy.login ? ('login' as const) : ('officer' as const) };
    if (file.case.replyBy === 'post') {
      await this.letters.write(manager, {
        file,
        to,
        kind: 'package-by-post',
        once: built.id,
        data: { package: built.kind, coverage, withheld: summary.withheld, ...prove },
      });
      return;
    }
    const waits = await this.erasureWaits(manager, file, standing);
    await this.letters.write(manager, {
      file,
      to,
      kind: 'package-ready',
      once: built.id,
      data: {
        package: built.kind,
        link: this.frame.caseLink(file),
        expires,
        times: policy.downloads,
        coverage,
        withheld: summary.withheld,
        ...prove,
        ...(waits ? { erasureWaits: waits } : {}),
      },
    });
  }

  /**
   * What an erasure of hers waits for, as the letter says it: her word, or the day that follows from her choice. The day
   * counts only when the copy is whole, and because she is told.
   */
  private async erasureWaits(
    manager: EntityManager,
    file: CaseFile,
    standing: Standing,
  ): Promise<'for-her-word' | string | null> {
    const waiting = await manager.findOneBy(SubjectRequest, { afterRequestId: file.request.id });
    if (!waiting) return null;
    if (waiting.eraseAfterDays === null || standing.outstanding > 0) return 'for-her-word';
    const day = waiting.eraseOn ?? eraseOn(this.clock.now(), waiting.eraseAfterDays, file.controller).toString();
    await manager.query(`UPDATE request SET erase_on = $2 WHERE id = $1`, [waiting.id, day]);
    return day;
  }

  private async nothingFound(manager: EntityManager, file: CaseFile, to: string | null): Promise<void> {
    const tasks = await manager.findBy(Task, { requestId: file.request.id, action: 'locate', state: 'done' });
    const known = await this.identifiers.ofCase(manager, file.case.id);
    const systems = new Map<string, { title: string | { de: string; en: string }; on: string }>();
    const notSearched = new Map<string, { title: string | { de: string; en: string }; reason: Localised }>();
    for (const task of tasks) {
      const { map } = await this.systems.open(task.mapId);
      const reason = leftUndone(task.outcome);
      if (reason) {
        notSearched.set(task.system, { title: map.title, reason });
        continue;
      }
      systems.set(task.system, { title: map.title, on: dayOf(task.doneAt!, file.controller.zone) });
    }
    await this.letters.write(manager, {
      file,
      to,
      kind: 'nothing-found',
      once: 'first',
      data: {
        searchedWith: known.filter((one) => one.proven && one.round === 0).map((one) => one.value),
        systems: [...systems.values()],
        notSearched: [...notSearched.values()],
      },
    });
  }

  /** Honoured only when every system that sells has acknowledged; until then received, naming the rest (practice 19). */
  private async optOut(manager: EntityManager, file: CaseFile, to: string | null, standing: Standing): Promise<void> {
    if (file.request.right !== 'do_not_sell' && file.request.right !== 'limit_use') return;
    const { right } = file.request;
    const zone = file.controller.zone;
    const receivedOn = dayOf(file.case.receivedAt, zone);
    const tasks = await manager.findBy(Task, { requestId: file.request.id, action: 'optOut' });
    const acknowledged = tasks.filter((task) => task.state === 'done' && !leftUndone(task.outcome));
    const titled = async (task: Task) => ({
      title: (await this.systems.open(task.mapId)).map.title,
      on: dayOf(task.doneAt ?? task.dueAt, zone),
    });
    if (standing.outstanding === 0 && standing.refused === 0) {
      await this.letters.write(manager, {
        file,
        to,
        kind: 'optout-honoured',
        once: 'honoured',
        data: {
          right,
          receivedOn,
          systems: await Promise.all(acknowledged.map(titled)),
          told: await this.soldTo(manager, file),
          ...this.seenOnlyHere(file),
        },
      });
      return;
    }
    const open = tasks.filter((task) => !acknowledged.includes(task));
    await this.letters.write(manager, {
      file,
      to,
      kind: 'optout-received',
      once: 'received',
      data: {
        right,
        receivedOn,
        honouredBy: file.request.dueOn ?? receivedOn,
        acknowledged: (await Promise.all(acknowledged.map(titled))).map(({ title }) => title),
        outstanding: (await Promise.all(open.map(titled))).map(({ title }) => title),
        ...this.seenOnlyHere(file),
      },
    });
  }

  private async soldTo(manager: EntityManager, file: CaseFile): Promise<string[]> {
    const systems = await this.maps.forController(manager, file.controller.id);
    const names = systems.flatMap(({ map }) =>
      recipientsFor(map, file.controller.slug)
        .filter((one) => one.sold && one.contact)
        .map((one) => one.name),
    );
    return [...new Set(names)];
  }

  /** A signal that came with the submission was seen on this page and nowhere else (practice 19). */
  private seenOnlyHere(file: CaseFile): { seenOnlyOn?: string } {
    return file.case.signal === null ? {} : { seenOnlyOn: this.frame.host };
  }

  /** Those who were told, and those whom somebody has yet to tell; no others. */
  private async recipients(
    manager: EntityManager,
    file: CaseFile,
  ): Promise<{ name: string; told: 'told' | 'asked' | 'not-reachable' }[]> {
    const right = this.laws.pinned(file.request.law).right(file.request.right);
    const notices = await manager.findBy(Letter, { requestId: file.request.id, kind: 'recipient-notice' });
    const told = new Set(notices.map((notice) => notice.once.split('/').slice(2).join('/')));
    const systems = await this.maps.forController(manager, file.controller.id);
    const concerned = systems
      .flatMap(({ slug, map }) =>
        recipientsFor(map, file.controller.slug).map((recipient) => ({ ...recipient, system: slug })),
      )
      .filter((one) => right.tells && (right.tells.roles.includes(one.role) || (right.tells.sold && one.sold)));
    const errands = await manager.findBy(Errand, { requestId: file.request.id, kind: 'recipient-to-be-told' });
    const byHand = new Map(errands.map((errand) => [errand.system, errand.outcome]));
    const standing = concerned.flatMap(({ name, contact, system }) => {
      if (contact) return told.has(name) ? [{ name, told: 'told' as const }] : [];
      if (!byHand.has(system)) return [];
      return [{ name, told: byHand.get(system) === 'done-by-hand' ? ('told' as const) : ('not-reachable' as const) }];
    });
    return [...new Map(standing.map((one) => [one.name, one])).values()];
  }
}

/** Searched everywhere, and nothing was there: the only case in which that is said (practice 6). */
function nothingAtAll({ found, done, retained, refused, outstanding }: Standing): boolean {
  return found + done + retained + refused + outstanding === 0;
}
