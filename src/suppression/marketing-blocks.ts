import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import type { CanonicalOptions } from '../platform/crypto/canonical.js';
import { Tags } from '../platform/crypto/tags.js';
import type { IdentifierProblem, SuppressionIdentifier } from './identifier.js';
import type { BlockReason, UnblockReason } from './lift-reasons.js';
import { insertBlocks, liftBlocks, livingBlocks } from './suppression.repository.js';
import { TaggedBatch, type UnusableIdentifier } from './tagged-batch.js';

/** What the block list says of one identifier. */
export type MarketingVerdict =
  | { status: 'clear' }
  | { status: 'blocked'; since: Date; reason: BlockReason }
  | { status: 'unusable'; code: IdentifierProblem };

/**
 * The marketing block list of a controller (Art. 21(3) GDPR), as keyed tags, so that it can outlive an erasure
 * (practice 15) and say nothing about anybody who is not asked for.
 */
@Injectable()
export class MarketingBlocks {
  constructor(
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  /** Blocks each identifier; those that are blocked already keep their first date and reason. */
  async write(
    manager: EntityManager,
    controllerId: string,
    identifiers: readonly SuppressionIdentifier[],
    reason: BlockReason,
    options: CanonicalOptions = {},
  ): Promise<{ written: number; unusable: UnusableIdentifier[] }> {
    const batch = TaggedBatch.of(this.tags, 'marketing-block', identifiers, options);
    const entries = batch.distinct;
    const written =
      entries.length > 0 ? await insertBlocks(manager, controllerId, entries, reason, this.clock.now()) : 0;
    return { written, unusable: batch.unusable };
  }

  /** One verdict for each identifier, in their order. */
  async check(
    manager: EntityManager,
    controllerId: string,
    identifiers: readonly SuppressionIdentifier[],
    options: CanonicalOptions = {},
  ): Promise<MarketingVerdict[]> {
    const batch = TaggedBatch.of(this.tags, 'marketing-block', identifiers, options);
    const blocks = await livingBlocks(manager, controllerId, batch.tags);
    return batch.match(blocks).map((one): MarketingVerdict => {
      if (!one.ok) return { status: 'unusable', code: one.code };
      const [block] = one.rows;
      return block ? { status: 'blocked', since: block.writtenAt, reason: block.reason } : { status: 'clear' };
    });
  }

  /** Ends blocks, at the person's own word alone or because they were entered in error. */
  async lift(
    manager: EntityManager,
    controllerId: string,
    identifiers: readonly SuppressionIdentifier[],
    reason: UnblockReason,
    options: CanonicalOptions = {},
  ): Promise<{ lifted: number; unusable: UnusableIdentifier[] }> {
    const batch = TaggedBatch.of(this.tags, 'marketing-block', identifiers, options);
    const lifted = await liftBlocks(manager, controllerId, batch.tags, reason, this.clock.now());
    return { lifted, unusable: batch.unusable };
  }
}
