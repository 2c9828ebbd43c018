import type { CanonicalOptions } from '../platform/crypto/canonical.js';
import type { TagPurpose } from '../platform/crypto/tag-purposes.js';
import type { Tags } from '../platform/crypto/tags.js';
import { tagged, type IdentifierProblem, type SuppressionIdentifier, type Tagged } from './identifier.js';
import type { TaggedKind } from './suppression.repository.js';

/** One identifier of a batch that cannot be used, by its place in it. */
export interface UnusableIdentifier {
  index: number;
  code: IdentifierProblem;
}

/** The identifiers of a call with their tags: in order, and once each. */
export class TaggedBatch {
  private constructor(private readonly all: readonly Tagged[]) {}

  static of(
    tags: Tags,
    purpose: TagPurpose,
    identifiers: readonly SuppressionIdentifier[],
    options: CanonicalOptions = {},
  ): TaggedBatch {
    return new TaggedBatch(identifiers.map((identifier) => tagged(tags, purpose, identifier, options)));
  }

  get distinct(): TaggedKind[] {
    const byTag = new Map(this.all.filter((one) => one.ok).map(({ kind, tag }) => [name(tag), { kind, tag }]));
    return [...byTag.values()];
  }

  get tags(): Buffer[] {
    return this.distinct.map(({ tag }) => tag);
  }

  get unusable(): UnusableIdentifier[] {
    return this.all.flatMap((one, index) => (one.ok ? [] : [{ index, code: one.code }]));
  }

  /** For each identifier, in the order given, the rows that bear its tag, or why it cannot be used. */
  match<Row extends { tag: Buffer }>(rows: readonly Row[]): ({ ok: true; rows: Row[] } | (Tagged & { ok: false }))[] {
    const byTag = new Map<string, Row[]>();
    for (const row of rows) byTag.set(name(row.tag), [...(byTag.get(name(row.tag)) ?? []), row]);
    return this.all.map((one) => (one.ok ? { ok: true, rows: byTag.get(name(one.tag)) ?? [] } : one));
  }
}

function name(tag: Buffer): string {
  return tag.toString('latin1');
}
