import { Problem } from '../problems/problem.js';

const LEVELS = 32;
const MEMBERS = 10_000;
/** Names by which prototypes are reached. */
export const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * JSON as we accept it: UTF-8, bounded in depth and number, no member twice (two readers may disagree about which
 * counts, RFC 8259 § 4), no names that reach prototypes, no text that PostgreSQL cannot store.
 *
 * @returns undefined for an empty body.
 * @throws Problem
 */
export function parseStrictJson(bytes: Buffer, most: number = MEMBERS): unknown {
  if (bytes.length === 0) return undefined;
  const text = decode(bytes);
  // The inspection is linear and does not recurse: JSON.parse never sees what would exhaust it.
  inspect(text, most);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Problem('json-malformed');
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Problem('json-malformed');
  }
}

/** One pass over the text, in which only strings, brackets and the marks between them count. */
function inspect(text: string, most: number): void {
  const open: (Set<string> | null)[] = [];
  let members = 0;
  let last: string | undefined;
  for (let at = 0; at < text.length; at++) {
    const mark = text[at];
    if (mark === '"') {
      const end = endOfString(text, at);
      last = unquote(text.slice(at, end + 1));
      at = end;
      continue;
    }
    if (mark === '{' || mark === '[') {
      open.push(mark === '{' ? new Set() : null);
      if (open.length > LEVELS) throw new Problem('json-too-complex');
    } else if (mark === '}' || mark === ']') {
      open.pop();
    } else if (mark === ',') {
      members++;
      if (members > most) throw new Problem('json-too-complex');
    } else if (mark === ':' && last !== undefined) {
      noteName(last, open.at(-1));
    } else continue;
    last = undefined;
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') return at;
  }
  throw new Problem('json-malformed');
}

function noteName(name: string, names: Set<string> | null | undefined): void {
  if (FORBIDDEN_NAMES.has(name)) throw new Problem('json-forbidden-key');
  if (names?.has(name)) throw new Problem('json-duplicate-key');
  names?.add(name);
}

function unquote(token: string): string {
  if (!token.includes('\\')) return token.slice(1, -1);
  let value: unknown;
  try {
    value = JSON.parse(token);
  } catch {
    throw new Problem('json-malformed');
  }
  const text = String(value);
  if (text.includes('\0') || /\p{Surrogate}/u.test(text)) throw new Problem('text-not-storable');
  return text;
}
