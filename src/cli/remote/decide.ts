import { ApiProblem } from '../../platform/http/client/api-client.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { type RemoteOptions, requestId, serviceClient } from './service-client.js';
import type { ShownRequest } from './show.js';

export async function identity(
  options: RemoteOptions & { accept?: boolean; refuse?: string; note?: string },
  [named]: string[],
): Promise<Outcome> {
  if ((options.accept === true) === (options.refuse !== undefined)) {
    throw new CliFailure('Either --accept or --refuse REASON.', exitCodes.usage);
  }
  const client = serviceClient(options);
  const id = await requestId(client, named!);
  await client.post(`/v1/requests/${id}/identity`, {
    decision: options.accept ? 'accept' : 'refuse',
    ...(options.refuse ? { reason: options.refuse } : {}),
    ...(options.note ? { note: options.note } : {}),
  });
  return done(
    { id, decision: options.accept ? 'accepted' : 'refused' },
    `Identity ${options.accept ? 'accepted' : 'refused'}.`,
  );
}

export async function approve(options: RemoteOptions & { hash: string }, [named]: string[]): Promise<Outcome> {
  const client = serviceClient(options);
  const id = await requestId(client, named!);
  const answer = await client.post<{ singlePerson: boolean; waitsFor: string | null }>(
    `/v1/requests/${id}/plan/approval`,
    {
      hash: options.hash,
    },
  );
  const single = answer.singlePerson ? ' One person held two duties: recorded as single-person approval.' : '';
  const next = answer.waitsFor ? `It still waits for: ${answer.waitsFor}.` : 'It is being carried out.';
  return done({ id, approved: true, ...answer }, `Approved.${single} ${next}`);
}

export async function release(options: RemoteOptions & { digest: string }, [named]: string[]): Promise<Outcome> {
  const client = serviceClient(options);
  const id = await requestId(client, named!);
  await client.post(`/v1/requests/${id}/release`, { digest: options.digest });
  return done({ id, released: true }, 'Released: the proven person may fetch it.');
}

type Withdrawal =
  { outcome: 'withdrawn' } | { outcome: 'ended-already' } | { outcome: 'too-late'; begun: string[]; stopped: string[] };

export async function cancel(options: RemoteOptions, [named]: string[]): Promise<Outcome> {
  const client = serviceClient(options);
  const id = await requestId(client, named!);
  const answer = await client.post<Withdrawal>(`/v1/requests/${id}/withdrawal`);
  if (answer.outcome === 'withdrawn') return done({ id, ...answer }, 'Withdrawn. Nothing was erased.');
  const line =
    answer.outcome === 'ended-already'
      ? 'The request had ended already.'
      : `Too late: erased or begun in ${answer.begun.join(', ')}; stopped in ${answer.stopped.join(', ') || 'no system'}.`;
  return { json: { id, ...answer }, lines: [line], exitCode: exitCodes.no };
}

export async function retry(options: RemoteOptions & { errand?: string }, [named]: string[]): Promise<Outcome> {
  const client = serviceClient(options);
  const id = await requestId(client, named!);
  const { errands } = await client.get<ShownRequest>(`/v1/requests/${id}`);
  const wanted = errands.filter((errand) =>
    options.errand ? errand.id === options.errand : errand.kind !== 'identifier-of-two-persons',
  );
  const triedAgain: ShownRequest['errands'] = [];
  const lines: string[] = [];
  for (const errand of wanted) {
    const what = `${errand.kind}${errand.system ? ` in ${errand.system}` : ''}`;
    try {
      await client.post(`/v1/requests/${id}/errands/${errand.id}`, { outcome: 'try-again' });
      triedAgain.push(errand);
      lines.push(`Tried again: ${what}.`);
    } catch (error) {
      // An errand that is no task's, or that somebody settled meanwhile.
      if (!(error instanceof ApiProblem) || (error.status !== 422 && error.status !== 409)) throw error;
      lines.push(`Not tried again: ${what}. ${error.message}`);
    }
  }
  return {
    json: { id, triedAgain },
    lines: lines.length > 0 ? lines : ['There is nothing to try again: no errand of a task is open.'],
    ...(triedAgain.length > 0 ? {} : { exitCode: exitCodes.no }),
  };
}

export async function hold(
  options: RemoteOptions & { reason?: string; note?: string; lift?: string },
  [named]: string[],
): Promise<Outcome> {
  if ((options.reason === undefined) === (options.lift === undefined)) {
    throw new CliFailure('Either --reason REASON or --lift HOLD.', exitCodes.usage);
  }
  const client = serviceClient(options);
  const id = await requestId(client, named!);
  if (options.lift) {
    await client.delete(`/v1/requests/${id}/holds/${encodeURIComponent(options.lift)}`);
    return done({ id, lifted: options.lift }, 'Lifted.');
  }
  const placed = await client.post<{ id: string }>(`/v1/requests/${id}/holds`, {
    reason: options.reason,
    ...(options.note ? { note: options.note } : {}),
  });
  return done({ id, hold: placed.id }, `Held: nothing of the case is destroyed until hold ${placed.id} is lifted.`);
}

const done = (json: unknown, line: string): Outcome => ({ json, lines: [line] });
