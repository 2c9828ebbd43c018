import { SetUp } from '../../src/people/set-up/set-up.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { Browser } from '../kit/browser.js';
import { bodyOf, PASSWORD, totpCode } from '../kit/desk-staff.js';
import { runService, type RunningService } from '../kit/running-service.js';
import { SoftwareAuthenticator } from '../kit/software-authenticator.js';

const MINUTE = 60_000;
const EMAIL = 'ada.vogt@office.test';

/** From an empty installation to a passkey, over HTTP, as the pages do it. */
describe('staff sign in', () => {
  const clock = new SetClock(new Date('2026-11-02T09:00:00Z'));
  let service: RunningService;
  let setUpCode: string;
  let browser: Browser;
  let authenticator: SoftwareAuthenticator;
  let secret: string;
  let recoveryCodes: string[];

  beforeAll(async () => {
    service = await runService({
      clock,
      environment: { WORKERS: 'false', TRUSTED_PROXIES: '1', PUBLIC_URL: 'https://privacy.example.test' },
    });
    setUpCode = (await service.service.app.get(SetUp, { strict: false }).offer())!;
    browser = new Browser(service.url);
    authenticator = new SoftwareAuthenticator('https://privacy.example.test');
  });

  afterAll(() => service.stop());

  const told = async (): Promise<{ kind: string; data: Record<string, unknown>; by: { tag?: string } }[]> => {
    const rows = await service.service.app
      .get(Transactions, { strict: false })
      .manager.query<{ kind: string; body: string }[]>(`SELECT kind, body FROM ledger_entry ORDER BY id`);
    return rows.map(({ body }) => JSON.parse(body) as never);
  };
  const kinds = async (): Promise<string[]> => (await told()).map(({ kind }) => kind);
  const code = (): string => totpCode(secret, clock.now());

  it('says that somebody has to be the first', async () => {
    expect(bodyOf(await browser.get('/v1/staff/start'))).toEqual({ setUpNeeded: true, passkeys: true });
    expect((await browser.get('/v1/staff/me')).status).toBe(401);
  });

  it('makes the first officer with the printed code alone, once', async () => {
    const first = { code: setUpCode, name: 'Ada Vogt', email: EMAIL, password: PASSWORD };
    const wrong = await browser.post('/v1/staff/set-up', { ...first, code: 'BCDF-GHJK-MNPQ' });
    expect(wrong).toMatchObject({ status: 422, json: { code: 'sign-in-refused' } });
    for (const [password, reason] of [
      ['kurz', 'too-short'],
      ['Passwort2026!', 'too-common'],
      ['ada.vogt-2026', 'too-personal'],
    ]) {
      expect((await browser.post('/v1/staff/set-up', { ...first, password })).json).toMatchObject({
        code: 'password-refused',
        reason,
      });
    }
    expect(bodyOf(await browser.post('/v1/staff/set-up', first), 201)).toEqual({ next: 'enrol' });
    expect(browser.lastSetCookie).toEqual([
      expect.stringMatching(/^__Host-habeas=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/),
    ]);
    const second = await new Browser(service.url).post('/v1/staff/set-up', { ...first, email: 'eve@office.test' });
    expect(second).toMatchObject({ status: 409, json: { code: 'conflict' } });
    expect(bodyOf(await browser.get('/v1/staff/start'))).toMatchObject({ setUpNeeded: false });
    expect(await service.service.app.get(SetUp, { strict: false }).offer()).toBeNull();
  });

  it('lets a session without a second factor set one up and nothing else', async () => {
    expect(bodyOf(await browser.get('/v1/staff/me'))).toMatchObject({
      email: EMAIL,
      roles: ['privacy_officer'],
      controllers: null,
      secondFactor: 'none',
      locale: 'de',
    });
    for (const [method, path] of [
      ['GET', '/v1/requests'],
      ['GET', '/v1/staff'],
      ['GET', '/v1/staff/me/sessions'],
      ['DELETE', '/v1/staff/me/sessions'],
      ['POST', '/v1/staff/me/recovery-codes'],
      ['POST', '/v1/staff/me/step-up/options'],
    ] as const) {
      expect([path, await browser.send(method, path)]).toMatchObject([
        path,
        { status: 401, json: { code: 'second-factor-needed', next: 'enrol' } },
      ]);
    }
    const early = await browser.post('/v1/staff/sign-in/totp', { code: '123456' });
    expect(early.status).toBe(409);
  });

  it('becomes whole with the first code of an authenticator app, under a new cookie', async () => {
    const before = browser.cookies.get('__Host-habeas')!;
    const offer = bodyOf<{ uri: string; secret: string }>(await browser.post('/v1/staff/me/totp'), 201);
    ({ secret } = offer);
    expect(offer.uri).toBe(
      `otpauth://totp/Habeas:${encodeURIComponent(EMAIL)}?issuer=Habeas&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    );
    const wrong = await browser.post('/v1/staff/me/totp/confirmation', { code: '000000' });
    expect(wrong).toMatchObject({ status: 422, json: { code: 'sign-in-refused' } });
    ({ recoveryCodes } = bodyOf<{ recoveryCodes: string[] }>(
      await browser.post('/v1/staff/me/totp/confirmation', { code: code() }),
    ));
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(recoveryCodes[0]).toMatch(/^([2-9B-Z]{4}-){2}[2-9B-Z]{4}$/);
    expect((await browser.get('/v1/requests')).status).toBe(200);
    expect(bodyOf(await browser.get('/v1/staff/me'))).toMatchObject({ secondFactor: 'totp', recoveryCodesLeft: 10 });
    const old = new Browser(service.url);
    old.cookies.set('__Host-habeas', before);
    expect((await old.get('/v1/staff/me')).status).toBe(401);
  });

  it('signs out, and in again with password and code; each code counts once', async () => {
    expect((await browser.post('/v1/staff/sign-out')).status).toBe(204);
    expect(browser.cookies.size).toBe(0);
    expect((await browser.get('/v1/staff/me')).status).toBe(401);

    const signIn = { email: ` ${EMAIL.toUpperCase()}`, password: PASSWORD };
    const wrongs = await Promise.all([
      new Browser(service.url).post('/v1/staff/sign-in', { ...signIn, password: 'Ganz-anderes-Wort-1' }),
      new Browser(service.url).post('/v1/staff/sign-in', { ...signIn, email: 'nobody@office.test' }),
    ]);
    const [one, other] = wrongs.map(({ status, json }) => ({ status, ...(json as object), instance: '' }));
    expect(one).toMatchObject({ status: 422, code: 'sign-in-refused' });
    expect(one).toEqual(other);

    expect(bodyOf(await browser.post('/v1/staff/sign-in', signIn))).toEqual({ next: 'totp' });
    for (const path of ['/v1/requests', '/v1/staff/me']) {
      expect(await browser.get(path)).toMatchObject({
        status: 401,
        json: { code: 'second-factor-needed', next: 'totp' },
      });
    }
    expect((await browser.post('/v1/staff/me/totp')).status).toBe(401);
    const replayed = await browser.post('/v1/staff/sign-in/totp', { code: code() });
    expect(replayed).toMatchObject({ status: 422, json: { code: 'sign-in-refused' } });
    clock.advance(MINUTE);
    const half = browser.cookies.get('__Host-habeas')!;
    expect(bodyOf(await browser.post('/v1/staff/sign-in/totp', { code: code() }))).toEqual({ next: 'done' });
    expect(browser.cookies.get('__Host-habeas')).not.toBe(half);
    expect((await browser.get('/v1/requests')).status).toBe(200);
  });

  it('takes a recovery code once in place of the app', async () => {
    const away = new Browser(service.url);
    const signIn = { email: EMAIL, password: PASSWORD };
    bodyOf(await away.post('/v1/staff/sign-in', signIn));
    const typed = recoveryCodes[3]!.toLowerCase().replaceAll('-', ' ');
    expect(bodyOf(await away.post('/v1/staff/sign-in/totp', { code: typed }))).toEqual({ next: 'done' });
    expect(bodyOf(await away.get('/v1/staff/me'))).toMatchObject({ recoveryCodesLeft: 9 });
    bodyOf(await away.post('/v1/staff/sign-in', signIn));
    expect((await away.post('/v1/staff/sign-in/totp', { code: recoveryCodes[3] })).status).toBe(422);
    bodyOf(await away.post('/v1/staff/sign-in/totp', { code: recoveryCodes[4] }));
    await away.post('/v1/staff/sign-out');
  });

  it('adds a passkey, and signs in with it alone', async () => {
    const options = bodyOf<never>(await browser.post('/v1/staff/me/passkeys/options'));
    expect(options).toMatchObject({
      rp: { id: 'privacy.example.test' },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    });
    const made = await browser.post('/v1/staff/me/passkeys', {
      name: 'Laptop',
      credential: authenticator.create(options),
    });
    expect(bodyOf(made, 201)).toEqual({ id: expect.any(String) as string, recoveryCodes: null });
    expect(bodyOf(await browser.get('/v1/staff/me/passkeys'))).toMatchObject({
      items: [{ name: 'Laptop', backedUp: false, usedAt: null }],
    });

    const phone = new Browser(service.url);
    phone.agent =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Safari/604.1';
    const challenge = bodyOf<never>(await phone.post('/v1/staff/sign-in/passkey/options'));
    const assertion = authenticator.get(challenge);
    expect(bodyOf(await phone.post('/v1/staff/sign-in/passkey', assertion))).toEqual({ next: 'done' });
    expect((await phone.get('/v1/requests')).status).toBe(200);
    // The challenge is spent.
    expect((await new Browser(service.url).post('/v1/staff/sign-in/passkey', assertion)).status).toBe(422);
  });

  it('lists where one is signed in, and revokes', async () => {
    type Listed = { items: { id: string; browser: string; current: boolean; sameNetwork: boolean }[] };
    const { items } = bodyOf<Listed>(await browser.get('/v1/staff/me/sessions'));
    expect(items.map((item) => [item.browser, item.current, item.sameNetwork])).toEqual(
      expect.arrayContaining([
        ['Firefox, Linux', true, true],
        ['Safari, iOS', false, true],
      ]),
    );
    expect(items).toHaveLength(2);
    expect(JSON.stringify(items)).not.toContain(browser.address.slice(0, 6));
    const phone = items.find((item) => !item.current)!;
    expect((await browser.delete(`/v1/staff/me/sessions/${phone.id}`)).status).toBe(204);
    expect((await browser.delete(`/v1/staff/me/sessions/${phone.id}`)).status).toBe(404);
    expect(bodyOf<Listed>(await browser.get('/v1/staff/me/sessions')).items).toHaveLength(1);

    const elsewhere = new Browser(service.url);
    const challenge = bodyOf<never>(await elsewhere.post('/v1/staff/sign-in/passkey/options'));
    bodyOf(await elsewhere.post('/v1/staff/sign-in/passkey', authenticator.get(challenge)));
    expect(bodyOf(await browser.delete('/v1/staff/me/sessions'))).toEqual({ ended: 1 });
    expect((await elsewhere.get('/v1/requests')).status).toBe(401);
    expect((await browser.get('/v1/requests')).status).toBe(200);
  });

  it('keeps the last factor', async () => {
    const { items } = bodyOf<{ items: { id: string }[] }>(await browser.get('/v1/staff/me/passkeys'));
    expect((await browser.delete('/v1/staff/me/totp')).status).toBe(204);
    const last = await browser.delete(`/v1/staff/me/passkeys/${items[0]!.id}`);
    expect(last).toMatchObject({ status: 409, json: { code: 'last-of-its-kind', of: 'second-factor' } });
    expect((await browser.delete('/v1/staff/me/totp')).status).toBe(404);
    expect(bodyOf(await browser.get('/v1/staff/me'))).toMatchObject({ secondFactor: 'passkey' });
    const back = new Browser(service.url);
    expect(bodyOf(await back.post('/v1/staff/sign-in', { email: EMAIL, password: PASSWORD }))).toEqual({
      next: 'passkey',
    });
    bodyOf(await back.post('/v1/staff/sign-in/totp', { code: recoveryCodes[5] }));
  });

  it('ends every other session with a new password', async () => {
    const other = new Browser(service.url);
    const challenge = bodyOf<never>(await other.post('/v1/staff/sign-in/passkey/options'));
    bodyOf(await other.post('/v1/staff/sign-in/passkey', authenticator.get(challenge)));
    const next = 'Vierzehn graue Reiher';
    expect((await browser.post('/v1/staff/me/password', { current: 'x', next })).status).toBe(422);
    expect(
      (await browser.post('/v1/staff/me/password', { current: PASSWORD, next: 'AdaVogtAdaVogt' })).json,
    ).toMatchObject({ code: 'password-refused' });
    expect((await browser.post('/v1/staff/me/password', { current: PASSWORD, next })).status).toBe(204);
    expect((await browser.get('/v1/staff/me')).status).toBe(200);
    expect((await other.get('/v1/staff/me')).status).toBe(401);
    expect((await other.post('/v1/staff/sign-in', { email: EMAIL, password: PASSWORD })).status).toBe(422);
    expect(bodyOf(await other.post('/v1/staff/sign-in', { email: EMAIL, password: next }))).toEqual({
      next: 'passkey',
    });
  });

  it('has told the ledger all of it, by pseudonym', async () => {
    const all = await told();
    const happened = await kinds();
    for (const kind of [
      'staff.joined',
      'staff.password-set',
      'staff.factor-added',
      'staff.factor-removed',
      'staff.recovery-codes-made',
      'staff.signed-in',
      'staff.signed-out',
      'staff.sessions-ended',
    ]) {
      expect(happened).toContain(kind);
    }
    const methods = all.filter(({ kind }) => kind === 'staff.signed-in').map(({ data }) => data['method']);
    expect(new Set(methods)).toEqual(new Set(['password+totp', 'password+recovery-code', 'passkey']));
    const tags = new Set(all.filter(({ kind }) => kind === 'staff.signed-in').map(({ by }) => by.tag));
    expect(tags.size).toBe(1);
    expect(JSON.stringify(all)).not.toMatch(/vogt|\bada\b|office\.test|192\.0|firefox/i);
    const log = service.log.join('');
    for (const personal of [/vogt/i, /office\.test/, /192\.0\./, new RegExp(secret), /graue/]) {
      expect(log).not.toMatch(personal);
    }
  });
});
