import type { Strategy } from '../../datamap/language.js';
import type { Identifier, LocateBatch, LocatedRecord } from '../kit/contract.js';
import { alreadyMasked } from '../kit/masking/already-masked.js';
import { fingerprintOf } from '../kit/sql/fingerprint.js';
import { factColumns } from '../../datamap/map-facts.js';
import { PeopleKnown } from '../kit/sql/people-known.js';
import { fieldDigest } from '../kit/sql/record-builder.js';
import type { RestRecord } from './record.js';
import type { RestContext } from './resolved.js';

/** Writes down what a located record says: facts, identifiers, digests. */
export class LocatedBuilder {
  private readonly known: PeopleKnown | null;

  constructor(
    context: RestContext,
    private readonly batch: LocateBatch,
  ) {
    const redacts = [...context.collections.values()].some(({ mask }) =>
      mask.some(([, strategy]) => isRedaction(strategy)),
    );
    this.known = redacts ? new PeopleKnown(batch.people) : null;
  }

  build(
    record: RestRecord,
    person: string,
    reach:
      | { via: 'identity'; matched: Identifier[] }
      | { via: 'owned'; owner: NonNullable<LocatedRecord['owner']>; otherHolders?: number },
  ): LocatedRecord {
    const { resolved } = record;
    const shows = record.shows();
    this.known?.learn(
      person,
      shows,
      resolved.names.flatMap((field) => record.texts(field)),
    );
    const fingerprint =
      resolved.identifying.length > 0 ? fingerprintOf(resolved, record.identity(), this.batch.digest) : undefined;
    return {
      person,
      collection: resolved.name,
      key: record.key,
      ...reach,
      facts: Object.fromEntries(factColumns(resolved.collection).map((field) => [field, record.scalar(field)])),
      shows,
      digests: this.digests(record, person),
      ...(fingerprint === undefined ? {} : { fingerprint }),
    };
  }

  /** Only of values that the mask would change: the others are no evidence that anything was done. */
  private digests(record: RestRecord, person: string): Record<string, string> {
    const { resolved } = record;
    return Object.fromEntries(
      resolved.mask.flatMap(([field, strategy]) => {
        // The system cuts these, and may go on to show a number that leads to nobody.
        if (resolved.rest.fields[field]?.cut) return [];
        const value = record.scalar(field);
        const redactor = isRedaction(strategy) ? (this.known?.redactor(person) ?? null) : null;
        if (value === null || value === '' || alreadyMasked(strategy, value, record.shape(field), redactor)) return [];
        return [[field, fieldDigest(this.batch.digest, resolved.name, field, String(value))]];
      }),
    );
  }
}

export const isRedaction = (strategy: Strategy): boolean => strategy !== null && 'redact' in strategy;
