import { isPhone } from '../identifiers.js';
import { folded, type FoldedText } from './folded-text.js';
import type { KnownPerson } from './known-person.js';
import { bounded, flexibly } from './literal.js';
import type { TextSpan } from './span.js';

/** What stands before the number of a customer, an order or a ticket. */
const LABELLED =
  /(?<![\p{L}\p{N}])(?:(?:kunden|kd|bestell|auftrags|vertrags|mitglieds|versicherungs|rechnungs|ticket|vorgangs|personal|customer|client|order|account|member|membership|policy|invoice|case|contract|patient)(?:[\s.-]{0,2}(?:nummer|nr|no|number|id|num)[\s.:#=-]{0,4}|\s?[#:]\s?))(?<number>(?=[a-z0-9/-]{0,24}\d)[a-z0-9][a-z0-9/-]{0,29})(?![\p{L}\p{N}])/gu;
/** A number that stands alone and is shorter is in too many texts that are not about the person. */
const SHORTEST = 5;

const TOLD_ELSEWHERE = new Set([
  'email',
  'name',
  'postal_address',
  'address',
  'date_of_birth',
  'birth_date',
  'birthday',
]);

/** Numbers that a label names; hers also without one, if they are long enough. */
export function numbers(text: FoldedText, { identifiers }: KnownPerson): TextSpan[] {
  const own = identifiers
    .filter(({ kind }) => !isPhone(kind) && !TOLD_ELSEWHERE.has(kind))
    .map(({ value }) => folded(value));
  const found: TextSpan[] = [...text.text.matchAll(LABELLED)].map((match) => {
    const written = match.groups!.number!;
    const end = match.index + match[0].length;
    const ofPerson = own.includes(written);
    return {
      ...text.originally(end - written.length, end),
      kind: 'number' as const,
      ofPerson,
      why: ofPerson ? ('own-identifier' as const) : ('labelled-number' as const),
    };
  });
  for (const value of new Set(own.filter((one) => one.length >= SHORTEST))) {
    for (const match of text.text.matchAll(new RegExp(bounded(flexibly(value)), 'gu'))) {
      const place = text.originally(match.index, match.index + match[0].length);
      found.push({ ...place, kind: 'number', ofPerson: true, why: 'own-identifier' });
    }
  }
  return found;
}
