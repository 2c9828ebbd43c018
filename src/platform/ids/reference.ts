import { pooledBytes } from './random-pool.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The public reference of a case: `HB-XXXX-XXXX`, seven random Crockford base-32 digits and a check digit (the value
 * of the seven, weighted by position, modulo 31, so that a single wrong digit or a swap of neighbours is noticed).
 * It names a case in letters and on the phone; it opens nothing.
 */
export function newReference(): string {
  const digits = Array.from(pooledBytes(7), (byte) => byte & 31);
  return format([...digits, checkDigit(digits)]);
}

/** The canonical spelling of what somebody typed, or null when it cannot be a reference. */
export function parseReference(typed: string): string | null {
  const plain = typed
    .toUpperCase()
    .replace(/^\s*HB/, '')
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (plain.length !== 8) return null;
  const digits = Array.from(plain, (character) => ALPHABET.indexOf(character));
  if (digits.includes(-1)) return null;
  return digits[7] === checkDigit(digits.slice(0, 7)) ? format(digits) : null;
}

function checkDigit(digits: number[]): number {
  return digits.reduce((sum, digit, position) => sum + digit * (position + 2), 0) % 31;
}

function format(digits: number[]): string {
  const text = digits.map((digit) => ALPHABET[digit]).join('');
  return `HB-${text.slice(0, 4)}-${text.slice(4)}`;
}
