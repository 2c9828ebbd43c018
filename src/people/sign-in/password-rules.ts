import { COMMON } from './common-passwords.js';

export const SHORTEST = 12;
/** Longer ones cost nobody but us; NIST SP 800-63B-4, section 3.1.1.2, asks for 64 or more. */
export const LONGEST = 128;

export type PasswordComplaint = 'too-short' | 'too-long' | 'too-common' | 'too-personal';

/** Digits and signs that stand for letters, as people and guessers put them. */
const LEET: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's' };
const KEYBOARD = [
  '1234567890',
  'qwertzuiop',
  'qwertyuiop',
  'asdfghjkl',
  'yxcvbnm',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
];

/**
 * Length, and nothing that a guesser tries first; no rules about kinds of characters, which make passwords worse (NIST
 * SP 800-63B-4, section 3.1.1.2). Null when the password may be used.
 */
export function complaintAbout(password: string, owner: { name: string; email: string }): PasswordComplaint | null {
  const length = [...password].length;
  if (length < SHORTEST) return 'too-short';
  if (length > LONGEST) return 'too-long';
  const small = password.normalize('NFKC').toLowerCase();
  if (new Set(small).size < 5 || isRun(small) || isCommon(small)) return 'too-common';
  const others = personalParts(owner).reduce((text, part) => text.replaceAll(part, ''), small);
  return others !== small && [...others].length < 8 ? 'too-personal' : null;
}

/** A piece of a keyboard row or the alphabet, forwards or backwards, once or again and again. */
function isRun(small: string): boolean {
  const rows = KEYBOARD.flatMap((row) => [row, [...row].reverse().join('')]).map((row) => row.repeat(4));
  let left = small;
  while (left.length >= 3) {
    const row = Math.max(...rows.map((one) => sharedStart(left, one)));
    if (row < 3) return false;
    left = left.slice(row);
  }
  return left.length < 3;
}

/** How many signs at the beginning of the text stand one after another somewhere in the row. */
function sharedStart(text: string, row: string): number {
  let length = Math.min(text.length, row.length);
  while (length > 0 && !row.includes(text.slice(0, length))) length--;
  return length;
}

/** Common words with what people put around them, `Passwort2026!!`, `hallohallo123`; or a number alone. */
function isCommon(small: string): boolean {
  const readAsLetters = [...small].map((sign) => LEET[sign] ?? sign).join('');
  return /^\d+$/.test(small) || [small, readAsLetters].some(isCommonWords);
}

/** Around the words there may be two stray letters and eight digits or signs: more than that is no decoration. */
function isCommonWords(text: string): boolean {
  const letters = text.split(/[^\p{L}]+/u).filter(Boolean);
  const words = letters.filter(isMadeOfCommonWords).join('').length;
  const stray = letters.join('').length - words;
  return words >= 3 && stray <= 2 && [...text].length - words - stray <= 8;
}

function isMadeOfCommonWords(part: string): boolean {
  const reached = new Set([0]);
  for (let from = 0; from < part.length; from++) {
    if (!reached.has(from)) continue;
    for (let to = from + 2; to <= part.length; to++) if (COMMON.has(part.slice(from, to))) reached.add(to);
  }
  return reached.has(part.length);
}

/** The longest first, so that none is cut into by a part of it. */
function personalParts({ name, email }: { name: string; email: string }): string[] {
  return `${name} ${email}`
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((part) => part.length >= 3)
    .sort((a, b) => b.length - a.length);
}
