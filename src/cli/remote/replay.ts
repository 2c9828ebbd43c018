import { setTimeout as wait } from 'node:timers/promises';
import type { ApiClient } from '../../platform/http/client/api-client.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { pathOf } from './restore.js';
import { type RemoteOptions, serviceClient } from './service-client.js';

/** As GET /v1/replays/{id} answers. */
interface ReplayShown {
  id: string;
  system: string;
  since: string;
  state: 'counting' | 'counted' | 'applying' | 'ended';
  hash: string | null;
  singlePerson: boolean;
  erasures: Record<string, number>;
  records: { again: number; more: number; strangers: number; kept: number };
}

interface ReplayOptions extends RemoteOptions {
  system: string;
  since: string;
  apply?: boolean;
}

const LOOK_MS = 500;

export async function replay(options: ReplayOptions): Promise<Outcome> {
  if (!/T.*(Z|[+-]\d{2}:\d{2})$/.test(options.since))
    throw new CliFailure('Name the moment with its offset, e.g. 2026-10-01T00:00Z.', exitCodes.usage);
  const client = serviceClient(options);
  const { id } = await client.post<{ id: string }>(`${pathOf(options.system)}/replays`, { since: options.since });
  const counted = await follow(client, id, ['counted', 'ended']);
  if (counted.state === 'ended' || !options.apply) {
    return { json: counted, lines: countedLines(counted), exitCode: holds(counted) ? 0 : 1 };
  }
  await client.post(`/v1/replays/${id}/approval`, { hash: counted.hash });
  const ended = await follow(client, id, ['ended']);
  return {
    json: ended,
    lines: [
      ...countedLines(counted).slice(0, -1),
      ...(ended.singlePerson ? ['Single-person approval: you also put the data map in force.'] : []),
      ...endedLines(ended),
    ],
    exitCode: holds(ended) ? 0 : 1,
  };
}

/** The service goes on by itself if we are cut off here. */
async function follow(client: ApiClient, id: string, states: readonly ReplayShown['state'][]): Promise<ReplayShown> {
  let told = '';
  for (;;) {
    const now = await client.get<ReplayShown>(`/v1/replays/${id}`);
    if (states.includes(now.state)) return now;
    const { erasures = 0, waiting = 0, counted = 0, intended = 0 } = now.erasures;
    const left = now.state === 'counting' ? waiting : counted + intended;
    const words = `${now.state}: ${erasures - left} of ${erasures} erasures`;
    if (words !== told) process.stderr.write(`${words}\n`);
    told = words;
    await wait(LOOK_MS);
  }
}

function holds({ erasures }: ReplayShown): boolean {
  return (erasures.clean ?? 0) === (erasures.erasures ?? 0);
}

function countedLines({ id, erasures, records, state }: ReplayShown): string[] {
  return [
    `${erasures.erasures ?? 0} erasures since then; of ${erasures.counted ?? 0} something is back.`,
    `  ${records.again} records would be erased or masked again`,
    `  ${records.more} more belong to those and were not there when they were erased`,
    `  ${records.strangers} stand under a key of theirs and cannot be shown to be theirs: left to an officer`,
    `  ${records.kept} had been left as they were`,
    state === 'counted' ? `Nothing was touched. Apply it with --apply (replay ${id}).` : 'Nothing is to be done.',
  ];
}

function endedLines({ erasures }: ReplayShown): string[] {
  const words: Record<string, string> = {
    clean: 'hold again',
    finding: 'wait for an officer: see the errands',
    held: 'are under a legal hold: replay when it is lifted',
    changed: 'have changed since they were counted: replay again',
    failed: 'could not be erased again: see the errands',
  };
  return Object.entries(words).flatMap(([state, text]) =>
    (erasures[state] ?? 0) > 0 ? [`${erasures[state]} erasures ${text}`] : [],
  );
}
