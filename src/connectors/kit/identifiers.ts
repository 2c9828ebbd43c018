import { domainToUnicode } from 'node:url';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { canonicalise } from '../../platform/crypto/canonical.js';

/** How identifiers are read in one system. */
export interface IdentifierReading {
  /**
   * ISO country of telephone numbers that the system stores without a country code. Without it such numbers match
   * nobody: `0711 …` is one person in Germany and another in Hungary, and a wrong match would show a stranger's data.
   */
  phoneCountry?: string;
}

const PHONES = new Set(['phone', 'mobile', 'fax']);

export function isPhone(kind: string): boolean {
  return PHONES.has(kind);
}

/**
 * The canonical form of a value as a system stores it, typed by anybody in any spelling; null when it is no identifier
 * of that kind.
 */
export function canonicalIdentifier(kind: string, stored: string, reading: IdentifierReading = {}): string | null {
  const text = isPhone(kind) ? internationally(stored) : stored;
  const canonical = canonicalise(kind, text, reading.phoneCountry ? { country: reading.phoneCountry } : {});
  return canonical.ok ? canonical.value : null;
}

/** `0049 (0)711 …` as E.164 would begin it. */
function internationally(stored: string): string {
  return stored
    .trim()
    .replace(/^00(?=[1-9])/, '+')
    .replace(/^(\+[\d\s]+)\(0\)/, '$1');
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
  const extension = parsed.ext ?? '';
  const isAtHome = reading.phoneCountry !== undefined && reading.phoneCountry === parsed.country;
  return [
    `${parsed.countryCallingCode}${national}`,
    `00${parsed.countryCallingCode}${national}`,
    // +49 (0)711 …
    `${parsed.countryCallingCode}0${national}`,
    `00${parsed.countryCallingCode}0${national}`,
    ...(isAtHome ? [national, `0${national}`] : []),
  ].map((digits) => `${digits}${extension}`);
}

/** Every digit string that could mean the number, the national ones of its own country included. */
export function everyPhoneDigits(canonical: string): string[] {
  return phoneDigits(canonical, { phoneCountry: parsePhoneNumberFromString(canonical)?.country });
}
