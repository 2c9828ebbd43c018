import type { FastifyInstance } from 'fastify';
import { may, ROLES } from '../../src/people/policies.js';
import { type EdgeOffice, openEdgeOffice } from '../kit/edge-office.js';
import { NOBODY, type Operation, operationsOf, pathOf } from '../kit/operations.js';
import { type RawAnswer, rawCall } from '../kit/raw-client.js';
import { tableDigests } from '../kit/table-digests.js';

/** Served without a place in the document: the document itself, and what only this machine or a token may read. */
const UNDOCUMENTED = [
  'GET /openapi.json',
  'GET /metrics',
  // The pages: the same two files for everybody.
  ...['', 'object', 'verify', 'assets/{name}', 'request/{right}', 'case', 'case*', 'task', 'desk', 'desk*'].map(
    (path) => `GET /${path}`,
  ),
  // Protocols of others, `/v1/exchange/by/{system}/*`: of a wildcard behind a parameter the printer shows the end alone.
  ...['GET', 'POST', 'PUT'].map((method) => `${method} /*`),
];

const PASSKEY = {
  id: 'AAAA',
  rawId: 'AAAA',
  response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' },
  clientExtensionResults: {},
  type: 'public-key',
};

/** Answers for as long as one listens; see desk-events.spec.ts. */
const ENDLESS = 'GET /v1/desk/events';

/** A body that passes the checks of form, so that the answer is about the caller and not about the body. */
const BODIES: Record<string, unknown> = {
  'POST /v1/requests/search': { q: 'nobody@example.org' },
  'POST /v1/requests/{id}/assignment': { staff: null },
  'POST /v1/requests/{id}/reveals': { what: 'identifiers', reason: 'to-identify' },
  'POST /v1/requests/{id}/letters/preview': { decision: 'answer' },
  'POST /v1/desk/views': { name: 'late', filter: { due: 'late' }, shared: false },
  'POST /v1/ledger/verification': {},
  'POST /v1/submissions': {},
  'POST /v1/requests': {
    controllers: ['alpha'],
    rights: ['access'],
    identifiers: [{ kind: 'email', value: 'a@example.org' }],
  },
  'POST /v1/requests/recorded': {
    controllers: ['alpha'],
    rights: ['access'],
    identifiers: [{ kind: 'email', value: 'a@example.org' }],
    channel: 'letter',
    receivedAt: '2026-11-02T09:00:00Z',
  },
  'POST /v1/case/proof/code/answer': { code: '2345-6789' },
  'POST /v1/case/proof/login': { assertion: 'a.b.c' },
  'POST /v1/case/messages': { text: 'a' },
  'POST /v1/requests/{id}/messages': { text: 'a', beforeProof: true },
  'POST /v1/objections': { token: 'x'.repeat(43) },
  'POST /v1/packages/fetch': { token: 'x'.repeat(43) },
  'POST /v1/requests/{id}/identity': { decision: 'accept' },
  'POST /v1/requests/{id}/plan/approval': { hash: '0'.repeat(64) },
  'POST /v1/requests/{id}/review': {
    decisions: [
      {
        system: 's',
        collection: 'c',
        recordDigest: 'd'.repeat(43),
        field: null,
        valueDigest: 'd'.repeat(43),
        action: 'release',
      },
    ],
  },
  'POST /v1/requests/{id}/release': { digest: '0'.repeat(64) },
  'POST /v1/requests/{id}/refusal': { reason: 'unfounded' },
  'POST /v1/requests/{id}/extension': { reason: 'complexity' },
  'POST /v1/requests/{id}/receipt-date': { receivedAt: '2026-11-02T09:00:00Z', reason: 'receipt-misrecorded' },
  'POST /v1/requests/{id}/further-data': { helpful: ['a customer number'] },
  'POST /v1/requests/{id}/package/printing': { form: 'report', reason: 'person-asked' },
  'POST /v1/case/further-data': { identifiers: [{ kind: 'customer_no', value: '4711' }] },
  'POST /v1/requests/{id}/doubt': { doubt: 'Is it you who asks?', needed: 'A call.' },
  'POST /v1/requests/{id}/holds': { reason: 'legal-claim' },
  'POST /v1/requests/{id}/opinions': { text: 'The ground of the refusal is too narrow.' },
  'POST /v1/staff/set-up': { code: 'BCDF-GHJK-MNPQ', name: 'N', email: 'n@example.org', password: 'x' },
  'POST /v1/staff/sign-in': { email: 'n@example.org', password: 'x' },
  'POST /v1/staff/sign-in/totp': { code: '123456' },
  'POST /v1/staff/sign-in/passkey': PASSKEY,
  'POST /v1/staff/invitations/acceptance': { token: 'x'.repeat(43), password: 'x' },
  'PATCH /v1/staff/me': { locale: 'en' },
  'POST /v1/staff/me/password': { current: 'x', next: 'y' },
  'POST /v1/staff/me/totp/confirmation': { code: '123456' },
  'POST /v1/staff/me/passkeys': {
    name: 'n',
    credential: { ...PASSKEY, response: { clientDataJSON: 'e30', attestationObject: 'oA' } },
  },
  'POST /v1/staff/me/step-up': { code: '123456' },
  'POST /v1/staff': { name: 'N', email: 'n@example.org', roles: ['agent'], controllers: null },
  'PATCH /v1/staff/{id}': { disabled: true },
  'POST /v1/requests/{id}/errands/{errandId}': { outcome: 'done-by-hand' },
  'POST /v1/case/requests/{id}/copy-first': { eraseAfterDays: null },
  'POST /v1/deferred-erasures/{id}/decision': { outcome: 'try-again' },
  'POST /v1/standing-approvals': { controller: 'alpha', ground: 'de/ao-147/buchungsbeleg', until: '2027-12-31' },
  'POST /v1/systems': {
    system: 'birds',
    title: { de: 'Vögel', en: 'Birds' },
    connector: 'postgres',
    controllers: ['alpha'],
    settings: { database: 'birds', user: 'keeper' },
  },
  'PUT /v1/systems/{system}/owner': { name: 'Petra Lohmann', email: 'petra@small.test', language: 'de' },
  'PUT /v1/systems/{system}/draft': { yaml: 'habeas: 1', revision: 1 },
  'PUT /v1/systems/{system}/draft/connection': {
    connector: 'postgres',
    settings: { database: 'birds', user: 'keeper' },
    revision: 1,
  },
  'POST /v1/systems/{system}/draft/activation': { revision: 1 },
  'POST /v1/systems/{system}/restore-gate': { backupTakenAt: '2026-10-01T00:00:00Z' },
  'POST /v1/systems/{system}/replays': { since: '2026-10-01T00:00:00Z' },
  'POST /v1/replays/{id}/approval': { hash: '0'.repeat(64) },
  'PUT /v1/exchange/task/pages/{number}': { items: [] },
  'POST /v1/exchange/task/answer': { state: 'done' },
  'POST /v1/requests/{id}/conversations/{conversationId}/answer': { state: 'done' },
  'POST /v1/agent/hello': {
    language: 1,
    version: '0',
    publicKey: { kty: 'OKP', crv: 'X25519', x: 'A'.repeat(43) },
  },
  'PUT /v1/agent/systems/{system}': { survey: {}, health: {}, description: {} },
  'POST /v1/agent/heartbeats': { calls: [] },
  'PUT /v1/agent/calls/{id}/pages/{number}': { fence: 1, results: 'x' },
  'POST /v1/agent/calls/{id}/result': { fence: 1, pages: 0 },
  'POST /v1/hook-sources': { controller: 'alpha', name: 'Helpdesk', sender: 'zendesk' },
  'PUT /v1/hook-sources/{id}/settings': { settings: {} },
  'POST /v1/hook-sources/{id}/secrets': { secret: 'a-secret-of-a-sender' },
  'POST /v1/hook-sources/{id}/secrets/{secret}/end': {},
  'POST /v1/shadow-requests/{id}/reveals': { reason: 'to-decide' },
  'POST /v1/shadow-requests/{id}/confirmation': { rights: ['access'] },
  'POST /v1/shadow-requests/{id}/dismissal': { reason: 'no-request' },
  'POST /v1/hook-findings/{id}/settlement': { outcome: 'another-person' },
  'POST /v1/suppression/check': {
    controller: 'alpha',
    lists: [{ kind: 'email', values: ['nobody@example.org'] }],
  },
  'POST /v1/maps/lint': { system: 'birds', yaml: 'habeas: 1' },
  'POST /v1/systems/{system}/trials': {
    controller: 'alpha',
    identifiers: [{ kind: 'email', value: 'nobody@example.org' }],
  },
};

describe('who may do what', () => {
  let office: EdgeOffice;
  let operations: Operation[];

  beforeAll(async () => {
    office = await openEdgeOffice();
    operations = await operationsOf(office.service.url);
  });

  afterAll(() => office.service.stop());

  const call = (operation: Operation, token?: string, values?: Record<string, string>): Promise<RawAnswer> => {
    const body = BODIES[operation.name];
    return rawCall(office.service.url, {
      method: operation.method,
      path: pathOf(operation, values),
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };

  /** Every operation that fails the expectation, with what it answered. */
  async function failing(
    of: Operation[],
    attempt: (operation: Operation) => Promise<RawAnswer>,
    expected: (answer: RawAnswer, operation: Operation) => boolean,
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const operation of of) {
      const answer = await attempt(operation);
      if (!expected(answer, operation)) wrong.push(`${operation.name}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    return wrong;
  }

  const closed = (): Operation[] => operations.filter(({ kinds }) => !kinds.includes('public'));
  const forStaff = (): Operation[] => operations.filter(({ kinds }) => kinds.includes('staff'));
  const forPeople = (): Operation[] => operations.filter(({ kinds }) => kinds.includes('person'));
  const is = (answer: RawAnswer, status: number, code: string): boolean =>
    answer.status === status && (answer.json as { code?: string } | undefined)?.code === code;

  it('is written in the document for every route that is served', () => {
    expect(operations.length).toBeGreaterThan(25);
    expect(operations.filter(({ kinds }) => kinds.length === 0).map(({ name }) => name)).toEqual([]);
    const fastify: FastifyInstance = office.service.service.app.getHttpAdapter().getInstance();
    const served = fastify.printRoutes({ commonPrefix: false, includeHooks: false }).split('\n');
    expect(served.join('\n')).toContain('openapi.json');
    const documented = new Set(operations.map(({ method, path }) => `${method} ${path}`));
    const registered = routesOf(served);
    expect(registered.length).toBeGreaterThanOrEqual(operations.length);
    const silent = registered.filter((route) => !documented.has(route) && !UNDOCUMENTED.includes(route));
    expect(silent).toEqual([]);
  });

  it('knows no permission but those of the table', () => {
    const permissions = new Set(forStaff().flatMap((operation) => operation.may));
    expect(permissions.size).toBeGreaterThan(10);
    expect([...permissions].filter((permission) => !ROLES.some((role) => may([role], permission)))).toEqual([]);
    expect(
      forStaff()
        .filter((operation) => operation.may.length === 0)
        .map(({ name }) => name),
    ).toEqual([]);
  });

  it('has a body for every operation that takes one', () => {
    expect(operations.filter(({ takesJson, name }) => takesJson && !(name in BODIES)).map(({ name }) => name)).toEqual(
      [],
    );
  });

  it.each([
    ['no credential', () => undefined],
    ['a credential that is none', () => 'garbage'],
    ['a key that was never given', () => `hbs_${'A'.repeat(43)}`],
    ['the reference of a case', () => office.alpha.reference],
    ['the id of a request', () => office.alpha.requestId],
    ['a token of 4096 characters', () => 'A'.repeat(4096)],
  ])('turns away %s', async (_name, token) => {
    expect(
      await failing(
        closed(),
        (operation) => call(operation, token()),
        (answer) => is(answer, 401, 'unauthenticated'),
      ),
    ).toEqual([]);
  });

  it('lets a person do nothing that is for staff, and staff nothing that is for the person', async () => {
    const staffOnly = closed().filter(({ kinds }) => !kinds.includes('person'));
    const personOnly = closed().filter(({ kinds }) => !kinds.includes('staff'));
    expect(
      await failing(
        staffOnly,
        (operation) => call(operation, office.alpha.caseToken, { id: office.alpha.requestId }),
        (answer) => answer.status === 401,
      ),
    ).toEqual([]);
    expect(
      await failing(
        personOnly,
        (operation) => call(operation, office.all, { id: office.alpha.requestId }),
        (answer) => answer.status === 401,
      ),
    ).toEqual([]);
  });

  it('shows a person nothing of another case', async () => {
    const withId = forPeople().filter(({ parameters }) => parameters.includes('id'));
    expect(withId.length).toBeGreaterThan(2);
    const others = await failing(
      withId,
      (operation) => call(operation, office.alpha.caseToken, { id: office.beta.requestId }),
      (answer) => is(answer, 404, 'not-found'),
    );
    expect(others).toEqual([]);
    // What is somebody else's cannot be told from what is nobody's.
    for (const operation of withId) {
      const [foreign, absent] = await Promise.all(
        [office.beta.requestId, NOBODY].map((id) => call(operation, office.alpha.caseToken, { id })),
      );
      expect(withoutInstance(foreign!)).toEqual(withoutInstance(absent!));
    }
    const withoutId = forPeople().filter(({ parameters, method }) => parameters.length === 0 && method === 'GET');
    for (const operation of withoutId) {
      const answer = await call(operation, office.alpha.caseToken);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain(office.beta.reference);
      expect(answer.text).not.toContain(office.beta.requestId);
    }
  });

  it.each([...ROLES])('lets the role %s do what the table of policies says, and nothing else', async (role) => {
    const before = await tableDigests(office.service.database.ownerUrl);
    const allowed = (operation: Operation): boolean => operation.may.every((permission) => may([role], permission));
    const forbidden = await failing(
      forStaff().filter((operation) => !allowed(operation)),
      (operation) => call(operation, office.keys[role], { id: office.alpha.requestId }),
      (answer) => is(answer, 403, 'forbidden'),
    );
    expect(forbidden).toEqual([]);
    expect(await tableDigests(office.service.database.ownerUrl)).toEqual(before);
    // On nobody's request, so that nothing happens.
    const admitted = await failing(
      forStaff().filter(
        (operation) =>
          allowed(operation) &&
          operation.name !== ENDLESS &&
          !/^POST \/v1\/(requests(\/recorded)?|desk\/views|ledger\/verification|systems|standing-approvals|hook-sources)$/.test(
            operation.name,
          ),
      ),
      (operation) => call(operation, office.keys[role]),
      (answer, operation) => (operation.parameters.length > 0 ? answer.status === 404 : answer.status === 200),
    );
    expect(admitted).toEqual([]);
  });

  it('hides one controller from the staff of another', async () => {
    const before = await tableDigests(office.service.database.ownerUrl);
    const withId = forStaff().filter(({ parameters }) => parameters.includes('id'));
    expect(withId.length).toBeGreaterThan(10);
    expect(
      await failing(
        withId,
        (operation) => call(operation, office.only.beta, { id: office.alpha.requestId }),
        (answer) => is(answer, 404, 'not-found'),
      ),
    ).toEqual([]);
    for (const operation of withId) {
      const [foreign, absent] = await Promise.all(
        [office.alpha.requestId, NOBODY].map((id) => call(operation, office.only.beta, { id })),
      );
      expect(withoutInstance(foreign!)).toEqual(withoutInstance(absent!));
    }
    for (const operation of forStaff().filter(
      ({ parameters, method, name }) => parameters.length === 0 && method === 'GET' && name !== ENDLESS,
    )) {
      const answer = await call(operation, office.only.beta);
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain(office.alpha.reference);
      expect(answer.text).not.toContain(office.alpha.requestId);
    }
    const filtered = await rawCall(office.service.url, {
      method: 'GET',
      path: `/v1/requests?controller=alpha&q=${office.alpha.reference}`,
      headers: { authorization: `Bearer ${office.only.beta}` },
    });
    expect(filtered.json).toMatchObject({ items: [] });
    for (const name of ['POST /v1/requests', 'POST /v1/requests/recorded']) {
      const operation = operations.find((one) => one.name === name)!;
      expect(is(await call(operation, office.only.beta), 422, 'unknown-controller')).toBe(true);
    }
    expect(await tableDigests(office.service.database.ownerUrl)).toEqual(before);
  });

  it('tells a browser of another origin nothing', async () => {
    const answer = await rawCall(office.service.url, {
      method: 'OPTIONS',
      path: '/v1/submissions',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    const read = await rawCall(office.service.url, {
      method: 'GET',
      path: '/v1/controllers',
      headers: { origin: 'https://evil.example' },
    });
    for (const { headers } of [answer, read]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      expect(headers['set-cookie']).toBeUndefined();
    }
  });

  it('takes a credential from nowhere but its header', async () => {
    const path = `/v1/requests?access_token=${office.all}&token=${office.all}&api_key=${office.all}`;
    for (const headers of [
      { cookie: `token=${office.all}` },
      { 'x-api-key': office.all },
      { authorization: `Basic ${Buffer.from(`x:${office.all}`).toString('base64')}` },
      { authorization: office.all },
      { authorization: `Bearer  ${office.all}` },
      { authorization: `Bearer ${office.all}, Bearer x` },
    ] as Record<string, string>[]) {
      expect((await rawCall(office.service.url, { method: 'GET', path, headers })).status).toBe(401);
    }
  });
});

function withoutInstance(answer: RawAnswer): unknown {
  return { ...(answer.json as object), instance: undefined };
}

/** The tree that Fastify prints, as `GET /v1/case/proof`; HEAD comes with every GET. */
function routesOf(tree: string[]): string[] {
  const above: string[] = [];
  return tree.flatMap((line) => {
    const found = /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/.exec(line);
    if (!found) return [];
    const depth = found[1]!.length / 4;
    above.length = depth;
    above.push(found[2]!);
    const path = above.join('').replace(/:(\w+)/g, '{$1}');
    const methods = (found[3] ?? '').split(', ').filter((method) => method !== '' && method !== 'HEAD');
    return methods.map((method) => `${method} ${path}`);
  });
}
