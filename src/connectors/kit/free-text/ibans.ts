import { folded, type FoldedText } from './folded-text.js';
import type { KnownPerson } from './known-person.js';
import type { TextSpan } from './span.js';

const BEGINNING = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?=[ ]?[a-z0-9])/gu;
/** ISO 13616: fifteen to thirty-four characters. */
const SHORTEST = 15;
const LONGEST = 34;

/** Account numbers whose check digits are right, in groups or not. */
export function ibans(text: FoldedText, { identifiers }: KnownPerson): TextSpan[] {
  const own = new Set(identifiers.map(({ value }) => folded(value).replace(/\s/g, '')));
  const found: TextSpan[] = [];
  for (const { index } of text.text.matchAll(BEGINNING)) {
    const iban = longestFrom(text.text, index);
    if (!iban) continue;
    const ofPerson = own.has(iban.written);
    found.push({
      ...text.originally(index, iban.end),
      kind: 'iban',
      ofPerson,
      why: ofPerson ? 'own-identifier' : 'iban',
    });
  }
  return found;
}

/** The longest stretch whose check digits are right: letters of the next word may stand behind it. */
function longestFrom(text: string, start: number): { written: string; end: number } | null {
  let written = '';
  let best: { written: string; end: number } | null = null;
  for (let at = start; at < text.length && written.length < LONGEST; at++) {
    const unit = text[at]!;
    if (unit === ' ' && text[at - 1] !== ' ') continue;
    if (!/[a-z0-9]/.test(unit)) break;
    written += unit;
    const ends = !/[\p{L}\p{N}]/u.test(text[at + 1] ?? ' ');
    if (ends && written.length >= SHORTEST && isChecked(written)) best = { written, end: at + 1 };
  }
  return best;
}

/** ISO 7064, MOD 97-10. */
function isChecked(iban: string): boolean {
  let rest = 0;
  for (const unit of iban.slice(4) + iban.slice(0, 4)) {
    for (const digit of Number.parseInt(unit, 36).toString()) rest = (rest * 10 + Number(digit)) % 97;
  }
  return rest === 1;
}
