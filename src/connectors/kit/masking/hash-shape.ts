import type { Strategy } from '../../../datamap/language.js';

export type HashStrategy = Extract<Strategy, { hash: unknown }>;

/** Fewer hex digits than this would soon repeat and no longer keep a column unique. */
const FEWEST_DIGITS = 8;
const USUAL_DIGITS = 32;
const MOST_DIGITS = 64;

/** How a hash looks in a column: text before and after, and the number of hex digits between. */
export interface HashShape {
  prefix: string;
  suffix: string;
  digits: number;
}

/** The shape that fits a column of at most `length` characters; null when no unique value would fit. */
export function hashShape({ hash }: HashStrategy, length: number | null): HashShape | null {
  const prefix = hash.prefix ?? '';
  const suffix = hash.suffix ?? '';
  const room = (length ?? Infinity) - prefix.length - suffix.length;
  const digits = Math.min(hash.length ?? USUAL_DIGITS, room, MOST_DIGITS);
  return digits >= FEWEST_DIGITS ? { prefix, suffix, digits } : null;
}

/** Could this value be one that the strategy left behind? */
export function hasHashShape(value: string, { prefix, suffix, digits }: HashShape): boolean {
  return (
    value.length === prefix.length + digits + suffix.length &&
    value.startsWith(prefix) &&
    value.endsWith(suffix) &&
    /^[0-9a-f]+$/.test(value.slice(prefix.length, prefix.length + digits))
  );
}
