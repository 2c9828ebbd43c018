import type { Collection, Field } from '../../datamap/language.js';
import type { Definition, RestCollection, RestField } from './definition.js';

/**
 * The collections as a map says them: what the vendor's API makes certain. What only the company can know (purposes) is
 * left as a question.
 */
export function standardCollections(definition: Definition): Record<string, Collection> {
  return Object.fromEntries(Object.entries(definition.collections).map(([name, rest]) => [name, collectionOf(rest)]));
}

function collectionOf(rest: RestCollection): Collection {
  const fields = Object.entries(rest.fields);
  // Of several fields that show one kind, the first is the one that people are known by.
  const identifiedBy = Object.fromEntries(
    fields
      .flatMap(([name, { identifies }]) => (identifies && rest.find?.[identifies] ? [[identifies, name]] : []))
      .reverse(),
  );
  const notPersonal = fields
    .filter(([name, { category }]) => category === undefined && !rest.key.includes(name))
    .map(([name]) => name);
  return {
    title: rest.title,
    key: rest.key.length === 1 ? rest.key[0]! : rest.key,
    purpose: 'unstated',
    ...(Object.keys(identifiedBy).length > 0 ? { identifiedBy } : {}),
    ...(rest.belongsTo ? { belongsTo: rest.belongsTo } : {}),
    fields: Object.fromEntries(fields.flatMap(([name, field]) => (field.category ? [[name, fieldOf(field)]] : []))),
    ...(notPersonal.length > 0 ? { notPersonal } : {}),
    erasure: rest.erasure ?? (rest.delete || rest.goesWith ? 'delete' : 'mask'),
  };
}

/** A category alone is enough for a field of which nothing else is said. */
function fieldOf({
  category = [],
  origin,
  title,
  freeText,
  aboutOthers,
  neverDisclose,
  mask,
}: RestField): Collection['fields'][string] {
  const rest: Omit<Field, 'category'> = {
    ...(origin ? { origin } : {}),
    ...(title ? { title } : {}),
    ...(freeText ? { freeText } : {}),
    ...(aboutOthers ? { aboutOthers } : {}),
    ...(neverDisclose ? { neverDisclose } : {}),
    ...(mask === undefined ? {} : { mask }),
  };
  return Object.keys(rest).length === 0 ? category : { category, ...rest };
}
