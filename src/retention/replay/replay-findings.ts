import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { Suppression } from '../../suppression/suppression.js';
import { Errands } from '../../work/errands.js';
import type { EffectSet } from '../../work/effect-set.js';
import type { FindingKind } from '../../work/finding-kinds.js';
import type { Comparison } from './comparison.js';
import type { ClaimedItem } from './replay-items.repository.js';

/** What a replay must leave to a person, as errands of the erasure it is about. */
@Injectable()
export class ReplayFindings {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly errands: Errands,
    private readonly suppression: Suppression,
  ) {}

  async open(manager: EntityManager, item: ClaimedItem, kind: FindingKind, system: string, place = ''): Promise<void> {
    const file = (await this.requests.file(manager, item.requestId))!;
    await this.errands.openFor(manager, file, { kind, system, ...(place ? { place } : {}) });
  }

  /** @returns how many records a person must look at; an errand tells her where. */
  async of(
    manager: EntityManager,
    item: ClaimedItem,
    system: string,
    set: EffectSet,
    { strangers, details }: Comparison,
  ): Promise<number> {
    if (strangers.length > 0) await this.open(manager, item, 'key-reused', system, placesOf(strangers));
    // Whoever has come back lawfully is no finding.
    const watched = details.length > 0 && (await this.isSuppressed(manager, item, set));
    if (watched) await this.open(manager, item, 'details-back', system, placesOf(details));
    return strangers.length + (watched ? details.length : 0);
  }

  private async isSuppressed(manager: EntityManager, item: ClaimedItem, set: EffectSet): Promise<boolean> {
    const verdicts = await this.suppression.check(manager, item.controllerId, set.identifiers);
    return verdicts.some(({ status }) => status === 'suppressed');
  }
}

function placesOf(records: readonly { collection: string }[]): string {
  return [...new Set(records.map(({ collection }) => collection))].sort().join(', ');
}
