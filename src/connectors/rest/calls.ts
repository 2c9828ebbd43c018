import { own } from '../../datamap/forms.js';
import type { Answer } from '../kit/http/answer.js';
import { at } from '../kit/http/json-at.js';
import { paged } from '../kit/http/pages.js';
import type { SystemCall, SystemHttp } from '../kit/http/system-http.js';
import { Refused } from '../kit/errors.js';
import type { Call, ListCall } from './definition.js';
import { fillJson, fillPath, fillText, type Scope } from './template.js';
import { matches } from './when.js';

export const VERBS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const METHODS = { get: 'GET', post: 'POST', put: 'PUT', patch: 'PATCH', delete: 'DELETE' } as const;

const ABSENT = [404, 410];

/** The call of a definition with the values of its placeholders. */
export function callOf(call: Call, scope: Scope, signal?: AbortSignal): SystemCall {
  const verb = VERBS.find((one) => call[one] !== undefined);
  if (!verb) throw new Refused('unsupported', 'A call of the definition has no verb.');
  return {
    method: METHODS[verb],
    path: fillPath(call[verb]!, scope),
    accept: call.absent ?? ABSENT,
    ...(call.query ? { query: filled(call.query, scope) } : {}),
    ...(call.headers ? { headers: Object.fromEntries(filled(call.headers, scope)) } : {}),
    ...bodyOf(call, scope),
    ...(call.spends ? { spends: call.spends } : {}),
    ...(call.repeatable === undefined ? {} : { repeatable: call.repeatable }),
    ...(signal ? { signal } : {}),
  };
}

/** Does the answer mean that there is no such thing, or not any more? */
export function isAbsent(call: Call, answer: Answer): boolean {
  return (call.absent ?? ABSENT).includes(answer.status);
}

/** The ways to a system: its own address, and its further doors by name. */
export interface Lines {
  http: SystemHttp;
  doors: Readonly<Record<string, SystemHttp>>;
}

function lineOf({ http, doors }: Lines, { at: door }: Call): SystemHttp {
  const line = door === undefined ? http : own(doors, door);
  if (!line) throw new Refused('unsupported', 'The definition names a door that it does not describe.');
  return line;
}

/** Makes the call. @throws Refused also for an answer that the definition calls a refusal. */
export async function sent(lines: Lines, call: Call, made: SystemCall): Promise<Answer> {
  const answer = await lineOf(lines, call).send(made);
  assertNotRefused(call, answer);
  return answer;
}

function assertNotRefused(call: Call, answer: Answer): void {
  if (call.refused && !isAbsent(call, answer) && matches(answer.json, call.refused)) {
    throw new Refused('constraint', 'The system answers that it refuses what the call says.');
  }
}

/** Every record of a list, page by page. */
export async function* listed(
  lines: Lines,
  call: ListCall,
  scope: Scope,
  signal?: AbortSignal,
): AsyncGenerator<unknown[]> {
  const itemsOf = (answer: Answer): unknown[] => {
    if (isAbsent(call, answer)) return [];
    assertNotRefused(call, answer);
    const found = call.items === undefined ? answer.json : at(answer.json, call.items);
    if (call.single) return found === null || found === undefined ? [] : [found];
    if (Array.isArray(found)) return found;
    if (found === null || found === undefined) return [];
    throw new Refused('unsupported', 'The system answers with something else than the list of the definition.');
  };
  for await (const page of paged(lineOf(lines, call), callOf(call, scope, signal), call.pages, itemsOf)) {
    if (page.length > 0) yield [...page];
  }
}

function filled(given: Readonly<Record<string, string | number | boolean>>, scope: Scope): [string, string][] {
  return Object.entries(given).map(([name, value]) => [name, fillText(value, scope)]);
}

function bodyOf({ json, form, text }: Call, scope: Scope): Pick<SystemCall, 'body'> {
  if (json !== undefined) return { body: { json: fillJson(json, scope) } };
  if (text) return { body: { text: fillText(text.body, scope), type: text.type } };
  return form ? { body: { form: filled(form, scope) } } : {};
}
