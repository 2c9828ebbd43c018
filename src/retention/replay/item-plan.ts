import { hash } from 'node:crypto';
import type { ErasePerson } from '../../connectors/kit/contract.js';
import type { EffectGroup, EffectSet } from '../../work/effect-set.js';
import { recordName } from '../record-name.js';
import { type Comparison, rowsIn } from './comparison.js';

export const plannedPlace = (id: string) => ({ table: 'replay_item', row: id, column: 'planned' });

/** Everything that a replay would do to one person's records in the system. */
export function groupsOf({ again, restrictions, more }: Comparison): EffectGroup[] {
  return [...again, ...restrictions, ...more];
}

/** Is the system as it was left, as far as can be seen? */
export function isClean({ again, more }: Comparison): boolean {
  return rowsIn(again) + rowsIn(more) === 0;
}

/** Keyed digest over what is to be done, sorted: equal for equal plans, and nothing can be read from it. */
export function digestOf(groups: readonly EffectGroup[], keyed: (value: string) => string): string {
  return hash('sha256', keyed(linesOf(groups).sort().join('\n')), 'hex');
}

/** Does what was approved cover what is to be done now? Less may be left by now, more may not. */
export function covers(approved: readonly EffectGroup[], now: readonly EffectGroup[]): boolean {
  const lines = new Set(linesOf(approved));
  return linesOf(now).every((line) => lines.has(line));
}

function linesOf(groups: readonly EffectGroup[]): string[] {
  return groups.flatMap(({ collection, action, verdict, rows }) =>
    rows.map(({ key }) => `${recordName({ collection, key })}\u0000${action}\u0000${verdict}`),
  );
}

/** As the connector is told, with every fingerprint to be compared once more under lock. */
export function toPerson(person: string, set: EffectSet, groups: readonly EffectGroup[]): ErasePerson {
  return {
    person,
    identifiers: set.identifiers,
    guards: groups.flatMap(({ collection, rows }) =>
      rows.flatMap(({ key, fingerprint }) => (fingerprint ? [{ collection, key, fingerprint }] : [])),
    ),
    steps: groups.map(({ collection, action, rows, mask, set: restrict }) => ({
      collection,
      action: action as 'delete' | 'mask' | 'release',
      keys: rows.map(({ key }) => key),
      ...(mask ? { mask } : {}),
      ...(restrict ? { set: restrict } : {}),
    })),
  };
}
