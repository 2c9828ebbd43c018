import type { Scalar, Strategy } from '../../../datamap/language.js';
import type { ErasePerson, EraseStep, Key, RefusalReason } from '../contract.js';
import { Refused } from '../errors.js';
import { required, type ResolvedMap, scopeOf } from './resolved-map.js';
import { type KeyName, keyName } from './key-name.js';
import { columnOf } from './statement.js';

/** Keys of one collection by their name, each with the people for whose sake it is touched. */
export type KeysOfPeople = Map<KeyName, { key: Key; people: string[] }>;

export interface MaskGroup {
  collection: string;
  mask: Record<string, Strategy>;
  set: Record<string, Scalar>;
  keys: KeysOfPeople;
}

/** The steps of all people, put together so that a statement serves the whole batch. */
export interface EraseWork {
  masks: MaskGroup[];
  deletes: Map<string, KeysOfPeople>;
  releases: Map<string, KeysOfPeople>;
}

export function combine(people: readonly ErasePerson[]): EraseWork {
  const masks = new Map<string, MaskGroup>();
  const work: EraseWork = { masks: [], deletes: new Map(), releases: new Map() };
  for (const { person, steps } of people) {
    for (const step of steps) {
      if (step.action === 'mask') {
        const name = JSON.stringify([step.collection, step.mask, step.set]);
        const group = masks.get(name) ?? {
          collection: step.collection,
          mask: step.mask ?? {},
          set: step.set ?? {},
          keys: new Map(),
        };
        masks.set(name, group);
        addKeys(group.keys, step.keys, person);
      } else {
        const into = step.action === 'delete' ? work.deletes : work.releases;
        const keys: KeysOfPeople = into.get(step.collection) ?? new Map();
        into.set(step.collection, keys);
        addKeys(keys, step.keys, person);
      }
    }
  }
  work.masks = [...masks.values()];
  return work;
}

function addKeys(into: KeysOfPeople, keys: readonly Key[], person: string): void {
  for (const key of keys) {
    const name = keyName(key);
    const known = into.get(name);
    if (!known) into.set(name, { key, people: [person] });
    else if (!known.people.includes(person)) known.people.push(person);
  }
}

export interface Refusal {
  reason: RefusalReason;
  collection?: string;
  column?: string;
}

/** What is wrong with a person's steps before anything is looked at; null when nothing is. */
export function objection(resolved: ResolvedMap, controller: string, person: ErasePerson): Refusal | null {
  try {
    for (const step of person.steps) checkStep(resolved, controller, step);
    for (const guard of person.guards) required(resolved, guard.collection);
    return null;
  } catch (error) {
    if (error instanceof Refused) return { reason: error.reason, ...error.where };
    throw error;
  }
}

function checkStep(resolved: ResolvedMap, controller: string, step: EraseStep): void {
  const { collection, table, key, name } = required(resolved, step.collection);
  if (scopeOf(collection, controller) === null) {
    throw new Refused('not-in-map', 'The controller has no rows in this collection.', { collection: name });
  }
  for (const field of [...Object.keys(step.mask ?? {}), ...Object.keys(step.set ?? {})]) {
    const column = columnOf(table, field, name);
    if (key.includes(column) || column.generated) {
      throw new Refused('constraint', 'A key or generated column cannot be changed.', {
        collection: name,
        column: field,
      });
    }
    if (step.mask?.[field] === null && !column.nullable) {
      throw new Refused('constraint', 'The column takes no NULL.', { collection: name, column: field });
    }
  }
}

/**
 * People who cannot go on beside the others: their rows are also those of somebody who is refused (and must stay
 * untouched), or somebody before them in the batch wants another thing of the same row.
 */
export function conflicting(people: readonly ErasePerson[], refused: readonly ErasePerson[]): Set<string> {
  const conflicts = new Set<string>();
  if (people.length === 1 && refused.length === 0) return conflicts;
  const wanted = new Map<string, Map<KeyName, string>>();
  const of = (collection: string): Map<KeyName, string> => {
    const known = wanted.get(collection) ?? new Map<KeyName, string>();
    if (known.size === 0) wanted.set(collection, known);
    return known;
  };
  const changing = ({ steps }: ErasePerson): EraseStep[] => steps.filter((step) => step.action !== 'release');
  for (const person of refused) {
    for (const step of changing(person)) for (const key of step.keys) of(step.collection).set(keyName(key), 'nothing');
  }
  for (const person of people) {
    const steps = changing(person);
    const isFree = steps.every(({ collection, action, keys }) => {
      const others = of(collection);
      return keys.every((key) => (others.get(keyName(key)) ?? action) === action);
    });
    if (!isFree) conflicts.add(person.person);
    else
      for (const { collection, action, keys } of steps)
        for (const key of keys) of(collection).set(keyName(key), action);
  }
  return conflicts;
}
