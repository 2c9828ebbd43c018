import { categoriesOf, fieldOf, keyOf } from '../forms.js';
import { categoryMatches } from '../fideslang.js';
import type { Collection, Field, Strategy } from '../language.js';
import { linksOf } from './graph-rules.js';
import { collectionsOf, type Offence, type Rule } from './rule.js';

type MaskedField = { path: string[]; collection: string; of: Collection; name: string; field: Field; mask: Strategy };

/** Categories whose values are dates: a hash or a prefix of one is no date any more. */
const DATES = ['user.demographic.date_of_birth'];

/** Does the way a field is masked fit what the field is for? */
export const maskRules: readonly Rule[] = [
  rule('mask-on-key', 'error', 'The key names the row; a re-run must find it again.', ({ of, name, collection }) =>
    keyOf(of).includes(name)
      ? {
          message: `${name} is the key of ${collection} and cannot be masked.`,
          hint: 'Remove mask, or delete the rows.',
        }
      : null,
  ),
  rule(
    'mask-constant-on-identifier',
    'error',
    'All who were erased would be found under one identifier.',
    ({ of, name, mask, collection }) =>
      kindOf(mask) === 'constant' && Object.values(of.identifiedBy ?? {}).includes(name)
        ? {
            message: `${name} identifies rows of ${collection}: a constant would give everybody the same.`,
            hint: 'Use null, or hash where the column must stay filled or unique.',
          }
        : null,
  ),
  rule('mask-keeps-identifier', 'error', 'A prefix or a span of an identifier still leads to the person.', (one) =>
    ['keepPrefix', 'redact', 'date'].includes(kindOf(one.mask)) &&
    Object.values(one.of.identifiedBy ?? {}).includes(one.name)
      ? {
          message: `${one.name} identifies rows of ${one.collection}, and ${kindOf(one.mask)} leaves part of it.`,
          hint: 'Use null or hash.',
        }
      : null,
  ),
  rule('mask-redact-needs-free-text', 'error', 'Spans are looked for in prose alone.', ({ field, mask, name }) =>
    kindOf(mask) === 'redact' && !field.freeText
      ? { message: `${name} is redacted but not marked as free text.`, hint: 'Add freeText: true, or use null.' }
      : null,
  ),
  rule('mask-unsuited', 'error', 'A strategy must leave a value of the column’s type.', ({ field, mask, name }) => {
    const dates = categoriesOf(field).some((category) => DATES.some((prefix) => categoryMatches(category, prefix)));
    return dates && ['hash', 'keepPrefix', 'redact', 'json'].includes(kindOf(mask))
      ? { message: `${name} is a date: ${kindOf(mask)} would leave none.`, hint: 'Use date: year, or null.' }
      : null;
  }),
  {
    code: 'mask-on-link',
    severity: 'warning',
    about: 'A masked link cannot be walked any more: rows behind it are lost to a re-run.',
    *find(context) {
      const links = [...linksOf(context.map)];
      for (const one of maskedFields(collectionsOf(context.map))) {
        const walked = links.some(
          ({ source, from, target, to }) =>
            (source === one.collection && from.includes(one.name)) ||
            (target === one.collection && to.includes(one.name)),
        );
        if (walked && one.mask !== null) {
          yield {
            path: one.path,
            message: `${one.name} of ${one.collection} links to other rows; masked, it links to none or to others'.`,
            hint: 'Leave the link alone, or use null to detach.',
          };
        }
      }
    },
  },
];

function rule(
  code: string,
  severity: 'error' | 'warning',
  about: string,
  judge: (one: MaskedField) => Omit<Offence, 'path'> | null,
): Rule {
  return {
    code,
    severity,
    about,
    *find({ map }) {
      for (const one of maskedFields(collectionsOf(map))) {
        const complaint = judge(one);
        if (complaint) yield { path: one.path, ...complaint };
      }
    },
  };
}

function* maskedFields(collections: [string, Collection][]): Iterable<MaskedField> {
  for (const [collection, of] of collections) {
    for (const [name, value] of Object.entries(of.fields)) {
      const field = fieldOf(value);
      if (field.mask !== undefined) {
        yield {
          path: ['collections', collection, 'fields', name, 'mask'],
          collection,
          of,
          name,
          field,
          mask: field.mask,
        };
      }
    }
  }
}

function kindOf(mask: Strategy): string {
  return mask === null ? 'null' : (Object.keys(mask)[0] ?? 'null');
}
