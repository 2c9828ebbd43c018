import type { Key } from '../contract.js';

/** What a key goes by in maps: one value, the same however its parts are written (`12` and `'12'`). */
export type KeyName = string | number;

/** A whole number stays one: to spell it out would cost more than most of what is done with a row. */
export function keyName(key: Key): KeyName {
  if (key.length !== 1) return JSON.stringify(key.map(String));
  const [only] = key;
  return Number.isSafeInteger(only) ? (only as number) : asNumber(String(only));
}

/** The safe whole number that the text spells in the usual way, else the text. */
export function asNumber(text: string): KeyName {
  const number = Number(text);
  return Number.isSafeInteger(number) && String(number) === text ? number : text;
}
