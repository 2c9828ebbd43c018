import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/clock.js';
import { Tags } from '../../platform/crypto/tags.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { rowsIn } from './comparison.js';
import { digestOf, groupsOf, plannedPlace } from './item-plan.js';
import { ReplayFindings } from './replay-findings.js';
import type { Replay } from './replay.entity.js';
import { type ClaimedItem, ReplayItemsRepository } from './replay-items.repository.js';
import { type Compared, type OpenSystem, ReplayScenes } from './replay-scenes.js';

/** Counts what of each erasure is back, and seals what would be erased again. Touches nothing. */
@Injectable()
export class ReplayCounting {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ReplayItemsRepository,
    private readonly scenes: ReplayScenes,
    private readonly findings: ReplayFindings,
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  async run(replay: Replay, open: OpenSystem, claimed: readonly ClaimedItem[], signal: AbortSignal): Promise<void> {
    const compared = await this.scenes.look(replay.system, open, claimed, 'search', signal);
    const known = new Map(compared.map((one) => [one.item.id, one]));
    const at = this.clock.now();
    await this.transactions.run(async (tx) => {
      for (const item of await this.items.stillSo(tx, claimed)) {
        const one = known.get(item.id);
        if (one) {
          const strangers = await this.findings.of(tx, item, replay.system, one.set, one.comparison);
          await this.items.change(tx, item.id, this.counted(one, strangers), at);
        } else {
          await this.findings.open(tx, item, 'replay-without-key', replay.system);
          await this.items.change(tx, item.id, { state: 'finding', code: 'replay-without-key', done: true }, at);
        }
      }
    });
  }

  private counted({ item, set, key, comparison }: Compared, strangers: number) {
    const groups = groupsOf(comparison);
    const rows = rowsIn(groups);
    const counts = {
      again: rowsIn(comparison.again) + rowsIn(comparison.restrictions),
      more: rowsIn(comparison.more),
      strangers,
      kept: comparison.kept,
    };
    if (rows === 0) return { ...counts, state: strangers > 0 ? ('finding' as const) : ('clean' as const), done: true };
    const planned = { ...set, groups };
    return {
      ...counts,
      state: 'counted' as const,
      planned: key.seal(JSON.stringify(planned), plannedPlace(item.id)),
      digest: digestOf(groups, this.tags.digest('plan', 'replay')),
    };
  }
}
