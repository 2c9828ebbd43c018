import { Agents } from '../../src/exchange/agents/agents.js';
import { newId, newToken } from '../../src/platform/ids/ids.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { HUMAN_ROLES, type Role, ROLES } from '../../src/people/policies.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { Client } from './client.js';
import { deskMember } from './desk-staff.js';
import { runService, type RunningService } from './running-service.js';
import { withMaps } from './two-controllers.js';

export interface OpenedRequest {
  caseToken: string;
  reference: string;
  requestId: string;
}

/** Two controllers, one request at each, and staff of every role at either; nothing works in the background. */
export interface EdgeOffice {
  service: RunningService;
  alpha: OpenedRequest;
  beta: OpenedRequest;
  /** API keys by role, of staff who may see everything. */
  keys: Record<Role, string>;
  /** A key with every role, for one controller alone. */
  only: Record<'alpha' | 'beta', string>;
  /** A key with every role for all controllers. */
  all: string;
  /** Token of an open question to a system about the request of alpha. */
  callback: string;
  /** Key of an agent. */
  agent: string;
  /** Headers of a browser in which somebody with every role has signed in, for routes that no key opens. */
  session: Record<string, string>;
}

export async function openEdgeOffice(): Promise<EdgeOffice> {
  const service = await runService({
    environment: { WORKERS: 'false', TRUSTED_PROXIES: '1', STEP_UP_MINUTES: '240' },
  });
  await withMaps({}, (folder) => service.apply(folder));
  const keys = {} as Record<Role, string>;
  const { browser } = await deskMember(service, new SystemClock(), 'all@desk.test', [...HUMAN_ROLES]);
  for (const role of ROLES) keys[role] = await service.staff(`${role}@office.test`, [role]);
  const alpha = await submit(service.url, 'alpha');
  return {
    service,
    keys,
    ...(await otherSides(service, alpha.requestId)),
    alpha,
    beta: await submit(service.url, 'beta'),
    only: {
      alpha: await service.staff('all@alpha.test', [...ROLES], ['alpha']),
      beta: await service.staff('all@beta.test', [...ROLES], ['beta']),
    },
    session: {
      cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; '),
      'sec-fetch-site': 'same-origin',
    },
    all: await service.staff('all@office.test', [...ROLES]),
  };
}

async function submit(url: string, controller: string): Promise<OpenedRequest> {
  const { status, body } = await new Client(url).post<{
    cases: { token: string; reference: string; requests: { id: string }[] }[];
  }>('/v1/submissions', {
    controllers: [controller],
    rights: ['erasure'],
    identifiers: [{ kind: 'email', value: `somebody@${controller}.test` }],
  });
  if (status !== 201) throw new Error(`The submission was answered with ${status}.`);
  const opened = body.cases[0]!;
  return { caseToken: opened.token, reference: opened.reference, requestId: opened.requests[0]!.id };
}

/** Those who call from other systems: the other side of a question, and an agent. */
async function otherSides(
  { service }: RunningService,
  requestId: string,
): Promise<Pick<EdgeOffice, 'callback' | 'agent'>> {
  const { token, hash } = newToken();
  return service.app.get(Transactions, { strict: false }).run(async (tx) => {
    await tx.query(
      `INSERT INTO conversation (id, system, map_id, controller_id, case_id, request_id, askers, verb, answerer, whole,
         digest, generation, question, token_hash, state, opened_at, expires_at)
       SELECT $1, 'shop', $1, r.controller_id, r.case_id, r.id, '{}', 'find', 'system', false,
         '\\x00', 1, '\\x00', $2, 'open', now(), now() + interval '30 days'
       FROM request r WHERE r.id = $3`,
      [newId(), hash, requestId],
    );
    return { callback: token, agent: await service.app.get(Agents, { strict: false }).admit(tx, 'edge', ['shop']) };
  });
}
