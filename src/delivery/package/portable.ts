import type { Collection, SystemMap } from '../../datamap/language.js';

/** Consent and contract, for ordinary and special categories: the only bases under which Art. 20(1)(a) GDPR gives portability. */
const PORTABLE_BASES = /^(6\(1\)\(a\)|6\(1\)\(b\)|9\(2\)\(a\))/;

/**
 * The fields of a collection that portability covers: provided by the person or observed of her (WP 242 rev.01), never
 * derived or from third parties, and only where a purpose rests on consent or contract. Empty: nothing of it.
 */
export function portableFields(map: Pick<SystemMap, 'purposes'>, collection: Collection): ReadonlySet<string> {
  const purposes = [collection.purpose].flat();
  if (!purposes.some((purpose) => PORTABLE_BASES.test(map.purposes[purpose]?.basis ?? ''))) return new Set();
  return new Set(
    Object.entries(collection.fields)
      .filter(([, field]) => {
        const origin = typeof field === 'object' && !Array.isArray(field) ? (field.origin ?? 'provided') : 'provided';
        return origin === 'provided' || origin === 'observed';
      })
      .map(([name]) => name),
  );
}
