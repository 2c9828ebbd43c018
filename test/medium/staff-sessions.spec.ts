import { SetClock } from '../../src/platform/clock/clock.js';
import { Sessions } from '../../src/people/sessions/sessions.js';
import { forgetSignIns } from '../../src/people/sign-in/forget-sign-in.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { Browser } from '../kit/browser.js';
import { bodyOf, type DeskMember, deskMember, invited, PASSWORD, totpCode } from '../kit/desk-staff.js';
import { runService, type RunningService } from '../kit/running-service.js';

const MINUTE = 60_000;
const STEP = 30_000;

describe('sessions, codes and delays', () => {
  const clock = new SetClock(new Date('2026-11-02T09:00:00Z'));
  let service: RunningService;
  let ada: DeskMember;
  let members = 0;

  beforeAll(async () => {
    service = await runService({
      clock,
      environment: { WORKERS: 'false', TRUSTED_PROXIES: '1', SESSION_IDLE_MINUTES: '20', SESSION_HOURS: '2' },
    });
  });
  beforeEach(async () => {
    ada = await deskMember(service, clock, `member${(members += 1)}@desk.test`, ['privacy_officer']);
    clock.advance(MINUTE);
  });
  afterAll(() => service.stop());

  const alive = async (browser: Browser): Promise<boolean> =>
    (await browser.get('/v1/staff/me/sessions')).status === 200;
  const password = (browser: Browser, wrong = false) =>
    browser.post('/v1/staff/sign-in', { email: ada.email, password: wrong ? 'Etwas-ganz-anderes' : PASSWORD });
  const code = (steps = 0): string => totpCode(ada.secret, new Date(clock.now().getTime() + steps * STEP));
  const query = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
    service.service.app.get(Transactions, { strict: false }).manager.query<T[]>(sql, values);

  it('end when nobody has called for a while, and stay alive while somebody does', async () => {
    for (let call = 0; call < 3; call++) {
      clock.advance(18 * MINUTE);
      expect(await alive(ada.browser)).toBe(true);
    }
    clock.advance(20 * MINUTE);
    expect(await alive(ada.browser)).toBe(false);
  });

  it('end after some hours, however busy, and also when stepped up meanwhile', async () => {
    for (let call = 0; call < 7; call++) {
      clock.advance(15 * MINUTE);
      expect(await alive(ada.browser)).toBe(true);
    }
    expect((await ada.browser.post('/v1/staff/me/step-up', { code: code() })).status).toBe(200);
    clock.advance(15 * MINUTE);
    expect(await alive(ada.browser)).toBe(false);
  });

  it('give an unfinished sign-in twenty minutes', async () => {
    const browser = new Browser(service.url);
    bodyOf(await password(browser));
    clock.advance(19 * MINUTE);
    expect((await browser.post('/v1/staff/sign-in/totp', { code: '000000' })).status).toBe(422);
    clock.advance(MINUTE);
    expect((await browser.post('/v1/staff/sign-in/totp', { code: code() })).status).toBe(401);
  });

  it('take up no cookie that was planted, and end the one that was there', async () => {
    const planted = new Browser(service.url);
    const cookie = 'A'.repeat(43);
    planted.cookies.set('habeas', cookie);
    bodyOf(await password(planted));
    expect(planted.cookies.get('habeas')).not.toBe(cookie);

    const before = ada.browser.cookies.get('habeas')!;
    bodyOf(await password(ada.browser));
    const after = ada.browser.cookies.get('habeas')!;
    expect(after).not.toBe(before);
    ada.browser.cookies.set('habeas', before);
    expect(await alive(ada.browser)).toBe(false);
  });

  it('keep hash, family and a tag of the network, and neither token, header nor address', async () => {
    const rows = await query<{ text: string; browser: string }>(
      `SELECT t::text AS text, t.browser FROM staff_session t WHERE staff_id = $1`,
      [ada.id],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.browser).toBe('Firefox, Linux');
    const hex = (text: string): string => Buffer.from(text).toString('hex');
    for (const secret of [ada.browser.cookies.get('habeas')!, ada.browser.address, 'Gecko']) {
      expect(rows[0]!.text).not.toContain(secret);
      expect(rows[0]!.text).not.toContain(hex(secret));
    }
  });

  it('store no second factor in clear', async () => {
    const [totp] = await query<{ text: string }>(`SELECT t::text AS text FROM staff_totp t WHERE staff_id = $1`, [
      ada.id,
    ]);
    const codes = await query<{ text: string }>(
      `SELECT c::text AS text FROM staff_recovery_code c WHERE staff_id = $1`,
      [ada.id],
    );
    expect(codes).toHaveLength(10);
    expect(totp!.text).not.toContain(ada.secret);
    for (const { text } of codes) for (const given of ada.recoveryCodes) expect(text).not.toContain(given);
    const [stored] = await query<{ hash: string }>(`SELECT hash FROM staff_password WHERE staff_id = $1`, [ada.id]);
    expect(stored!.hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$/);
  });

  it.each([
    ['the step before', -1, 200],
    ['this step', 0, 200],
    ['the next step', 1, 200],
    ['two steps before', -2, 422],
    ['two steps ahead', 2, 422],
  ])('take a code of %s: %i, %i', async (_name, steps, status) => {
    const browser = new Browser(service.url);
    bodyOf(await password(browser));
    expect((await browser.post('/v1/staff/sign-in/totp', { code: code(steps) })).status).toBe(status);
  });

  it('take no code twice, not at the same moment, nor an older one after a newer', async () => {
    const browsers = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const browser = new Browser(service.url);
        bodyOf(await password(browser));
        return browser;
      }),
    );
    const [late, ...racing] = browsers;
    const answers = await Promise.all(racing.map((one) => one.post('/v1/staff/sign-in/totp', { code: code() })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
    expect((await late!.post('/v1/staff/sign-in/totp', { code: code(-1) })).status).toBe(422);
    expect((await late!.post('/v1/staff/sign-in/totp', { code: code(1) })).status).toBe(200);
  });

  it('let wrong codes be typed more and more slowly, also in sessions opened side by side', async () => {
    const browser = new Browser(service.url);
    const other = new Browser(service.url);
    bodyOf(await password(browser));
    bodyOf(await password(other));
    for (let time = 0; time < 5; time++) {
      expect((await browser.post('/v1/staff/sign-in/totp', { code: '000000' })).status).toBe(422);
    }
    const blocked = await other.post('/v1/staff/sign-in/totp', { code: code() });
    expect(blocked).toMatchObject({ status: 429, headers: { 'retry-after': '2' } });
    clock.advance(2_000);
    expect((await other.post('/v1/staff/sign-in/totp', { code: code() })).status).toBe(200);
  });

  it('delay strangers who guess, tell the ledger, and lock nobody out', async () => {
    const stranger = new Browser(service.url);
    const waits: number[] = [];
    for (let time = 0; time < 15; time++) {
      stranger.address = `203.0.${113 + time}.9`;
      const answer = await password(stranger, true);
      if (answer.status === 429) {
        const wait = Number(answer.headers['retry-after']);
        waits.push(wait);
        clock.advance(wait * 1_000);
      } else expect(answer.status).toBe(422);
    }
    expect(waits).toEqual([2, 4, 8, 16, 32]);
    // The right password from a network in which she never was waits with the strangers …
    stranger.address = '203.0.200.9';
    expect((await password(stranger)).status).toBe(429);
    // … and where she has signed in before it does not.
    const hers = new Browser(service.url, ada.browser.address);
    expect(bodyOf(await password(hers))).toEqual({ next: 'totp' });
    const told = await query<{ body: string }>(
      `SELECT body FROM ledger_entry WHERE kind = 'staff.sign-in-failed' ORDER BY id DESC LIMIT 1`,
    );
    expect(JSON.parse(told[0]!.body)).toMatchObject({ data: { step: 'password', failures: 10 } });
  });

  it('hash for nobody as for somebody', async () => {
    const seconds: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    const one = async (kind: 'known' | 'unknown'): Promise<void> => {
      const { email } = kind === 'known' ? ada : { email: 'nobody@desk.test' };
      const begun = performance.now();
      const answer = await new Browser(service.url).post('/v1/staff/sign-in', {
        email,
        password: 'Etwas-ganz-anderes',
      });
      if (answer.status === 422) seconds[kind].push(performance.now() - begun);
      clock.advance(20 * MINUTE);
    };
    await one('unknown'); // makes the hash that nobody has
    seconds.unknown.length = 0;
    for (let time = 0; time < 7; time++) {
      await one('known');
      await one('unknown');
    }
    const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]!;
    const ratio = median(seconds.unknown) / median(seconds.known);
    // Without the hash the answer for nobody takes a fiftieth of the time.
    expect(ratio).toBeGreaterThan(0.4);
    expect(ratio).toBeLessThan(2.5);
  });

  it('let an invitation be accepted once, within a week', async () => {
    const { token } = await invited(service, `guest${members}@desk.test`, ['agent']);
    const accept = (password: string) =>
      new Browser(service.url).post('/v1/staff/invitations/acceptance', { token, password });
    expect((await accept('zu kurz')).json).toMatchObject({ code: 'password-refused', reason: 'too-short' });
    const [one, other] = await Promise.all([accept(PASSWORD), accept(PASSWORD)]);
    expect([one.status, other.status].sort()).toEqual([200, 422]);
    const late = await invited(service, `late${members}@desk.test`, ['agent']);
    clock.advance(7 * 24 * 60 * MINUTE);
    const answer = await new Browser(service.url).post('/v1/staff/invitations/acceptance', {
      token: late.token,
      password: PASSWORD,
    });
    expect(answer).toMatchObject({ status: 422, json: { code: 'sign-in-refused' } });
  });

  it('are forgotten a month after their end, with everything else that has lapsed', async () => {
    clock.advance(32 * 24 * 60 * MINUTE);
    await service.service.app.get(Transactions, { strict: false }).run((tx) => forgetSignIns(tx, clock.now()));
    for (const table of ['staff_session', 'passkey_challenge', 'sign_in_delay', 'staff_invitation', 'set_up_code']) {
      expect([table, await query(`SELECT 1 FROM ${table}`)]).toEqual([table, []]);
    }
    const sessions = service.service.app.get(Sessions, { strict: false });
    expect(await sessions.living(service.service.app.get(Transactions, { strict: false }).manager, ada.id)).toEqual([]);
  });
});
