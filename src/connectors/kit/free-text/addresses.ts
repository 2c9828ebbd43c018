import { folded, type FoldedText } from './folded-text.js';
import type { KnownPerson } from './known-person.js';
import { bounded, literal } from './literal.js';
import type { TextSpan } from './span.js';

const ADDRESS_KINDS = new Set(['postal_address', 'address', 'street_address']);

/** Her postal address where it is known: whole, or the line with street and number, or code and town. */
export function addresses(text: FoldedText, { identifiers }: KnownPerson): TextSpan[] {
  const lines = identifiers
    .filter(({ kind }) => ADDRESS_KINDS.has(kind))
    .flatMap(({ value }) => {
      const parts = value.split(/[,;\n]+/).map((part) => part.trim());
      const telling = parts.filter((part) => /\d/.test(part) && /\p{L}{2}/u.test(part));
      return [parts.length > 1 ? parts.map(spelt).join('[\\s,;]{1,4}') : '', ...telling.map(spelt)];
    })
    .filter((line) => line !== '');
  if (lines.length === 0) return [];
  const pattern = new RegExp(bounded(lines.sort((a, b) => b.length - a.length).join('|')), 'gu');
  return [...text.text.matchAll(pattern)].map((match) => ({
    ...text.originally(match.index, match.index + match[0].length),
    kind: 'address',
    ofPerson: true,
    why: 'own-address-spelling',
  }));
}

/** „Str.“, „Straße“ and „Strasse“ are one; blanks between street, number and letter may be missing. */
function spelt(line: string): string {
  return folded(line)
    .split(/\s+/)
    .filter(Boolean)
    .map((word) =>
      literal(word)
        .replace(/str(?:asse|\\\.)?$/, 'str(?:asse|\\.)?')
        .replace(/(\d)(?=[a-z]$)/, '$1\\s?'),
    )
    .join('[\\s.]{0,3}');
}
