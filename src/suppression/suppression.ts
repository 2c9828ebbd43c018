import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../platform/clock/clock.js';
import type { CanonicalOptions } from '../platform/crypto/canonical.js';
import { Tags } from '../platform/crypto/tags.js';
import type { IdentifierProblem, SuppressionIdentifier } from './identifier.js';
import type { LiftReason } from './lift-reasons.js';
import { insertTombstones, liftTombstones, livingTombstones, tagsEver } from './suppression.repository.js';
import { TaggedBatch, type UnusableIdentifier } from './tagged-batch.js';

/** What the check says of one identifier. */
export type SuppressionVerdict =
  | { status: 'clear' }
  | {
      status: 'suppressed';
      since: Date;
      /** One for each person erased under this identifier: compare before saying that she is back (practice 17). */
      tombstones: { id: string; fingerprint: Buffer | null }[];
    }
  | { status: 'unusable'; code: IdentifierProblem };

/**
 * Who must not come back to a controller. Tombstones are keyed tags and outlive everything else we keep about an
 * erased person (practice 18). They never speak about another controller.
 */
@Injectable()
export class Suppression {
  constructor(
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes a tombstone for each identifier of one erased person; those that exist already stay as they are. In the
   * transaction that commits the intent to erase.
   *
   * @param fingerprint Keyed digest of who she was, if the records showed it.
   */
  async write(
    manager: EntityManager,
    controllerId: string,
    identifiers: readonly SuppressionIdentifier[],
    fingerprint: Buffer | null = null,
    options: CanonicalOptions = {},
  ): Promise<{ written: number; unusable: UnusableIdentifier[] }> {
    const batch = TaggedBatch.of(this.tags, 'suppression', identifiers, options);
    const entries = batch.distinct;
    const written =
      entries.length > 0 ? await insertTombstones(manager, controllerId, entries, fingerprint, this.clock.now()) : [];
    return { written: written.length, unusable: batch.unusable };
  }

  /**
   * As `write` for many people of one controller in one statement: in the transaction that commits their intents.
   *
   * @param unlessEver leave out those of whom any tombstone stands, also a lifted one: a deferred erasure finishes what
   * was begun years ago, and must not bury somebody who has come back since.
   * @returns for each person, how many tombstones are new.
   */
  async writeMany(
    manager: EntityManager,
    controllerId: string,
    people: readonly (readonly SuppressionIdentifier[])[],
    unlessEver: readonly boolean[] = [],
  ): Promise<number[]> {
    const batches = people.map((identifiers) => TaggedBatch.of(this.tags, 'suppression', identifiers));
    const doubtful = batches.flatMap((batch, at) => (unlessEver[at] ? batch.tags : []));
    const ever = doubtful.length > 0 ? await tagsEver(manager, controllerId, doubtful) : new Set<string>();
    const wanted = batches.map((batch, at) =>
      unlessEver[at] && batch.tags.some((tag) => ever.has(tag.toString('latin1'))) ? [] : batch.distinct,
    );
    const once = new Map(wanted.flat().map((entry) => [entry.tag.toString('latin1'), entry]));
    if (once.size === 0) return people.map(() => 0);
    const fresh = await insertTombstones(manager, controllerId, [...once.values()], null, this.clock.now());
    const names = new Set(fresh.map((tag) => tag.toString('latin1')));
    return wanted.map((entries) => entries.filter(({ tag }) => names.has(tag.toString('latin1'))).length);
  }

  /**
   * For imports and mailings, thousands at a time: is there a living tombstone? One verdict for each identifier, in
   * their order. Never the visible answer of a sign-up form: it would tell strangers who once was a customer.
   */
  async check(
    manager: EntityManager,
    controllerId: string,
    identifiers: readonly SuppressionIdentifier[],
    options: CanonicalOptions = {},
  ): Promise<SuppressionVerdict[]> {
    const batch = TaggedBatch.of(this.tags, 'suppression', identifiers, options);
    const tombstones = await livingTombstones(manager, controllerId, batch.tags);
    return batch.match(tombstones).map((one): SuppressionVerdict => {
      if (!one.ok) return { status: 'unusable', code: one.code };
      const [first] = one.rows;
      if (!first) return { status: 'clear' };
      return {
        status: 'suppressed',
        since: first.writtenAt,
        tombstones: one.rows.map(({ id, fingerprint }) => ({ id, fingerprint })),
      };
    });
  }

  /** Ends the tombstones of these identifiers at this controller, and nothing else: a marketing block stays. */
  async lift(
    manager: EntityManager,
    controllerId: string,
    identifiers: readonly SuppressionIdentifier[],
    reason: LiftReason,
    options: CanonicalOptions = {},
  ): Promise<{ lifted: number; unusable: UnusableIdentifier[] }> {
    const batch = TaggedBatch.of(this.tags, 'suppression', identifiers, options);
    const lifted = await liftTombstones(manager, controllerId, batch.tags, reason, this.clock.now());
    return { lifted, unusable: batch.unusable };
  }
}
