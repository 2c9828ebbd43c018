import type { Identifier, Key } from '../../connectors/kit/contract.js';
import { keyOf } from '../../datamap/forms.js';
import type { Strategy, SystemMap } from '../../datamap/language.js';
import type { EffectGroup, EffectRow } from '../effect-set.js';

/** A record that shows who the others are about, as it was when they were put off. */
export interface Anchor {
  collection: string;
  key: Key;
  /** Before the mask below was laid over it. */
  fingerprint: string;
  /** Fields that the erasure blanked or replaced then: they say nothing about who it is now. */
  mask: Record<string, Strategy>;
}

/** What a deferred erasure must know years later, when case, plan and their keys are gone. */
export interface DeferredContent {
  v: 1;
  rows: EffectRow[];
  /** The fields of these rows that were masked when they were put off. */
  mask: Record<string, Strategy>;
  anchors: Anchor[];
  /** By which the person's records are found again in this system. */
  identifiers: Identifier[];
}

const stays = ({ action }: EffectGroup): boolean => action === 'mask' || action === 'none';

/** The records of an erasure that stay and tell whose the others are. */
export function anchorsOf(map: SystemMap, groups: readonly EffectGroup[]): Anchor[] {
  return groups
    .filter((group) => stays(group) && map.collections[group.collection]?.identifiedBy)
    .flatMap((group) =>
      group.rows.flatMap(({ key, fingerprint }) =>
        fingerprint ? [{ collection: group.collection, key, fingerprint, mask: group.mask ?? {} }] : [],
      ),
    );
}

/**
 * Identifiers that are the very keys of the records that stay (a customer number that is the primary key): they lead to
 * them also when every other identifier has been masked. Whether the key is still hers, the fingerprint tells.
 */
export function keyIdentifiers(map: SystemMap, groups: readonly EffectGroup[]): Identifier[] {
  return groups.filter(stays).flatMap((group) => {
    const collection = map.collections[group.collection];
    const key = collection ? keyOf(collection) : [];
    const kinds = Object.entries(collection?.identifiedBy ?? {}).filter(
      ([, column]) => key.length === 1 && column === key[0],
    );
    return kinds.flatMap(([kind]) => group.rows.map((row) => ({ kind, value: String(row.key[0]) })));
  });
}
