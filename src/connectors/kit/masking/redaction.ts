import type { Identifier } from '../contract.js';
import { emailSpellings, everyPhoneDigits, isPhone } from '../identifiers.js';

export const ERASED = '[erased]';

/** Shorter names and numbers stand in too many words that are not about the person. */
const SHORTEST_NAME = 2;
const SHORTEST_NUMBER = 5;

/** Parts of names that are ordinary words. */
const PARTICLES = new Set(
  'von van vom zu zum zur der den dem des de da do dos das del della di du la le les el al bin ibn ben und and y e mc st dr prof'.split(
    ' ',
  ),
);

/**
 * A pattern for every span of free text that names the person: her e-mail addresses and telephone numbers in any
 * spelling, other identifiers of five characters and more, her names whole and word by word. Null when nothing is known.
 */
export function redactionPattern(identifiers: readonly Identifier[], names: Iterable<string>): RegExp | null {
  const spans = [...identifiers.flatMap(identifierSpans), ...nameSpans(names)];
  const unique = [...new Set(spans)].sort((a, b) => b.length - a.length);
  return unique.length === 0 ? null : new RegExp(unique.join('|'), 'giu');
}

/** The text without the spans, cut to the column's length. */
export function redact(text: string, pattern: RegExp | null, length: number | null): string {
  if (!pattern) return text;
  const redacted = text.replace(pattern, ERASED);
  if (redacted === text || length === null) return redacted;
  return Array.from(redacted).slice(0, length).join('');
}

function identifierSpans({ kind, value }: Identifier): string[] {
  if (kind === 'email') return emailSpellings(value).map((spelling) => bounded(literal(spelling)));
  if (isPhone(kind)) {
    return everyPhoneDigits(value).map(
      (digits) => `(?<!\\d)\\+?${Array.from(digits).join('[\\s()/.\\-\\u00a0]*')}(?!\\d)`,
    );
  }
  return value.length >= SHORTEST_NUMBER ? [bounded(literal(value))] : [];
}

function nameSpans(names: Iterable<string>): string[] {
  return [...names].flatMap((name) => {
    const words = name.split(/[\s,]+/u).filter(Boolean);
    const telling = words.filter(
      (word) => Array.from(word).length >= SHORTEST_NAME && !PARTICLES.has(word.toLowerCase().replace('.', '')),
    );
    return [...(words.length > 1 ? [words.map(literal).join('[\\s,]+')] : []), ...telling.map(literal)].map(bounded);
  });
}

function bounded(pattern: string): string {
  return `(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
