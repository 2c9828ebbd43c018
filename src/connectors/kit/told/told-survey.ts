import { keyOf, tableOf } from '../../../datamap/forms.js';
import type { SystemMap } from '../../../datamap/language.js';
import type { Survey } from '../contract.js';
import { knownTo } from './told-form.js';

/** Nobody can look at the schema of a system that is told what to do: it is as the map says, and takes what it says. */
export function toldSurvey(map: SystemMap): Survey {
  return {
    collections: Object.entries(map.collections).map(([name, collection]) => ({
      name: tableOf(map, name),
      columns: [...knownTo(map, name)].map((column) => ({
        name: column,
        type: 'text',
        nullable: !keyOf(collection).includes(column),
        hasDefault: false,
        generated: false,
        length: null,
      })),
      key: keyOf(collection),
      references: [],
      unique: [],
      indexes: [],
      rows: 0,
    })),
  };
}
