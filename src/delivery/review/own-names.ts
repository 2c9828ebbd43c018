import type { EntityManager } from 'typeorm';
import { nameFields } from '../../datamap/map-facts.js';
import type { Collection } from '../../datamap/language.js';
import { fromLine } from '../parts/part-record.js';
import { partsOf } from '../parts/parts.repository.js';
import { readPartLines } from '../parts/read-part.js';
import type { Sealing } from '../vault/sealing.js';
import type { Vault } from '../vault/vault.js';

/** Nobody has more names; whoever shows more is several people in one. */
const MOST_NAMES = 50;
const MOST_RECORDS = 2_000;

/** Names by which the person goes in her own records of the copy. Records about several people say nothing about hers. */
export async function ownNames(
  manager: EntityManager,
  requestId: string,
  {
    vault,
    sealing,
    collectionOf,
  }: { vault: Vault; sealing: Sealing; collectionOf: (system: string, name: string) => Promise<Collection> },
): Promise<string[]> {
  const names = new Set<string>();
  let records = 0;
  for (const part of await partsOf(manager, requestId)) {
    const collection = await collectionOf(part.system, part.collection);
    const fields = nameFields(collection).filter((field) => !isAboutOthers(collection, field));
    if (fields.length === 0 || collection.jointly) continue;
    for await (const lines of readPartLines(vault, sealing, part.file)) {
      for (const line of lines) {
        const { record } = fromLine(line);
        const parts = fields.flatMap((field) => {
          const value = record[field];
          return typeof value === 'string' && value !== '' ? [value] : [];
        });
        for (const name of [...parts, parts.join(' ')]) if (name !== '') names.add(name);
        records += 1;
        if (names.size >= MOST_NAMES || records >= MOST_RECORDS) return [...names];
      }
    }
  }
  return [...names];
}

function isAboutOthers(collection: Collection, name: string): boolean {
  const field = collection.fields[name];
  return typeof field === 'object' && !Array.isArray(field) && field.aboutOthers === true;
}
