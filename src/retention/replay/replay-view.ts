import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ReplayDto } from './replay.dto.js';
import { Replay } from './replay.entity.js';
import type { ItemState } from './replay-item.entity.js';
import { ReplayItemsRepository } from './replay-items.repository.js';

const MOST = 20;

/** How far replays are: counts alone. */
@Injectable()
export class ReplayView {
  constructor(private readonly items: ReplayItemsRepository) {}

  async latest(manager: EntityManager, system: string): Promise<ReplayDto[]> {
    const replays = await manager.find(Replay, {
      where: { system },
      order: { askedAt: 'DESC', id: 'DESC' },
      take: MOST,
    });
    return Promise.all(replays.map((replay) => this.of(manager, replay)));
  }

  async of(manager: EntityManager, replay: Replay): Promise<ReplayDto> {
    const counts: Record<ItemState, number> = await this.items.counts(manager, replay.id);
    const [records]: { again: number; more: number; strangers: number; kept: number }[] = await manager.query(
      `SELECT coalesce(sum(again), 0)::int AS again, coalesce(sum(more), 0)::int AS more, coalesce(sum(strangers), 0)::int AS strangers,
              coalesce(sum(kept), 0)::int AS kept FROM replay_item WHERE replay_id = $1`,
      [replay.id],
    );
    const { id, system, since, state, hash, askedAt, countedAt, approvedAt, singlePerson, endedAt } = replay;
    return {
      id,
      system,
      since,
      state,
      hash,
      askedAt,
      countedAt,
      approvedAt,
      singlePerson,
      endedAt,
      erasures: { erasures: Object.values(counts).reduce((sum, count) => sum + count, 0), ...counts },
      records: records!,
    };
  }
}
