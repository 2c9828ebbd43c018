import type { SystemMap } from '../datamap/language.js';

export interface SystemOwner {
  name: string;
  email: string;
  language?: 'de' | 'en';
  /** The other company, where the owner is not of ours. */
  processor?: string;
}

/** Who works the system by hand, as its map says; null where the map names nobody. */
export function ownerOf(map: SystemMap): SystemOwner | null {
  const { owner, processor } = map.connection as { owner?: SystemOwner; processor?: string };
  if (typeof owner?.name !== 'string' || typeof owner.email !== 'string') return null;
  return { ...owner, ...(processor === undefined ? {} : { processor }) };
}
