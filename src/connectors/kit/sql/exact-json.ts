import type { JsonValue } from '../contract.js';

/** Digits that a double holds for certain. */
const SAFE_DIGITS = 15;

/** Parses JSON as it stands in a database; numbers that a double would round become text. */
export function parseExact(text: string): JsonValue {
  const careful = text.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') || digitsOf(token) <= SAFE_DIGITS ? token : `"${token}"`,
  );
  try {
    return JSON.parse(careful) as JsonValue;
  } catch {
    return text;
  }
}

function digitsOf(token: string): number {
  return token
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '').length;
}
