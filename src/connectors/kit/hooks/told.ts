import { parseStrictJson } from '../../../platform/http/body/strict-json.js';
import type { Identifier } from '../contract.js';
import { HookUnreadable } from './hook-sender.js';

export type Told = Readonly<Record<string, unknown>>;

/** The body as one JSON object. @throws HookUnreadable */
export function toldObject(body: Buffer): Told {
  const value = toldJson(body);
  if (!isTold(value)) throw new HookUnreadable('The body is no JSON object.');
  return value;
}

/** The body as a list of JSON objects; one alone counts as a list of one. @throws HookUnreadable */
export function toldList(body: Buffer): Told[] {
  const value = toldJson(body);
  const list = Array.isArray(value) ? (value as unknown[]) : [value];
  if (!list.every(isTold)) throw new HookUnreadable('The body is no list of JSON objects.');
  return list;
}

function toldJson(body: Buffer): unknown {
  try {
    return parseStrictJson(body);
  } catch {
    throw new HookUnreadable('The body is not JSON as we take it.');
  }
}

export function isTold(value: unknown): value is Told {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object under a name, or an empty one. */
export function within(told: Told, ...names: string[]): Told {
  let at: unknown = told;
  for (const name of names) at = isTold(at) ? at[name] : undefined;
  return isTold(at) ? at : {};
}

/** A text, or a number as its digits; undefined for anything else and for what is empty. */
export function wordOf(value: unknown): string | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}

/** @throws HookUnreadable when it is not there. */
export function needed(value: unknown, name: string): string {
  const text = wordOf(value);
  if (text === undefined) throw new HookUnreadable(`There is no ${name}.`);
  return text;
}

/** A moment in ISO 8601, or in seconds or milliseconds since 1970; undefined for anything else. */
export function momentTold(value: unknown): Date | undefined {
  if (typeof value === 'number' && Number.isFinite(value) && value > 0)
    return new Date(value < 100_000_000_000 ? value * 1000 : value);
  if (typeof value !== 'string') return undefined;
  if (/^\d{9,14}$/.test(value)) return momentTold(Number(value));
  // With an offset or without a time zone at all; a clock without a zone would be ours, which is nobody's.
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*(?:Z|UTC|[+-]\d\d:?\d\d)$/.test(value)) return undefined;
  const at = Date.parse(
    value
      .replace(' ', 'T')
      .replace(/ ?UTC$/, 'Z')
      .replace(/([+-]\d\d)(\d\d)$/, '$1:$2'),
  );
  return Number.isNaN(at) ? undefined : new Date(at);
}

/** @throws HookUnreadable when none is there: a legal clock must not start at a moment that we made up. */
export function neededMoment(value: unknown, name: string): Date {
  const at = momentTold(value);
  if (!at) throw new HookUnreadable(`There is no moment ${name}.`);
  return at;
}

/** The identifiers that are there, of those by which people are searched for everywhere. */
export function identifiersTold(told: { email?: unknown; phone?: unknown }): Identifier[] {
  const email = wordOf(told.email);
  const phone = wordOf(told.phone);
  return [...(email ? [{ kind: 'email', value: email }] : []), ...(phone ? [{ kind: 'phone', value: phone }] : [])];
}

/** Subject and text as one, since people put what they want into either. */
export function writtenText(...parts: unknown[]): string {
  return parts.flatMap((part) => wordOf(part) ?? []).join('\n\n');
}
