import type { Digest, Identifier, Key, LocatedRecord } from '../contract.js';
import { alreadyMasked } from '../masking/already-masked.js';
import type { RawRow } from './dialect.js';
import { fingerprintOf } from './fingerprint.js';
import type { Hit } from './link-index.js';
import type { CollectionPlan } from './locate-plan.js';
import type { PeopleKnown } from './people-known.js';

/** Writes down what a located row says: facts, identifiers, digests. */
export class RecordBuilder {
  constructor(
    private readonly digest: Digest,
    private readonly known: PeopleKnown | null,
  ) {}

  build(
    plan: CollectionPlan,
    row: RawRow,
    key: Key,
    person: string,
    reach: { via: LocatedRecord['via']; matched: Identifier[]; owner: Hit | null },
  ): LocatedRecord {
    const { collection, reader } = plan;
    const shows = collection.identifiedBy.length > 0 ? reader.shows(row) : [];
    if (this.known && reach.via !== 'shared') {
      const names = plan.names.map((column) => reader.scalar(row, column)).filter((name) => typeof name === 'string');
      this.known.learn(person, shows, names);
    }
    const record: LocatedRecord = {
      person,
      collection: collection.name,
      key,
      via: reach.via,
      facts:
        collection.facts.length === 0
          ? {}
          : Object.fromEntries(collection.facts.map((column) => [column.name, reader.scalar(row, column)])),
      shows,
      digests: plan.mask.length === 0 ? {} : this.digests(plan, row, person),
    };
    if (reach.via === 'identity') record.matched = reach.matched;
    if (reach.via === 'owned' && reach.owner) {
      record.owner = { collection: reach.owner.collection, key: reach.owner.key };
    }
    if (collection.identifying.length > 0) {
      const fingerprint = fingerprintOf(collection, reader.identity(row), this.digest);
      if (fingerprint !== undefined) record.fingerprint = fingerprint;
    }
    return record;
  }

  /** Only of values that the mask would change: the others are no evidence that anything was done. */
  private digests(plan: CollectionPlan, row: RawRow, person: string): Record<string, string> {
    const digests: Record<string, string> = {};
    for (const { column, strategy } of plan.mask) {
      const value = plan.reader.scalar(row, column);
      const redactor = strategy !== null && 'redact' in strategy ? (this.known?.redactor(person) ?? null) : null;
      if (value === null || alreadyMasked(strategy, value, column, redactor)) continue;
      digests[column.name] = fieldDigest(this.digest, plan.collection.name, column.name, String(value));
    }
    return digests;
  }
}

/** The digest of a field's value, bound to its place so that equal values elsewhere look different. */
export function fieldDigest(digest: Digest, collection: string, field: string, value: string): string {
  return digest(`${collection}\u0000${field}\u0000${value}`);
}
