import { randomInt } from 'node:crypto';

/** Without letters that look like digits or each other: what a person reads from a screen and types. */
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 8;

export const CODE_MINUTES = 10;
export const ATTEMPTS_A_CODE = 5;
/** Codes that one case may ask for in a day; with five attempts each, 25 guesses among 6.5 × 10^11. */
export const CODES_A_DAY = 5;
/** Codes that one mail address is sent in a day, over all cases that name it: nobody's mailbox is to be flooded. */
export const CODES_A_DAY_TO_ONE_ADDRESS = 40;
/** Seconds between two codes. */
export const RESEND_AFTER_SECONDS = 60;

export function newCode(): string {
  const text = Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}

/** What was typed, as it would have been sent: case, spaces and dashes do not matter. */
export function readCode(typed: string): string | null {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '');
  if (plain.length !== LENGTH || [...plain].some((character) => !ALPHABET.includes(character))) return null;
  return `${plain.slice(0, 4)}-${plain.slice(4)}`;
}
