import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import { legalDay } from '../../laws/legal-day.js';
import type { Actor } from '../../ledger/ledger-entry.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/ids/ids.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import { Raise } from '../../requests/raise.js';
import { Replay } from './replay.entity.js';
import { ReplayItemsRepository } from './replay-items.repository.js';
import { RestoreGate } from './restore-gate.js';

const SERVICE: Actor = { role: 'service' };

export type ReplayApproval =
  | { outcome: 'approved'; singlePerson: boolean }
  /** `changed`: the hash is not that of what was counted. `not-waiting`: not counted yet, or approved already. */
  | { outcome: 'changed' | 'not-waiting' }
  /** She put the map in force by which it is erased (practice 28). */
  | { outcome: 'wrote-map' };

/** A replay from being asked for to its end: counted, approved by an officer, applied. */
@Injectable()
export class Replays {
  constructor(
    private readonly items: ReplayItemsRepository,
    private readonly gate: RestoreGate,
    private readonly maps: DataMaps,
    private readonly raise: Raise,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @param controllers slugs whose erasures she who asks may see; all if null */
  async ask(
    manager: EntityManager,
    system: string,
    since: Date,
    controllers: readonly string[] | null,
    staffId: string,
  ): Promise<string> {
    const at = this.clock.now();
    const replay = manager.create(Replay, {
      id: newId(),
      system,
      since,
      state: 'counting',
      hash: null,
      askedAt: at,
      askedBy: staffId,
      countedAt: null,
      approvedAt: null,
      approvedBy: null,
      singlePerson: false,
      endedAt: null,
    });
    await manager.insert(Replay, replay);
    await this.items.gather(manager, replay, controllers, at);
    await this.raise.signal(manager, 'retention.replay', replay.id);
    return replay.id;
  }

  locked(manager: EntityManager, id: string): Promise<Replay | null> {
    return manager.findOne(Replay, { where: { id }, lock: { mode: 'pessimistic_write' } });
  }

  /** Everything is counted: what would be erased again has a hash, and waits for an officer. */
  async counted(manager: EntityManager, replay: Replay): Promise<void> {
    const at = this.clock.now();
    const rows: { taskId: string; digest: string; rows: number }[] = await manager.query(
      `SELECT task_id AS "taskId", digest, again + more AS rows FROM replay_item
       WHERE replay_id = $1 AND state = 'counted' ORDER BY task_id`,
      [replay.id],
    );
    const lines = rows.map(({ taskId, digest }) => `${taskId} ${digest}`);
    const text = [`replay ${replay.id}`, `system ${replay.system}`, ...lines].join('\n');
    const digest = hash('sha256', text, 'hex');
    await manager.update(Replay, { id: replay.id }, { state: 'counted', hash: digest, countedAt: at });
    await this.ledger.append(manager, {
      kind: 'replay.counted',
      by: SERVICE,
      at,
      data: {
        replay: replay.id,
        system: replay.system,
        since: replay.since.toISOString(),
        erasures: rows.length,
        rows: rows.reduce((sum, one) => sum + one.rows, 0),
        hash: digest,
      },
    });
    if (rows.length === 0) await this.end(manager, replay);
  }

  /** An officer's word for exactly what was counted. */
  async approve(
    manager: EntityManager,
    replay: Replay,
    given: string,
    staffId: string,
    by: Actor,
  ): Promise<ReplayApproval> {
    if (replay.state !== 'counted') return { outcome: 'not-waiting' };
    if (replay.hash !== given) return { outcome: 'changed' };
    const wroteMap = await this.wroteMap(manager, replay.system, staffId);
    if (wroteMap && !(await this.singleAllowed(manager, replay))) return { outcome: 'wrote-map' };
    const at = this.clock.now();
    await manager.update(
      Replay,
      { id: replay.id },
      { state: 'applying', approvedAt: at, approvedBy: staffId, singlePerson: wroteMap },
    );
    await this.ledger.append(manager, {
      kind: 'replay.approved',
      by,
      at,
      data: { replay: replay.id, hash: given, singlePerson: wroteMap },
    });
    await this.raise.signal(manager, 'retention.replay', replay.id);
    return { outcome: 'approved', singlePerson: wroteMap };
  }

  /** Nothing is left that a machine may do. */
  async end(manager: EntityManager, replay: Replay): Promise<void> {
    const at = this.clock.now();
    await manager.update(Replay, { id: replay.id }, { state: 'ended', endedAt: at });
    const counts = await this.items.counts(manager, replay.id);
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    await this.ledger.append(manager, {
      kind: 'replay.ended',
      by: SERVICE,
      at,
      data: { replay: replay.id, system: replay.system, clean: counts.clean, open: all - counts.clean },
    });
    await this.gate.clear(manager, replay.system, SERVICE);
  }

  private async wroteMap(manager: EntityManager, system: string, staffId: string): Promise<boolean> {
    const current = await this.maps.ofSystem(manager, system);
    return current !== null && (await this.maps.authors(manager, [current.id])).includes(staffId);
  }

  /** Every controller whose erasures are replayed must allow it, on its own legal day. */
  private async singleAllowed(manager: EntityManager, replay: Replay): Promise<boolean> {
    const controllers = await manager
      .createQueryBuilder(LegalController, 'k')
      .where(`k.id IN (SELECT controller_id FROM replay_item WHERE replay_id = :id AND state = 'counted')`, {
        id: replay.id,
      })
      .getMany();
    return controllers.every(({ policy, zone }) => {
      const until = policy.singlePersonUntil;
      const today = legalDay(this.clock.now(), zone);
      return until !== undefined && Temporal.PlainDate.compare(Temporal.PlainDate.from(until), today) >= 0;
    });
  }
}
