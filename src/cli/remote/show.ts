import { ApiProblem } from '../../platform/http/client/api-client.js';
import type { Outcome } from '../outcome.js';
import { indented, table } from '../table.js';
import { type RemoteOptions, requestId, serviceClient } from './service-client.js';

/** GET /v1/requests/:id, as far as it is shown here. */
export interface ShownRequest {
  id: string;
  reference: string;
  controller: string;
  right: string;
  state: string;
  law: string;
  outcome: string | null;
  receivedAt: string;
  channel: string;
  assurance: string;
  clocks: {
    law: string;
    due: string;
    answerBy: string;
    state: string;
    confirmed: boolean;
    explanation: { de: string[]; en: string[] };
  }[];
  tasks: { system: string; action: string; state: string; attempts: number; code: string | null; dueAt: string }[];
  outcomes: {
    system: string;
    collection: string;
    verdict: string;
    intended: number;
    residue: number;
    evidence: string;
  }[];
  errands: { id: string; kind: string; system: string | null; dueOn: string | null }[];
  holds: { id: string; reason: string; placedAt: string }[];
  letters: { kind: string; state: string; sentAt: string | null }[];
}

/** GET /v1/requests/:id/package. */
export interface ShownPackage {
  state: string;
  digest: string;
  bytes: number;
  summary: { searched: number; of: number; records: number; withheld: number } | null;
}

export async function show(options: RemoteOptions & { explain?: boolean }, [named]: string[]): Promise<Outcome> {
  const client = serviceClient(options);
  const id = await requestId(client, named!);
  const request = await client.get<ShownRequest>(`/v1/requests/${id}`);
  const copy = await client.get<ShownPackage>(`/v1/requests/${id}/package`).catch((error: unknown) => {
    // There is none (yet), or the key may not review.
    if (error instanceof ApiProblem && (error.status === 404 || error.status === 403)) return null;
    throw error;
  });
  return { json: { ...request, package: copy }, lines: linesOf(request, copy, options.explain === true) };
}

function linesOf(request: ShownRequest, copy: ShownPackage | null, explain: boolean): string[] {
  const block = (title: string, lines: string[], shown: boolean): string[] =>
    shown ? ['', title, ...indented(lines)] : [];
  return [
    `${request.reference}  ${request.right} at ${request.controller}: ${request.state}${request.outcome ? ` (${request.outcome})` : ''}`,
    `received ${request.receivedAt.slice(0, 10)} by ${request.channel}, identity: ${request.assurance}, law: ${request.law}, request ${request.id}`,
    ...request.clocks.flatMap((clock) => [
      `due ${clock.due} under ${clock.law}, answer by ${clock.answerBy}${clock.confirmed ? '' : ' (a figure of this law is not confirmed yet)'}`,
      ...(explain ? indented(clock.explanation.en) : []),
    ]),
    ...block(
      'Waits for a person:',
      table(
        ['errand', 'kind', 'system', 'due'],
        request.errands.map((one) => [one.id, one.kind, one.system, one.dueOn]),
      ),
      request.errands.length > 0,
    ),
    ...block(
      'Held:',
      table(
        ['hold', 'reason', 'since'],
        request.holds.map((one) => [one.id, one.reason, one.placedAt]),
      ),
      request.holds.length > 0,
    ),
    ...block(
      'Work:',
      table(
        ['system', 'action', 'state', 'attempts', 'code'],
        request.tasks.map((one) => [one.system, one.action, one.state, one.attempts, one.code]),
      ),
      request.tasks.length > 0,
    ),
    ...block(
      'What became of the data:',
      table(
        ['system', 'collection', 'verdict', 'records', 'left', 'known by'],
        request.outcomes.map((one) => [
          one.system,
          one.collection,
          one.verdict,
          one.intended,
          one.residue,
          one.evidence,
        ]),
      ),
      request.outcomes.length > 0,
    ),
    ...block(
      'Package:',
      copy
        ? [
            `${copy.state}, ${copy.summary?.records ?? 0} records from ${copy.summary?.searched ?? 0} of ${copy.summary?.of ?? 0} systems, ${copy.summary?.withheld ?? 0} withheld`,
            `digest ${copy.digest}`,
          ]
        : [],
      copy !== null,
    ),
    ...block(
      'Letters:',
      table(
        ['kind', 'state', 'sent'],
        request.letters.map((one) => [one.kind, one.state, one.sentAt]),
      ),
      request.letters.length > 0,
    ),
  ];
}
