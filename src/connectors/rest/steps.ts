import type { Scalar } from '../../datamap/language.js';
import { Refused, Retryable } from '../kit/errors.js';
import { at } from '../kit/http/json-at.js';
import { callOf, isAbsent, sent } from './calls.js';
import { type Change, withChanges } from './changes.js';
import type { Step, Until } from './definition.js';
import { millisecondsOf } from './duration.js';
import type { RestContext } from './resolved.js';
import type { Scope } from './template.js';
import { matches } from './when.js';

/** The system works on what was asked of it. */
export class StillWorking extends Error {
  constructor(readonly checkAgainAt: Date) {
    super('The system works on it.');
  }
}

export interface Steps {
  steps: readonly Step[];
  scope: Scope;
  /** The record as it stood before. */
  json: unknown;
  /** What the first step changes. */
  changes?: readonly Change[];
  /** Digest that names this effect on this record, the same on every retry: jobs are found again by it. */
  name: string;
  signal?: AbortSignal;
}

/**
 * Calls made one after the other. A step whose record is gone counts as done; a job that a step has begun is found again
 * when the whole is called again, also where it has ended and others have not.
 *
 * @returns names of the notes that were taken, for `forgotten`.
 * @throws StillWorking
 */
export async function runSteps(
  context: RestContext,
  { steps, scope, json, changes = [], name, signal }: Steps,
): Promise<string[]> {
  const { jobs } = context.tools;
  let kept: Record<string, Scalar> = {};
  const noted: string[] = [];
  for (const [place, step] of steps.entries()) {
    if (step.if && !matches(json, step.if)) continue;
    const note = `${name}.${place}`;
    // What belongs to a job that was begun is done once, too.
    const isNoted = step.keep !== undefined || step.until !== undefined || Object.keys(kept).length > 0;
    const known = isNoted ? noteFrom(await jobs.read(note)) : null;
    let since = context.tools.now();
    if (known) {
      kept = { ...kept, ...known.kept };
      since = new Date(known.since);
    } else {
      const call = withChanges(callOf(step, { ...scope, kept }, signal), place === 0 ? changes : []);
      const { idempotencyHeader: header } = context.definition;
      const answer = await sent(
        context,
        step,
        header ? { ...call, headers: { ...call.headers, [header]: note }, repeatable: true } : call,
      );
      const absent = isAbsent(step, answer);
      if (absent && step.keep) continue;
      const values = step.keep ? keptIn(step.keep, answer.json) : {};
      if (isNoted) await jobs.write(note, JSON.stringify({ kept: values, since: since.getTime() } satisfies Note));
      kept = { ...kept, ...values };
    }
    if (isNoted) noted.push(note);
    if (!step.until || known?.over) continue;
    await settled(context, step.until, { ...scope, kept }, { noted, since }, signal);
    await jobs.write(
      note,
      JSON.stringify({ kept: known?.kept ?? kept, since: since.getTime(), over: true } satisfies Note),
    );
  }
  return noted;
}

/** When all is done that the notes were taken for: whoever begins again later begins anew. */
export async function forgotten(context: RestContext, noted: readonly string[]): Promise<void> {
  for (const note of noted) await context.tools.jobs.forget(note);
}

async function settled(
  context: RestContext,
  until: Until,
  scope: Scope,
  { noted, since }: { noted: readonly string[]; since: Date },
  signal: AbortSignal | undefined,
): Promise<void> {
  const forget = async (): Promise<void> => {
    for (const note of noted) await context.tools.jobs.forget(note);
  };
  const answer = await sent(context, until.call, callOf(until.call, scope, signal));
  if (isAbsent(until.call, answer)) {
    if (until.done === 'absent') return;
    await forget();
    throw new Retryable('The system does not know its own job any more; it is begun again.');
  }
  if (until.failed && matches(answer.json, until.failed)) {
    await forget();
    throw new Refused('conflict', 'The system could not carry out what it had begun.');
  }
  if (until.done !== 'absent' && matches(answer.json, until.done)) return;
  const now = context.tools.now().getTime();
  const age = now - since.getTime();
  const within = until.within === undefined ? null : millisecondsOf(until.within);
  if (within !== null && age > within) {
    await forget();
    throw new Refused('wait-expired', 'The system has not come to an end with what it had begun.');
  }
  // Most jobs end soon, the others late: asked more and more rarely.
  const pause = Math.min(Math.max(SOONEST, age / 2), millisecondsOf(until.every) ?? SOONEST);
  throw new StillWorking(new Date(now + pause));
}

/** Shortest pause between two questions, in milliseconds. */
const SOONEST = 5_000;

/** What is remembered of a step that the system works on. */
interface Note {
  kept: Record<string, Scalar>;
  /** Milliseconds. */
  since: number;
  over?: true;
}

const noteFrom = (text: string | null): Note | null => (text === null ? null : (JSON.parse(text) as Note));

function keptIn(keep: Readonly<Record<string, string>>, json: unknown): Record<string, Scalar> {
  return Object.fromEntries(
    Object.entries(keep).map(([name, path]) => {
      const value = at(json, path);
      if (value === undefined || value === null || typeof value === 'object') {
        throw new Refused('unsupported', 'The system does not say what its job is called.');
      }
      return [name, value];
    }),
  );
}
