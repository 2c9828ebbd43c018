import type { Survey } from '../connectors/kit/contract.js';
import { effectiveMask } from '../connectors/kit/masking/effective-mask.js';
import { fieldOf, tableOf } from '../datamap/forms.js';
import type { Collection, Field, SystemMap } from '../datamap/language.js';

/** A field that cannot be masked as the live schema is: it stays, and the plan says so before anybody approves. */
export interface Unmaskable {
  collection: string;
  field: string;
  because: string;
}

export interface EffectiveMap {
  map: SystemMap;
  unmaskable: Unmaskable[];
}

/**
 * The map with every mask replaced by what the live columns really take (a null on a NOT NULL column becomes a hash or a
 * constant), so that nothing is found out halfway through an erasure.
 */
export function effectiveMap(map: SystemMap, survey: Survey): EffectiveMap {
  const unmaskable: Unmaskable[] = [];
  const collections = Object.entries(map.collections).map(([name, collection]): [string, Collection] => {
    const table = tableOf(map, name);
    const surveyed = survey.collections.find(
      (one) => one.name === table || one.name.endsWith(`.${table}`) || table.endsWith(`.${one.name}`),
    );
    if (!surveyed) return [name, collection];
    const { mask, findings } = effectiveMask(collection, surveyed);
    for (const finding of findings) {
      if (finding.code === 'impossible')
        unmaskable.push({ collection: name, field: finding.field, because: finding.because });
    }
    const fields = Object.entries(collection.fields).map(([field, described]): [string, Field] => {
      const stated = fieldOf(described);
      return [field, field in mask ? { ...stated, mask: mask[field] ?? null } : { ...stated, unmaskable: true }];
    });
    return [name, { ...collection, fields: Object.fromEntries(fields) }];
  });
  return { map: { ...map, collections: Object.fromEntries(collections) }, unmaskable };
}
