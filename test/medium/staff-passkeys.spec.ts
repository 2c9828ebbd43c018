import { generateKeyPairSync } from 'node:crypto';
import { SetClock } from '../../src/platform/clock/clock.js';
import { Browser } from '../kit/browser.js';
import { bodyOf, type DeskMember, deskMember } from '../kit/desk-staff.js';
import { runService, type RunningService } from '../kit/running-service.js';
import { type Deviation, type RequestOptions, SoftwareAuthenticator } from '../kit/software-authenticator.js';

const ORIGIN = 'https://privacy.example.test';
const MINUTE = 60_000;

describe('passkeys of staff', () => {
  const clock = new SetClock(new Date('2026-11-02T09:00:00Z'));
  let service: RunningService;
  let ada: DeskMember;
  let bea: DeskMember;
  let hers: SoftwareAuthenticator;
  let others: SoftwareAuthenticator;

  beforeAll(async () => {
    service = await runService({
      clock,
      environment: { WORKERS: 'false', TRUSTED_PROXIES: '1', PUBLIC_URL: ORIGIN, SESSION_IDLE_MINUTES: '600' },
    });
    ada = await deskMember(service, clock, 'ada@desk.test', ['privacy_officer']);
    bea = await deskMember(service, clock, 'bea@desk.test', ['agent']);
    hers = await enrolled(ada);
    others = await enrolled(bea);
  });

  afterAll(() => service.stop());

  const creation = async (member: DeskMember): Promise<never> =>
    bodyOf<never>(await member.browser.post('/v1/staff/me/passkeys/options'));

  async function enrolled(member: DeskMember): Promise<SoftwareAuthenticator> {
    const authenticator = new SoftwareAuthenticator(ORIGIN);
    const credential = authenticator.create(await creation(member));
    bodyOf(await member.browser.post('/v1/staff/me/passkeys', { name: 'Key', credential }), 201);
    return authenticator;
  }

  const asked = async (): Promise<RequestOptions> =>
    bodyOf(await new Browser(service.url).post('/v1/staff/sign-in/passkey/options'));
  const signIn = async (credential: unknown): Promise<number> =>
    (await new Browser(service.url).post('/v1/staff/sign-in/passkey', credential)).status;

  it('sign in, again and again, with a counter that grows', async () => {
    for (let time = 0; time < 2; time++) expect(await signIn(hers.get(await asked()))).toBe(200);
  });

  it.each<[string, () => Deviation]>([
    ['another origin', () => ({ origin: 'https://privacy.example.test.evil.example' })],
    ['the origin on plain HTTP', () => ({ origin: 'http://privacy.example.test' })],
    ['another relying party', () => ({ rpId: 'example.test' })],
    ['nobody verified', () => ({ unverified: true })],
    ['a challenge that was never given', () => ({ challenge: Buffer.alloc(32, 7).toString('base64url') })],
    ['another key', () => ({ signWith: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey })],
    ['a counter that fell back, as of a copy', () => ({ counter: 1 })],
    ['the handle of somebody else', () => ({ userHandle: Buffer.alloc(16, 1).toString('base64url') })],
  ])('sign nobody in with %s', async (_name, deviation) => {
    const counter = hers.counter;
    expect(await signIn(hers.get(await asked(), deviation()))).toBe(422);
    hers.counter = counter + 1;
    expect(await signIn(hers.get(await asked()))).toBe(200);
  });

  it('answer a challenge once, and within five minutes', async () => {
    const options = await asked();
    const once = hers.get(options);
    const [one, other] = await Promise.all([signIn(once), signIn(once)]);
    expect([one, other].sort()).toEqual([200, 422]);
    expect(await signIn(hers.get(options))).toBe(422);
    const late = await asked();
    clock.advance(5 * MINUTE);
    expect(await signIn(hers.get(late))).toBe(422);
    const wrong = await asked();
    expect(await signIn(hers.get(wrong, { unverified: true }))).toBe(422);
    expect(await signIn(hers.get(wrong))).toBe(422);
  });

  it('answer no challenge that was meant for something else, or for somebody else', async () => {
    const stepUp = bodyOf<RequestOptions>(await ada.browser.post('/v1/staff/me/step-up/options'));
    expect(await signIn(hers.get(stepUp))).toBe(422);
    const again = bodyOf<RequestOptions>(await ada.browser.post('/v1/staff/me/step-up/options'));
    const foreign = await ada.browser.post('/v1/staff/me/step-up', { passkey: others.get(again) });
    expect(foreign.status).toBe(422);
    const forBea = bodyOf<RequestOptions>(await bea.browser.post('/v1/staff/me/step-up/options'));
    expect((await ada.browser.post('/v1/staff/me/step-up', { passkey: hers.get(forBea) })).status).toBe(422);
    const fresh = bodyOf<RequestOptions>(await ada.browser.post('/v1/staff/me/step-up/options'));
    expect((await ada.browser.post('/v1/staff/me/step-up', { passkey: hers.get(fresh) })).status).toBe(200);
  });

  it.each<[string, Deviation]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['another relying party', { rpId: 'evil.example' }],
    ['nobody verified', { unverified: true }],
    ['a challenge that was never given', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
  ])('are not taken up with %s', async (_name, deviation) => {
    const credential = new SoftwareAuthenticator(ORIGIN).create(await creation(ada), deviation);
    const answer = await ada.browser.post('/v1/staff/me/passkeys', { name: 'Key', credential });
    expect(answer).toMatchObject({ status: 422, json: { code: 'sign-in-refused' } });
  });

  it('are taken up once, by whom the challenge was for', async () => {
    const options = await creation(ada);
    const credential = new SoftwareAuthenticator(ORIGIN).create(options);
    expect((await bea.browser.post('/v1/staff/me/passkeys', { name: 'Key', credential })).status).toBe(422);
    const again = new SoftwareAuthenticator(ORIGIN).create(await creation(ada));
    expect((await ada.browser.post('/v1/staff/me/passkeys', { name: 'Key', credential: again })).status).toBe(201);
    expect((await ada.browser.post('/v1/staff/me/passkeys', { name: 'Key', credential: again })).status).toBe(422);
  });

  it('are gone when they are removed, and only by their owner', async () => {
    const { items } = bodyOf<{ items: { id: string }[] }>(await bea.browser.get('/v1/staff/me/passkeys'));
    expect((await ada.browser.delete(`/v1/staff/me/passkeys/${items[0]!.id}`)).status).toBe(404);
    expect(await signIn(others.get(await asked()))).toBe(200);
    expect((await bea.browser.delete(`/v1/staff/me/passkeys/${items[0]!.id}`)).status).toBe(204);
    expect(await signIn(others.get(await asked()))).toBe(422);
  });
});
