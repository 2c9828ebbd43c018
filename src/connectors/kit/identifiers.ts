import { domainToASCII, domainToUnicode } from 'node:url';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * How identifiers are compared with what a system stores. The canonical forms are those of the house (e-mail: NFKC,
 * trimmed, lower case, IDNA, no dot or plus folding; phone: E.164); here they are applied to stored values, which were
 * typed by anybody.
 */
export interface IdentifierReading {
  /**
   * ISO country of phone numbers that a system stores without a country code. Without it such numbers match nobody:
   * `0711 …` is one person in Germany and another in Hungary, and a wrong match would show a stranger's data.
   */
  phoneCountry?: string;
}

/** The canonical form of a stored or given value; null when it is no identifier of that kind. */
export function canonicalIdentifier(kind: string, value: string, reading: IdentifierReading = {}): string | null {
  if (kind === 'email') return canonicalEmail(value);
  if (kind === 'phone') return canonicalPhone(value, reading.phoneCountry);
  const trimmed = value.trim();
  return trimmed === '' ? null : trimmed;
}

function canonicalEmail(value: string): string | null {
  const plain = value.normalize('NFKC').trim().toLowerCase();
  const at = plain.lastIndexOf('@');
  if (at < 1) return null;
  const domain = domainToASCII(plain.slice(at + 1));
  return domain === '' ? null : `${plain.slice(0, at)}@${domain}`;
}

function canonicalPhone(value: string, country: string | undefined): string | null {
  const plain = value
    .normalize('NFKC')
    .trim()
    .replace(/^00(?=[1-9])/, '+');
  if (!/\d{5}/.test(plain.replace(/\D/g, ''))) return null;
  const parsed = parsePhoneNumberFromString(plain.replace('(0)', ''), country as CountryCode | undefined);
  return parsed?.number ?? null;
}

/** Spellings under which an e-mail address may be stored, all in lower case. */
export function emailSpellings(canonical: string): string[] {
  const at = canonical.lastIndexOf('@');
  const unicode = `${canonical.slice(0, at)}@${domainToUnicode(canonical.slice(at + 1))}`;
  return unicode === canonical ? [canonical] : [canonical, unicode];
}

/** Digit strings under which an E.164 number may be stored, whatever blanks, slashes and brackets stand between. */
export function phoneDigits(canonical: string, reading: IdentifierReading = {}): string[] {
  const international = canonical.replace(/\D/g, '');
  const parsed = parsePhoneNumberFromString(canonical);
  if (!parsed) return [international, `00${international}`];
  const national = parsed.nationalNumber;
  return [
    international,
    `00${international}`,
    // +49 (0)711 …
    `${parsed.countryCallingCode}0${national}`,
    `00${parsed.countryCallingCode}0${national}`,
    ...(reading.phoneCountry && reading.phoneCountry === parsed.country ? [national, `0${national}`] : []),
  ];
}

/** Every digit string that could mean the number, the national ones of its own country included. */
export function everyPhoneDigits(canonical: string): string[] {
  return phoneDigits(canonical, { phoneCountry: parsePhoneNumberFromString(canonical)?.country });
}
