import { canonicalise, type CanonicalOptions, type CanonicalProblem } from '../platform/crypto/canonical.js';
import type { TagPurpose } from '../platform/crypto/tag-purposes.js';
import type { Tags } from '../platform/crypto/tags.js';

/**
 * Whom a tombstone or a block is about: a value (any spelling; it is brought into its canonical form here), or the
 * SHA-256 of the canonical form as 64 hex digits, from senders who do not wish to hand over the value.
 */
export type SuppressionIdentifier = { kind: string; value: string } | { kind: string; sha256: string };

export type IdentifierProblem = CanonicalProblem | 'not-a-hash';

export type Tagged = { ok: true; kind: string; tag: Buffer } | { ok: false; code: IdentifierProblem };

export function tagged(
  tags: Tags,
  purpose: TagPurpose,
  identifier: SuppressionIdentifier,
  options: CanonicalOptions = {},
): Tagged {
  const { kind } = identifier;
  if ('sha256' in identifier) {
    if (!/^[0-9a-f]{64}$/i.test(identifier.sha256)) return { ok: false, code: 'not-a-hash' };
    return { ok: true, kind, tag: tags.tagOfHash(purpose, kind, Buffer.from(identifier.sha256, 'hex')) };
  }
  const canonical = canonicalise(kind, identifier.value, options);
  return canonical.ok ? { ok: true, kind, tag: tags.tag(purpose, kind, canonical.value) } : canonical;
}
