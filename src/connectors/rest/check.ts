import type { Health } from '../kit/contract.js';
import { ConnectorError, Refused } from '../kit/errors.js';
import { callOf, isAbsent, sent } from './calls.js';
import type { CheckCall } from './definition.js';
import type { RestContext } from './resolved.js';
import { matches } from './when.js';

/** Asks what the definition says tells of our rights; nothing is tried out. */
export async function check(context: RestContext): Promise<Health> {
  const rights = new Set<string>();
  const problems: Health['problems'] = [];
  let reached = false;
  for (const one of context.definition.check) {
    try {
      if (await holds(context, one)) one.rights.forEach((right) => rights.add(right));
      reached = true;
    } catch (error) {
      if (!(error instanceof ConnectorError)) throw error;
      if (error instanceof Refused) reached = true;
      const code =
        error instanceof Refused ? (error.reason === 'no-right' ? 'unauthorised' : 'check-refused') : 'unreachable';
      problems.push({ code, detail: error.message });
    }
  }
  for (const [name, { collection, rest, table }] of context.collections) {
    const lacks = (right: string, detail: string): void => {
      if (!rights.has(right)) problems.push({ code: 'missing-right', collection: name, detail });
    };
    if (collection.erasure === 'delete') {
      if (!rest.delete && !rest.goesWith && !context.ways[table]?.delete)
        problems.push({ code: 'not-offered', collection: name, detail: 'These cannot be deleted here.' });
      else if (reached) lacks('delete', 'The account may not delete here.');
    }
    if (collection.erasure === 'mask' && !rest.update) {
      problems.push({ code: 'not-offered', collection: name, detail: 'These cannot be changed here.' });
    }
  }
  if (context.bases.some((base) => base.startsWith('http:'))) {
    problems.push({ code: 'not-encrypted', detail: 'Data and credentials travel unencrypted.' });
  }
  return { reachable: reached, rights: [...rights], problems };
}

async function holds(context: RestContext, { call, if: when }: CheckCall): Promise<boolean> {
  const answer = await sent(context, call, callOf(call, { address: context.address }));
  return !isAbsent(call, answer) && (!when || matches(answer.json, when));
}
