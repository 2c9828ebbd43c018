import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import { everyPhoneDigits, isPhone } from '../identifiers.js';
import type { FoldedText } from './folded-text.js';
import type { KnownPerson } from './known-person.js';
import type { TextSpan } from './span.js';

/** Digits with what people put between them. */
const CANDIDATE = /(?<![\p{L}\p{N}])(?:\+|\(\+)?\(?\d(?:[\s()/.\-\u00a0]{0,3}\d){5,19}(?![\p{L}\p{N}])/gu;
const DATE = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/;

/** Telephone numbers. Hers in every spelling; others only where they are valid numbers. */
export function phones(text: FoldedText, { identifiers, country }: KnownPerson): TextSpan[] {
  const own = new Set(identifiers.filter(({ kind }) => isPhone(kind)).flatMap(({ value }) => everyPhoneDigits(value)));
  const found: TextSpan[] = [];
  for (const candidate of text.text.matchAll(CANDIDATE)) {
    const [written] = candidate;
    const digits = written.replace(/\D/g, '');
    const ofPerson = own.has(digits);
    if (!ofPerson && (DATE.test(written) || !isNumber(written, country))) continue;
    const end = candidate.index + written.length;
    found.push({
      ...text.originally(candidate.index, end),
      kind: 'phone',
      ofPerson,
      why: ofPerson ? 'own-identifier' : 'phone',
    });
  }
  return found;
}

function isNumber(written: string, country: string | undefined): boolean {
  // Without a plus or a leading zero it is as likely the number of an order.
  if (!/^\(?(?:\+|0)/.test(written)) return false;
  const home = country !== undefined && isSupportedCountry(country) ? country : undefined;
  const international = written.replace(/^00(?=[1-9])/, '+').replace(/\(0\)/, '');
  return parsePhoneNumberFromString(international, home)?.isValid() ?? false;
}
