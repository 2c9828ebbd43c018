import { HUMAN_ROLES, may, type Role } from '../../src/people/policies.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { Browser } from '../kit/browser.js';
import { bodyOf, type DeskMember, deskMember, invited, PASSWORD, totpCode } from '../kit/desk-staff.js';
import { type Operation, operationsOf, pathOf } from '../kit/operations.js';
import type { RawAnswer } from '../kit/raw-client.js';
import { runService, type RunningService } from '../kit/running-service.js';
import { tableDigests } from '../kit/table-digests.js';

const READS = ['GET', 'HEAD'];
const MINUTE = 60_000;

/** What a browser's session opens: the same table of policies, and what only sessions are asked for. */
describe('sessions of staff', () => {
  const clock = new SetClock(new Date('2026-11-02T09:00:00Z'));
  let service: RunningService;
  let operations: Operation[];
  let officer: DeskMember;
  const members = {} as Record<Role, DeskMember>;

  beforeAll(async () => {
    service = await runService({ clock, environment: { WORKERS: 'false', TRUSTED_PROXIES: '1' } });
    operations = await operationsOf(service.url);
    for (const role of HUMAN_ROLES) members[role] = await deskMember(service, clock, `${role}@desk.test`, [role]);
    officer = members.privacy_officer;
  });

  afterAll(() => service.stop());

  const closed = (): Operation[] =>
    operations.filter(
      ({ kinds }) =>
        !kinds.includes('public') && kinds.some((kind) => kind !== 'person' && kind !== 'callback' && kind !== 'agent'),
    );
  const isRead = ({ method }: Operation): boolean => READS.includes(method);
  const code = ({ json }: RawAnswer): unknown => (json as { code?: string } | undefined)?.code;

  /** Every operation that fails the expectation, with what it answered. */
  async function failing(
    of: Operation[],
    browser: Browser,
    expected: (answer: RawAnswer) => boolean,
    headers: Record<string, string> = {},
  ): Promise<string[]> {
    const wrong: string[] = [];
    for (const operation of of) {
      const answer = await browser.send(operation.method, pathOf(operation), undefined, headers);
      if (!expected(answer)) wrong.push(`${operation.name}: ${answer.status} ${answer.text.slice(0, 200)}`);
    }
    return wrong;
  }

  /** The browser of a member without what it says about where a request began. */
  function silent({ browser }: DeskMember): Browser {
    const twin = new Browser(service.url);
    for (const [name, value] of browser.cookies) twin.cookies.set(name, value);
    twin.origin = {};
    return twin;
  }

  it.each([
    ['says nothing', {}],
    ['says another site', { 'sec-fetch-site': 'cross-site' }],
    ['says a neighbour on the same site', { 'sec-fetch-site': 'same-site' }],
    ['says nobody, as a bookmark would', { 'sec-fetch-site': 'none' }],
    ['names another origin', { origin: 'https://evil.example' }],
    ['names no origin', { origin: 'null' }],
    ['names an origin that begins like ours', { origin: 'http://localhost.evil.example' }],
    ['contradicts itself', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost' }],
  ] as [string, Record<string, string>][])('change nothing when the browser %s', async (_name, headers) => {
    const before = await tableDigests(service.database.ownerUrl);
    const writes = closed().filter((operation) => !isRead(operation));
    expect(writes.length).toBeGreaterThan(30);
    const wrong = await failing(
      writes,
      silent(officer),
      (answer) => answer.status === 403 && code(answer) === 'cross-site-request',
      headers,
    );
    expect(wrong).toEqual([]);
    expect(await tableDigests(service.database.ownerUrl)).toEqual(before);
  });

  it('may also be vouched for by the origin, as older browsers and plain HTTP do it', async () => {
    const { port } = new URL(service.url);
    for (const origin of [`http://127.0.0.1:${port}`, `http://localhost:${port}`]) {
      const answer = await silent(officer).send('PATCH', '/v1/staff/me', { locale: 'en' }, { origin });
      expect([origin, answer.status]).toEqual([origin, 200]);
    }
  });

  it('are not opened from elsewhere for somebody else', async () => {
    const browser = new Browser(service.url);
    for (const path of ['/v1/staff/sign-in', '/v1/staff/sign-in/passkey/options', '/v1/staff/invitations/acceptance']) {
      browser.origin = { origin: 'https://evil.example' };
      const body = path.endsWith('sign-in')
        ? { email: officer.email, password: PASSWORD }
        : path.endsWith('acceptance')
          ? { token: 'x'.repeat(43), password: PASSWORD }
          : undefined;
      expect([path, code(await browser.post(path, body))]).toEqual([path, 'cross-site-request']);
    }
    expect(browser.cookies.size).toBe(0);
  });

  it('open nothing while the second factor is missing', async () => {
    const browser = new Browser(service.url);
    bodyOf(await browser.post('/v1/staff/sign-in', { email: officer.email, password: PASSWORD }));
    const others = closed().filter(({ kinds }) => !kinds.includes('entering'));
    expect(
      await failing(
        others,
        browser,
        (answer) => answer.status === 401 && (answer.json as { next?: string }).next === 'totp',
      ),
    ).toEqual([]);
  });

  it('only set a second factor up while there is none', async () => {
    const { token } = await invited(service, 'new@desk.test', ['privacy_officer']);
    const browser = new Browser(service.url);
    bodyOf(await browser.post('/v1/staff/invitations/acceptance', { token, password: PASSWORD }));
    const others = closed().filter(({ kinds }) => !kinds.includes('entering') && !kinds.includes('enrolling'));
    expect(others.length).toBeGreaterThan(30);
    expect(
      await failing(
        others,
        browser,
        (answer) => answer.status === 401 && (answer.json as { next?: string }).next === 'enrol',
      ),
    ).toEqual([]);
  });

  it.each([...HUMAN_ROLES])('let the role %s do what the table of policies says, and nothing else', async (role) => {
    const allowed = (operation: Operation): boolean => operation.may.every((permission) => may([role], permission));
    const { browser } = members[role];
    expect(
      await failing(
        closed().filter((operation) => !allowed(operation)),
        browser,
        (answer) => answer.status === 403 && code(answer) === 'forbidden',
      ),
    ).toEqual([]);
    // The stream of events is an answer without an end.
    const reads = closed().filter((one) => allowed(one) && isRead(one) && one.name !== 'GET /v1/desk/events');
    expect(
      await failing(reads, browser, (answer) => ![401, 403].includes(answer.status) && answer.status < 500),
    ).toEqual([]);
  });

  it('ask for a fresh second factor before what cannot be taken back; keys are not asked', async () => {
    const fresh = closed().filter((operation) => operation.fresh);
    expect(fresh.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'POST /v1/requests/{id}/plan/approval',
        'POST /v1/requests/{id}/release',
        'POST /v1/staff',
        'PATCH /v1/staff/{id}',
        'POST /v1/staff/me/passkeys',
        'POST /v1/staff/me/recovery-codes',
      ]),
    );
    const hers = fresh.filter((operation) => operation.may.every((one) => may(['privacy_officer'], one)));
    clock.advance(9 * MINUTE);
    const wanted = (answer: RawAnswer): boolean => code(answer) === 'step-up-needed';
    expect(wanted(await officer.browser.post('/v1/staff/me/recovery-codes'))).toBe(false);
    clock.advance(2 * MINUTE);
    expect(await failing(hers, officer.browser, wanted)).toEqual([]);
    expect((await officer.browser.get('/v1/staff')).status).toBe(200);

    const key = await service.staff('key@desk.test', ['privacy_officer']);
    const path = '/v1/requests/0199c0de-0000-7000-8000-00000000dead/plan/approval';
    const byKey = await new Browser(service.url).send(
      'POST',
      path,
      { hash: '0'.repeat(64) },
      { authorization: `Bearer ${key}` },
    );
    expect(byKey.status).toBe(404);

    const before = [...officer.browser.cookies.values()];
    expect((await officer.browser.post('/v1/staff/me/step-up', { code: '000000' })).status).toBe(422);
    expect((await officer.browser.post('/v1/staff/me/step-up', {})).status).toBe(400);
    const stepped = await officer.browser.post('/v1/staff/me/step-up', { code: totpCode(officer.secret, clock.now()) });
    expect(bodyOf(stepped)).toEqual({ freshUntil: new Date(clock.now().getTime() + 10 * MINUTE).toISOString() });
    expect([...officer.browser.cookies.values()]).not.toEqual(before);
    expect(wanted(await officer.browser.post('/v1/staff/me/recovery-codes'))).toBe(false);
  });

  it('count for nothing beside a header: who sends a key means the key', async () => {
    const answer = await officer.browser.send('GET', '/v1/staff', undefined, { authorization: 'Bearer hbs_nothing' });
    expect(answer.status).toBe(401);
    const agent = await service.staff('agent-key@desk.test', ['agent']);
    const asAgent = await officer.browser.send('GET', '/v1/staff', undefined, { authorization: `Bearer ${agent}` });
    expect(asAgent.status).toBe(403);
  });
});
