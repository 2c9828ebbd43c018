import { type Role, ROLES } from '../../src/people/policies.js';
import { Client } from './client.js';
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
}

export async function openEdgeOffice(): Promise<EdgeOffice> {
  const service = await runService({ environment: { WORKERS: 'false', TRUSTED_PROXIES: '1' } });
  await withMaps({}, (folder) => service.apply(folder));
  const keys = {} as Record<Role, string>;
  for (const role of ROLES) keys[role] = await service.staff(`${role}@office.test`, [role]);
  return {
    service,
    keys,
    alpha: await submit(service.url, 'alpha'),
    beta: await submit(service.url, 'beta'),
    only: {
      alpha: await service.staff('all@alpha.test', [...ROLES], ['alpha']),
      beta: await service.staff('all@beta.test', [...ROLES], ['beta']),
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
