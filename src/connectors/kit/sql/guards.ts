import { grouped } from './grouped.js';
import type { Digest, ErasePerson } from '../contract.js';
import { isSamePerson } from './fingerprint.js';
import type { Erasing } from './erase.js';
import { required } from './resolved-map.js';
import { type KeyName, keyName } from './key-name.js';
import { RowReader } from './row-reader.js';
import { lockRows } from './rows-by-key.js';

/**
 * Locks the rows by which people were recognised and compares who they are about now: after a restore a key may be
 * somebody else's.
 *
 * @returns the people who must not be touched, with the collection that tells.
 */
export async function strangers(
  erasing: Erasing,
  people: readonly ErasePerson[],
  digest: Digest,
): Promise<Map<string, string>> {
  const { context, session, resolved } = erasing;
  const guards = people.flatMap((person) => person.guards.map((guard) => ({ person, guard })));
  const found = new Map<string, string>();
  for (const [name, some] of grouped(guards, ({ guard }) => guard.collection)) {
    const collection = required(resolved, name);
    const reader = new RowReader(context.dialect, context.reading, collection, collection.identifying);
    const rows = await lockRows(
      context,
      session,
      reader,
      some.map(({ guard }) => guard.key),
      null,
    );
    const identities = new Map(rows.map((row) => [keyName(reader.key(row)), reader.identity(row)]));
    for (const { person, guard } of some) {
      const identity = identities.get(keyName(guard.key));
      if (!identity) continue;
      const mask = maskOf(person, name, keyName(guard.key));
      if (!isSamePerson(guard.fingerprint, collection, identity, mask, digest)) found.set(person.person, name);
    }
  }
  return found;
}

/** How this person's steps mask the row, if they do. */
function maskOf(person: ErasePerson, collection: string, key: KeyName): ErasePerson['steps'][number]['mask'] {
  return person.steps.find(
    (step) => step.action === 'mask' && step.collection === collection && step.keys.some((one) => keyName(one) === key),
  )?.mask;
}
