import { digestOf } from '../versions/digest.js';

/** Settings that say where a connection leads. A secret given for one door is never sent to another. */
const PLACES = ['host', 'port', 'database', 'baseUrl', 'url', 'ssl'] as const;
/** Settings of the same kind that not every connector has: without them the door is the one it was before. */
const FURTHER_PLACES = ['address', 'tokenUrl', 'certificate', 'doors'] as const;

/**
 * Names the place that a connection leads to. Without this, whoever may edit a map but does not know its password could
 * have it sent to a host of her own by changing the address beside it.
 *
 * Encryption belongs to it: a password given for a verified connection does not travel over an open one.
 */
export function doorOf(connector: string, connection: Record<string, unknown>): Buffer {
  const places = PLACES.map((name) => [name, withoutReferences(connection[name]) ?? null]);
  const further = FURTHER_PLACES.flatMap((name) => {
    const place = withoutReferences(connection[name]);
    return place === undefined ? [] : [[name, place]];
  });
  return digestOf([connector, ...places, ...further]);
}

/** `sealed:<id>`: a secret that this service keeps itself. */
export const SEALED_REFERENCE = /^sealed:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** What stands sealed is no part of the address: it changes its reference with every new secret. */
function withoutReferences(value: unknown): unknown {
  if (typeof value === 'string') return SEALED_REFERENCE.test(value) ? undefined : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutReferences);
  const kept = Object.entries(value).map(([name, inner]) => [name, withoutReferences(inner)] as const);
  return Object.fromEntries(kept.filter(([, inner]) => inner !== undefined));
}
