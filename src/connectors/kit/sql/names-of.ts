import type { ErasePerson } from '../contract.js';
import type { EraseWork, KeysOfPeople } from './erase-work.js';
import type { Erasing } from './erase.js';
import { nameFields } from '../../../datamap/map-facts.js';
import { PeopleKnown } from './people-known.js';
import { required } from './resolved-map.js';
import { RowReader } from './row-reader.js';
import { keyName } from './key-name.js';
import { lockRows } from './rows-by-key.js';
import { columnOf } from './statement.js';

/** The names by which people go in the rows that are about to be changed, for the redaction of free text. */
export async function namesOf(
  erasing: Erasing,
  people: readonly ErasePerson[],
  work: EraseWork,
): Promise<PeopleKnown | null> {
  const redacts = work.masks.some(({ mask }) =>
    Object.values(mask).some((strategy) => strategy !== null && 'redact' in strategy),
  );
  if (!redacts) return null;
  const known = new PeopleKnown(people);
  const touched: [string, KeysOfPeople][] = [
    ...work.masks.map(({ collection, keys }): [string, KeysOfPeople] => [collection, keys]),
    ...work.deletes,
  ];
  const guarded = new Map<string, KeysOfPeople>();
  for (const { person, guards } of people) {
    for (const { collection, key } of guards) {
      const keys = guarded.get(collection) ?? new Map();
      guarded.set(collection, keys.set(keyName(key), { key, people: [person] }));
    }
  }
  for (const [name, keys] of [...touched, ...guarded]) await learn(erasing, name, keys, known);
  return known;
}

async function learn(erasing: Erasing, name: string, keys: KeysOfPeople, known: PeopleKnown): Promise<void> {
  const { context, session, resolved, controller } = erasing;
  const collection = required(resolved, name);
  const names = nameFields(collection.collection).map((field) => columnOf(collection.table, field, name));
  if (names.length === 0 && collection.identifiedBy.length === 0) return;
  const columns = [...names, ...collection.identifying];
  const reader = new RowReader(context.dialect, context.reading, collection, columns);
  const rows = await lockRows(
    context,
    session,
    reader,
    [...keys.values()].map(({ key }) => key),
    controller,
  );
  for (const row of rows) {
    const found = names.map((column) => reader.scalar(row, column)).filter((value) => typeof value === 'string');
    for (const person of keys.get(keyName(reader.key(row)))?.people ?? []) {
      known.learn(person, reader.shows(row), found);
    }
  }
}
