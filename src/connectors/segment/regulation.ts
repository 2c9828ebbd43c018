import { Refused, Retryable } from '../kit/errors.js';
import type { Answer } from '../kit/http/answer.js';
import { textAt } from '../kit/http/json-at.js';
import type { SystemHttp } from '../kit/http/system-http.js';
import { read } from '../rest/read.js';
import type { RestContext } from '../rest/resolved.js';
import { StillWorking } from '../rest/steps.js';
import type { Effect } from '../rest/ways.js';
import { type Standing, standingOf } from './standing.js';
import { unfinishedFor } from './unfinished.js';

const DAY_MS = 86_400_000;
/** Thirty days are promised, and not where a workspace asks for more than its quota. */
const PATIENCE_MS = 45 * DAY_MS;
const SOONEST_MS = 60_000;
const LATEST_MS = DAY_MS / 4;

/** What is remembered of a regulation: when it was asked for and, once Segment has said so, what it is called. */
interface Note {
  since: number;
  id?: string;
}

/**
 * Asks for a regulation and waits until it is through (https://docs.segmentapis.com/tag/Deletion-and-Suppression). It is
 * asked for once: each takes from a quota of the month.
 *
 * @throws StillWorking
 */
export async function deleteUser(context: RestContext, effect: Effect): Promise<void> {
  const { jobs } = context.tools;
  const place = `${effect.name}.0`;
  const noted = await jobs.read(place);
  if (noted === null && !(await read(context, effect.resolved, effect.key, effect.signal))) return;
  const note = noted === null ? await begun(context, place) : (JSON.parse(noted) as Note);
  const id = note.id ?? (await asked(context, effect, note, noted !== null));
  if (note.id === undefined) await jobs.write(place, JSON.stringify({ ...note, id } satisfies Note));
  const standing = await standingNow(context, id, effect.signal);
  if (standing !== 'working') {
    await jobs.forget(place);
    return concluded(standing);
  }
  const now = context.tools.now().getTime();
  const age = now - note.since;
  if (age > PATIENCE_MS) {
    await jobs.forget(place);
    throw new Refused('wait-expired', 'Segment has not come to an end with a regulation.');
  }
  throw new StillWorking(new Date(now + Math.min(Math.max(SOONEST_MS, age / 2), LATEST_MS)));
}

async function begun(context: RestContext, place: string): Promise<Note> {
  const note = { since: context.tools.now().getTime() };
  await context.tools.jobs.write(place, JSON.stringify(note));
  return note;
}

/** @param again nobody knows whether it has been asked for already: what Segment still works on is looked at first. */
async function asked(context: RestContext, { key, signal }: Effect, { since }: Note, again: boolean): Promise<string> {
  const userId = String(key[0]);
  const type = context.address['regulation'] ?? '';
  const options = signal ? { signal } : {};
  const known = again ? await unfinishedFor(context, { userId, type, since }, signal) : null;
  if (known !== null) return known;
  const answer = await doorOf(context).send({
    method: 'POST',
    path: '/regulations',
    body: { json: { regulationType: type, subjectType: 'USER_ID', subjectIds: [userId] } },
    spends: { 'regulated-users': 1 },
    ...options,
  });
  const id = textAt(answer.json, 'data.regulateId');
  if (id === '') throw new Refused('unsupported', 'Segment does not say what its regulation is called.');
  return id;
}

async function standingNow(context: RestContext, id: string, signal?: AbortSignal): Promise<Standing> {
  const answer: Answer = await doorOf(context).send({
    method: 'GET',
    path: `/regulations/${encodeURIComponent(id)}`,
    accept: [404],
    ...(signal ? { signal } : {}),
  });
  return answer.status === 404 ? 'unknown' : standingOf(answer.json);
}

/** Done means no more than that: reading again tells whether the profile is gone. */
function concluded(standing: Exclude<Standing, 'working'>): void {
  if (standing === 'done') return;
  if (standing === 'unknown')
    throw new Retryable('Segment does not know its own regulation any more; it is asked for again.');
  throw new Refused(
    'needs-a-person',
    'Segment could not carry out a regulation in every place: a person must look at it there.',
  );
}

function doorOf({ doors }: RestContext): SystemHttp {
  const door = doors['regulations'];
  if (!door) throw new Refused('unsupported', 'The settings name no Public API.');
  return door;
}
