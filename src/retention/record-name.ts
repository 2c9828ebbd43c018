import type { Key } from '../connectors/kit/contract.js';
import { keyText } from '../work/effect-set.js';

/** A record of a system as one string, for maps. */
export function recordName({ collection, key }: { collection: string; key: Key }): string {
  return `${collection}\u0000${keyText(key)}`;
}
