import { own } from '../../datamap/forms.js';
import type { Condition } from '../../datamap/language.js';
import type { Key } from '../kit/contract.js';
import type { Answer } from '../kit/http/answer.js';
import { at } from '../kit/http/json-at.js';
import { callOf, isAbsent, listed, sent } from './calls.js';
import { put } from './changes.js';
import type { Call } from './definition.js';
import { keyScope, pathOf, RestRecord } from './record.js';
import type { Resolved, RestContext } from './resolved.js';
import type { Scope } from './template.js';
import { matches } from './when.js';

/** Lists that were read for one of their records, kept for the others while a verb runs. */
export type ListsRead = Map<string, Promise<unknown[]>>;

/** The record of a key as it stands now; null when it is gone. */
export async function read(
  context: RestContext,
  resolved: Resolved,
  key: Key,
  signal?: AbortSignal,
  lists: ListsRead = new Map(),
): Promise<RestRecord | null> {
  const json = await found(context, resolved, key, signal, lists);
  if (json === null || json === undefined) return null;
  const { gone } = resolved.rest.read;
  if (gone && matches(json, gone)) return null;
  return whole(context, resolved, json, signal);
}

/** A record with the further lists that make it whole. */
export async function whole(
  context: RestContext,
  resolved: Resolved,
  json: unknown,
  signal?: AbortSignal,
): Promise<RestRecord> {
  const record = new RestRecord(resolved, json, context.reading);
  const also = Object.entries(resolved.rest.also ?? {});
  if (also.length === 0) return record;
  const copy: Record<string, unknown> = { ...(json as object) };
  const scope = { key: keyScope(resolved.rest, record.key), address: context.address };
  for (const [name, call] of also) {
    const items: unknown[] = [];
    for await (const page of listed(context, call, scope, signal)) items.push(...page);
    copy[name] = items;
  }
  return new RestRecord(resolved, copy, context.reading);
}

async function found(
  context: RestContext,
  resolved: Resolved,
  key: Key,
  signal: AbortSignal | undefined,
  lists: ListsRead,
): Promise<unknown> {
  const { read: call } = resolved.rest;
  const scope = { key: keyScope(resolved.rest, key), address: context.address };
  if (call.among) return among(context, resolved, key, scope, signal, lists);
  const record = (one: Call, answer: Answer): unknown => {
    if (isAbsent(one, answer)) return null;
    return call.record === undefined ? answer.json : (at(answer.json, call.record) ?? null);
  };
  const first = record(call, await sent(context, call, callOf(call, scope, signal)));
  const json =
    first ?? (call.or ? record(call.or, await sent(context, call.or, callOf(call.or, scope, signal))) : null);
  if (json === null || !call.inherits) return json;
  const lent = Object.fromEntries(call.inherits.map((field) => [field, key[resolved.rest.key.indexOf(field)]]));
  return supplemented(resolved, json, lent);
}

/** The item of a list that shows the key, with what it does not show of it. */
async function among(
  context: RestContext,
  resolved: Resolved,
  key: Key,
  scope: Scope,
  signal: AbortSignal | undefined,
  lists: ListsRead,
): Promise<unknown> {
  const { read: call, key: fields } = resolved.rest;
  const { method, path, query } = callOf(call, scope);
  const name = JSON.stringify([method, path, query]);
  const known = lists.get(name) ?? everything(context, resolved, scope, signal);
  lists.set(name, known);
  const shown = (item: unknown): boolean => {
    const record = new RestRecord(resolved, item, context.reading);
    const told = fields.map((field, place) => [record.scalar(field), key[place]] as const);
    return (
      told.some(([value]) => value !== null) &&
      told.every(([value, wanted]) => value === null || String(value) === String(wanted))
    );
  };
  const item = (await known).find(shown);
  if (item === undefined) return null;
  return supplemented(resolved, item, keyScope(resolved.rest, key));
}

async function everything(
  context: RestContext,
  { rest }: Resolved,
  scope: Scope,
  signal: AbortSignal | undefined,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const page of listed(context, rest.read, scope, signal)) items.push(...page);
  return items;
}

/** The item with values for fields that it does not show itself. */
export function supplemented({ rest }: Resolved, item: unknown, values: Readonly<Record<string, unknown>>): unknown {
  const copy = structuredClone(item) as Parameters<typeof put>[0];
  for (const [field, value] of Object.entries(values)) {
    const path = pathOf(rest, field);
    if (value !== null && own(rest.fields, field) && at(item, path) === undefined) {
      put(copy, path.split('.'), value as string | number);
    }
  }
  return copy;
}

/** Is the record one of the controller's own? A controller that the scope does not name has none here. */
export function isInScope(record: RestRecord, controller: string): boolean {
  const { scope } = record.resolved.collection;
  if (!scope) return true;
  const condition: Condition | undefined = Object.hasOwn(scope, controller) ? scope[controller] : undefined;
  if (!condition) return false;
  return Object.entries(condition).every(([field, wanted]) => {
    const value = record.scalar(field);
    return (Array.isArray(wanted) ? wanted : [wanted]).some(
      (one) => one === value || (one !== null && value !== null && String(one) === String(value)),
    );
  });
}
