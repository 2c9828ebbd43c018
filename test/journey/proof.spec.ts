import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { cast } from '../../src/demo/company/cast.js';
import { rowsOf, stillThere } from '../../src/demo/company/oracle/rows-of.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { type AskedCase, DemoHouse } from '../kit/demo-house.js';

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey'];

const MINUTE = 60_000;

describe('who asks', () => {
  let house: DemoHouse;
  let clock: SetClock;
  let login: PrivateKey;
  let stranger: PrivateKey;

  beforeAll(async () => {
    clock = new SetClock(new Date());
    const pair = await generateKeyPair('ES256', { extractable: true });
    login = pair.privateKey;
    stranger = (await generateKeyPair('ES256', { extractable: true })).privateKey;
    const jwks = {
      keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' } as Record<string, unknown>],
    };
    house = await DemoHouse.open({
      clock,
      policies: {
        nordlicht: { objectionHours: 48, login: { issuer: 'https://login.nordlicht.test', audience: 'habeas', jwks } },
      },
    });
  });
  afterAll(() => house?.close());

  let serial = 0;
  async function assertion(
    more: { key?: PrivateKey; audience?: string; issuer?: string; at?: Date; email?: string; claims?: object } = {},
  ): Promise<string> {
    serial += 1;
    const at = Math.floor((more.at ?? clock.now()).getTime() / 1000);
    return new SignJWT({ email: more.email ?? cast.anna.email, email_verified: true, ...more.claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .setIssuer(more.issuer ?? 'https://login.nordlicht.test')
      .setAudience(more.audience ?? 'habeas')
      .setSubject('customer-101')
      .setJti(`jti-${serial}`)
      .setIssuedAt(at)
      .setExpirationTime(at + 300)
      .sign(more.key ?? login);
  }

  async function proving(right = 'access', name: 'anna' | 'bernd' = 'anna'): Promise<AskedCase & { id: string }> {
    const asked = await house.ask(name, [right]);
    await house.reach(asked.requests[0]!.id, 'proving');
    return { ...asked, id: asked.requests[0]!.id };
  }

  it('a token shows nothing of where she is known before she is proven, and the answer to asking is the same for strangers', async () => {
    const known = await house.public.post<{ cases: AskedCase[] }>(
      '/v1/submissions',
      house.submission('anna', ['access', 'erasure']),
    );
    const unknown = await house.public.post<{ cases: AskedCase[] }>(
      '/v1/submissions',
      house.submission('nobody', ['access', 'erasure']),
    );
    const shape = (value: unknown): unknown =>
      JSON.parse(JSON.stringify(value).replace(/"(id|requestId|token|reference|at|receivedAt)":"[^"]+"/g, '"$1":"*"'));
    expect(shape(known.body)).toEqual(shape(unknown.body));
    const views = [];
    for (const { body } of [known, unknown]) {
      const opened = body.cases[0]!;
      await house.reach(opened.requests[0]!.id, 'proving');
      await house.reach(opened.requests[1]!.id, 'proving');
      const view = await house.person(opened.token).get<{ proven: boolean }>('/v1/case');
      expect(view.body.proven).toBe(false);
      expect(JSON.stringify(view.body)).not.toMatch(/"systems"|shop|crm|helpdesk|Webshop/);
      views.push(shape(view.body));
      expect(
        (await house.person(opened.token).post(`/v1/case/requests/${opened.requests[0]!.id}/package/grants`)).status,
      ).toBe(404);
    }
    expect(views[0]).toEqual(views[1]);
    expect((await house.public.get('/v1/case')).status).toBe(401);
    expect((await house.person('A'.repeat(43)).get('/v1/case')).status).toBe(401);
  });

  describe('a code by mail', () => {
    const codeIn = async (email: string): Promise<string> => {
      const codes = (await house.mails(email)).filter(({ subject }) => subject === 'Your confirmation code');
      return /\n([2-9A-Z]{4}-[2-9A-Z]{4})\n/.exec(codes.at(-1)!.text)![1]!;
    };
    const fresh = async (): Promise<{ asked: AskedCase; email: string; code: string }> => {
      const email = await house.someone();
      const asked = await californian(email, ['access']);
      await house.mail(email, /Your confirmation code/);
      return { asked, email, code: await codeIn(email) };
    };
    /** Where a code counts for something: for the categories of her data, under Californian law. */
    const californian = async (email: string, rights: string[]): Promise<AskedCase> => {
      const asked = await house.askAs(email, rights, {
        controllers: ['sierra'],
        country: 'US',
        state: 'CA',
        locale: 'en',
      });
      for (const { id } of asked.requests) await house.reach(id, 'proving');
      return asked;
    };
    const answer = async (asked: AskedCase, code: string) => {
      const { status, body } = await house
        .person(asked.token)
        .post<{ reason?: string; assurance?: string }>('/v1/case/proof/code/answer', { code });
      return { status, reason: body.reason, assurance: body.assurance };
    };

    it('is accepted as typed, and once', async () => {
      const { asked, code } = await fresh();
      expect(await answer(asked, ` ${code.toLowerCase().replace('-', ' ')} `)).toMatchObject({
        status: 200,
        assurance: 'contact',
      });
      expect(await answer(asked, code)).toMatchObject({ status: 422, reason: 'expired' });
    });

    it('is locked after five wrong ones, also for the right one', async () => {
      const { asked, code } = await fresh();
      const wrong = code === '2222-2222' ? '3333-3333' : '2222-2222';
      const reasons = [];
      for (let attempt = 0; attempt < 5; attempt++) reasons.push((await answer(asked, wrong)).reason);
      expect(reasons).toEqual(['wrong', 'wrong', 'wrong', 'wrong', 'locked']);
      expect(await answer(asked, code)).toMatchObject({ status: 422, reason: 'locked' });
    });

    it('expires, is not sent again too soon, and ends with the next one', async () => {
      const { asked, email, code } = await fresh();
      const again = await house.person(asked.token).post('/v1/case/proof/code');
      expect(again.status).toBe(429);
      expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(0);
      clock.advance(11 * MINUTE);
      expect(await answer(asked, code)).toMatchObject({ status: 422, reason: 'expired' });
      expect((await house.person(asked.token).post('/v1/case/proof/code')).status).toBe(202);
      await house.eventually(
        async () => codeIn(email),
        (next) => next !== code,
      );
      expect(await answer(asked, code)).toMatchObject({ status: 422, reason: 'wrong' });
      expect(await answer(asked, await codeIn(email))).toMatchObject({ status: 200 });
    });

    it('does not suffice for a full copy or an erasure', async () => {
      const email = await house.someone();
      const asked = await californian(email, ['access', 'erasure']);
      await house.mail(email, /Your confirmation code/);
      expect(await answer(asked, await codeIn(email))).toMatchObject({ status: 200, assurance: 'contact' });
      await house.quiet();
      for (const { id } of asked.requests) expect((await house.show(id)).state).toBe('proving');
    });

    it('is not sent where it helps with nothing, and the proof view says what does', async () => {
      const email = await house.someone();
      const asked = await house.askAs(email, ['access', 'erasure']);
      const [access, erasure] = asked.requests.map(({ id }) => id) as [string, string];
      await house.reach(access, 'proving');
      await house.reach(erasure, 'proving');
      await house.quiet();
      const person = house.person(asked.token);
      const { body } = await person.get<{ ways: string[]; needs: object[] }>('/v1/case/proof');
      expect(body).toMatchObject({ assurance: 'none', required: 'login', sufficient: false, ways: ['login'] });
      expect(body.needs).toEqual([
        { request: access, right: 'access', required: 'login', categoriesFrom: null, ways: ['login'] },
        { request: erasure, right: 'erasure', required: 'login', categoriesFrom: null, ways: ['login'] },
      ]);
      expect((await person.post('/v1/case/proof/code')).status).toBe(409);
      expect((await house.mails(email)).filter(({ subject }) => subject === 'Ihr Bestätigungscode')).toEqual([]);
      const { text } = await house.mail(email, /ist eingegangen/);
      expect(text).toContain('melden Sie sich bitte mit Ihrem Kundenkonto');
      expect(text).not.toContain('Code');
    });
  });

  describe('a code that the office asks for', () => {
    it('is offered where it would not do alone, shows the mailbox, and leaves the decision to a person', async () => {
      const email = await house.someone();
      const asked = await house.askAs(email, ['access']);
      const { id } = asked.requests[0]!;
      await house.reach(id, 'proving');
      const person = house.person(asked.token);
      const dpo = await house.hire('dpo-of-codes', ['dpo']);
      expect((await dpo.post(`/v1/requests/${id}/identity/code`)).status).toBe(403);
      expect((await house.clerk.post(`/v1/requests/${id}/identity/code`)).status).toBe(202);
      expect((await house.clerk.post(`/v1/requests/${id}/identity/code`)).status).toBe(429);
      expect((await person.get<{ ways: string[] }>('/v1/case/proof')).body.ways).toEqual(['email-code', 'login']);

      const { text } = await house.mail(email, /Ihr Bestätigungscode/);
      const code = /\n([2-9A-Z]{4}-[2-9A-Z]{4})\n/.exec(text)![1]!;
      const answer = await person.post('/v1/case/proof/code/answer', { code });
      expect(answer).toMatchObject({
        status: 200,
        body: { assurance: 'contact', required: 'login', sufficient: false },
      });
      await house.quiet();
      expect((await house.show(id)).state).toBe('proving');

      expect((await house.clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' })).status).toBe(204);
      await house.reach(id, 'reviewing');
      expect((await house.clerk.post(`/v1/requests/${id}/identity/code`)).status).toBe(409);
      const { body } = await house.officer.get<{ identity: { evidence: { method: string; level: string }[] } }>(
        `/v1/requests/${id}`,
      );
      expect(body.identity.evidence).toMatchObject([
        { method: 'email-code', level: 'contact' },
        { method: 'officer-decision', level: 'officer' },
      ]);
    });
  });

  describe('an assertion of the login', () => {
    const prove = async (token: string, jwt: string) => {
      const { status, body } = await house
        .person(token)
        .post<{ reason?: string }>('/v1/case/proof/login', { assertion: jwt });
      return { status, reason: body.reason };
    };

    it.each([
      ['a wrong key', () => assertion({ key: stranger }), 'bad-signature'],
      ['another audience', () => assertion({ audience: 'newsletter' }), 'wrong-claims'],
      ['another issuer', () => assertion({ issuer: 'https://evil.test' }), 'wrong-claims'],
      ['an old one', () => assertion({ at: new Date(clock.now().getTime() - 60 * MINUTE) }), 'expired'],
      ['no verified identifier', () => assertion({ claims: { email_verified: false } }), 'wrong-claims'],
      ['the case of somebody else', () => assertion({ claims: { habeas_case: 'HB-0000-0000' } }), 'other-case'],
      ['no token at all', () => Promise.resolve('a.b.c'), 'bad-signature'],
      [
        'an unsigned one',
        () => Promise.resolve(`${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`),
        'bad-signature',
      ],
    ])('is refused with %s', async (_what, make, reason) => {
      const { token, id } = await proving();
      expect(await prove(token, await make())).toEqual({ status: 422, reason });
      expect((await house.show(id)).state).toBe('proving');
    });

    it('is accepted once, for whatever case', async () => {
      const [one, two] = [await proving(), await proving()];
      const jwt = await assertion({ claims: { habeas_case: one.reference } });
      expect((await prove(one.token, jwt)).status).toBe(200);
      await house.reach(one.id, 'reviewing');
      const unbound = await assertion();
      expect((await prove(two.token, unbound)).status).toBe(200);
      const three = await proving();
      expect(await prove(three.token, unbound)).toEqual({ status: 422, reason: 'used-before' });
      expect(await prove(three.token, jwt)).toEqual({ status: 422, reason: 'other-case' });
    });

    it('of somebody else does not prove the mail address that was given', async () => {
      const { token, id } = await proving('access', 'bernd');
      await prove(token, await assertion({ email: cast.anna.email }));
      await house.quiet();
      const shown = await house.show(id);
      expect(shown.identifiers.filter(({ kind, source }) => kind === 'email' && source === 'given')).toMatchObject([
        { proven: false },
      ]);
    });
  });

  it('every contact on file is told before an erasure, and the link in the letter stops it', async () => {
    const own = await rowsOf(house.company, cast.ivo);
    const { id } = (await house.ask('ivo', ['erasure'])).requests[0]!;
    await house.prove(id);
    await house.approve(id);
    expect((await house.plan(id)).waitsFor).toBe('objection-window');
    const [given] = cast.ivo.furtherEmails;
    const notice = await house.mail(given!, /halten Sie die Löschung/);
    await house.mail(cast.ivo.email, /halten Sie die Löschung/);
    expect(notice.text).not.toMatch(/Petkovari|Webshop|NL-100109/);
    const token = /object#([\w-]+)/.exec(notice.text)![1]!;
    expect((await house.public.post('/v1/objections', { token: 'x'.repeat(43) })).status).toBe(404);
    // The link says what it did, and not where he is known.
    const { status, body } = await house.public.post('/v1/objections', { token });
    expect({ status, body }).toEqual({ status: 200, body: { outcome: 'withdrawn' } });
    await house.quiet();
    expect((await house.show(id)).state).toBe('withdrawn');
    expect(await stillThere(house.company, own)).toHaveLength(own.length);
  });

  describe('an idempotency key', () => {
    const submit = (key: string, body: object) =>
      house.integration.post<{ code?: string; cases: AskedCase[] }>('/v1/requests', body, { 'idempotency-key': key });

    it('gives the same answer, token included, and opens one case', async () => {
      const body = house.submission('carla', ['access']);
      const count = async () => (await house.sql<{ n: number }>(`SELECT count(*)::int AS n FROM subject_case`))[0]!.n;
      const before = await count();
      const [first, second] = [await submit('k-1', body), await submit('k-1', body)];
      expect(first.status).toBe(201);
      expect(second).toMatchObject({ status: 201, body: first.body });
      expect((await house.person(second.body.cases[0]!.token).get('/v1/case')).status).toBe(200);
      expect(await count()).toBe(before + 1);
    });

    it('with another body is refused', async () => {
      await submit('k-2', house.submission('carla', ['access']));
      const { status, body } = await submit('k-2', house.submission('carla', ['erasure']));
      expect({ status, code: body.code }).toEqual({ status: 422, code: 'idempotency-mismatch' });
    });

    it('used ten times at once opens one case', async () => {
      const body = house.submission('carla', ['access']);
      const answers = await Promise.all(Array.from({ length: 10 }, () => submit('k-3', body)));
      const opened = answers.filter(({ status }) => status === 201);
      expect(answers.every(({ status }) => status === 201 || status === 409)).toBe(true);
      expect(new Set(opened.map((one) => one.body.cases[0]!.reference)).size).toBe(1);
    });

    it('of another credential is another key', async () => {
      const other = await house.hire('other-crm', ['integration']);
      const body = house.submission('carla', ['access']);
      const [one, two] = [
        await submit('k-4', body),
        await other.post<{ cases: AskedCase[] }>('/v1/requests', body, { 'idempotency-key': 'k-4' }),
      ];
      expect(one.body.cases[0]!.reference).not.toBe(two.body.cases[0]!.reference);
    });
  });
});
