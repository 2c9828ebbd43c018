import type { CastMember } from '../../demo/company/cast.js';
import type { CompanyDatabases } from '../../demo/company/systems.js';
import type { DemoVendors } from '../../demo/company/vendors.js';
import type { DemoLogin } from '../../demo/login.js';
import type { DemoKeys } from '../../demo/staff.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { ApiClient } from '../../platform/http/client/api-client.js';
import { CliFailure } from '../failure.js';
import { proofOfWork } from '../remote/proof-of-work.js';
import type { OpenedCases } from '../remote/submit.js';
import type { ShownRequest } from '../remote/show.js';
import type { Account } from './account.js';

/** Everything that the chapters of the demo act on. */
export interface World {
  account: Account;
  /** The service, as anybody reaches it. */
  api: ApiClient;
  keys: DemoKeys;
  login: DemoLogin;
  company: CompanyDatabases;
  vendors: DemoVendors;
  clock: Clock;
  /** What is to be looked at afterwards lies here. */
  home: string;
  mailbox: string;
}

/** A case as the person who asked has it in hand. */
export interface OwnCase {
  reference: string;
  requestId: string;
  dueOn: string | null;
  /** The service as she reaches it with her token. */
  api: ApiClient;
}

/** How long any step may take: work of seconds, on a slow machine. */
const PATIENCE_MS = 30_000;
const EVERY_MS = 150;

/** Asks again until the answer satisfies. @throws CliFailure when it takes too long. */
export async function until<T>(what: string, ask: () => Promise<T>, satisfies: (answer: T) => boolean): Promise<T> {
  for (const end = performance.now() + PATIENCE_MS; ;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (performance.now() > end) throw new CliFailure(`The demo waited ${PATIENCE_MS / 1000} s in vain until ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, EVERY_MS));
  }
}

/** A person asks, as anybody can: without a key, and nothing is revealed about whether she is known. */
export async function ask(world: World, person: CastMember, right: string): Promise<OwnCase> {
  const { cases } = await world.api.post<OpenedCases>('/v1/submissions', {
    controllers: [person.controller],
    rights: [right],
    identifiers: [{ kind: 'email', value: person.email }],
    locale: person.language,
    country: person.country,
    ...(await proofOfWork(world.api)),
  });
  const [opened] = cases;
  const [request] = opened?.requests ?? [];
  if (!opened || !request) throw new CliFailure('The service opened no case.');
  return { reference: opened.reference, requestId: request.id, dueOn: request.dueOn, api: world.api.as(opened.token) };
}

/** She proves who she is by the company's own login. */
export async function proveByLogin(world: World, own: OwnCase, person: CastMember): Promise<void> {
  const assertion = await world.login.assertion(
    { email: person.email, caseReference: own.reference },
    world.clock.now(),
  );
  await own.api.post('/v1/case/proof/login', { assertion });
}

/** Waits, as the officer sees it, until the request is in one of these states. */
export async function untilState(officer: ApiClient, id: string, ...states: string[]): Promise<ShownRequest> {
  const request = await until(
    `the request is ${states.join(' or ')}`,
    () => officer.get<ShownRequest>(`/v1/requests/${id}`),
    (shown) => states.includes(shown.state) || shown.errands.length > 0,
  );
  if (states.includes(request.state)) return request;
  const errands = request.errands.map((errand) => `${errand.kind}${errand.system ? ` in ${errand.system}` : ''}`);
  throw new CliFailure(`The request is ${request.state} and waits for a person: ${errands.join(', ')}.`);
}
