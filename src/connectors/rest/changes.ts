import type { JsonValue } from '../kit/contract.js';
import type { SystemCall } from '../kit/http/system-http.js';

/** A value and where it stands in the body of an update. */
export interface Change {
  path: readonly string[];
  value: JsonValue;
}

/** The call with the changes in its body. They are put in when its placeholders have been filled: a value is never one. */
export function withChanges(call: SystemCall, changes: readonly Change[]): SystemCall {
  if (changes.length === 0) return call;
  const body = call.body && 'json' in call.body ? (call.body.json as Record<string, JsonValue>) : {};
  const json = structuredClone(body);
  for (const { path, value } of changes) put(json, path, value);
  return { ...call, body: { json } };
}

export function put(target: Record<string, JsonValue>, [first, ...rest]: readonly string[], value: JsonValue): void {
  if (first === undefined) return;
  if (rest.length === 0) {
    target[first] = value;
    return;
  }
  const inner = target[first];
  const table = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? inner : {};
  target[first] = table;
  put(table, rest, value);
}
