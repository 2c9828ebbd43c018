import { Office } from '../../src/people/office.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { canaryMap, canaryVariable, EMAIL, loadCanaryShop } from '../kit/canary-shop.js';
import { Client, until } from '../kit/client.js';
import { postgresPlace, type SqlPlace } from '../kit/connectors/sql-harness.js';
import { type ReceivedLetter, receivedLetters } from '../kit/received-letters.js';
import { rawCall } from '../kit/raw-client.js';
import { runService, type RunningService } from '../kit/running-service.js';
import { withMaps } from '../kit/two-controllers.js';

/** When codes were sent differs from case to case, and tells nothing. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
const CODE = /^([0-9A-Z]{4}-[0-9A-Z]{4})$/m;

interface Opened {
  id: string;
  token: string;
  reference: string;
}

/** What somebody could try who has one honest credential, or none, and wants more. */
describe('hostile callers', () => {
  const variable = canaryVariable();
  let place: SqlPlace;
  let service: RunningService;
  let officer: Client;
  let clerk: Client;
  let strangers = 0;

  beforeAll(async () => {
    place = await postgresPlace();
    await loadCanaryShop(place);
    process.env[variable] = place.url;
    service = await runService({ environment: { TRUSTED_PROXIES: '1' } });
    await withMaps({ birds: canaryMap(variable) }, (folder) => service.apply(folder));
    const client = new Client(service.url);
    officer = client.as(await service.staff('officer@beta.test', ['privacy_officer']));
    clerk = client.as(await service.staff('clerk@beta.test', ['agent']));
  });

  afterAll(async () => {
    await service?.stop();
    await place?.drop();
    delete process.env[variable];
  });

  const stranger = (): string => `stranger${String((strangers += 1)).padStart(6, '0')}@vogelhaus.example`;
  const state = (id: string) => async (): Promise<string> =>
    (await officer.get<{ state: string }>(`/v1/requests/${id}`)).body.state;
  const sql = <T extends object>(text: string, values: unknown[] = []): Promise<T[]> =>
    service.service.app.get(Transactions, { strict: false }).manager.query<T[]>(text, values);

  async function submit(email: string, right = 'access'): Promise<Opened> {
    const answer = await rawCall(service.url, {
      method: 'POST',
      path: '/v1/submissions',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ controllers: ['beta'], rights: [right], identifiers: [{ kind: 'email', value: email }] }),
    });
    expect(answer.status).toBe(201);
    const [opened] = (answer.json as { cases: { token: string; reference: string; requests: { id: string }[] }[] })
      .cases;
    await until(state(opened!.requests[0]!.id), (now) => now !== 'received');
    return { id: opened!.requests[0]!.id, token: opened!.token, reference: opened!.reference };
  }

  const as = (opened: Opened): Client => new Client(service.url).as(opened.token);
  const lettersTo = async (email: string): Promise<ReceivedLetter[]> =>
    (await receivedLetters(service.home)).filter(({ to }) => to.includes(email));
  const codesTo = async (email: string): Promise<string[]> =>
    (await lettersTo(email)).flatMap(({ text }) => CODE.exec(text)?.[1] ?? []);
  const codeTo = async (email: string): Promise<string> =>
    (
      await until(
        () => codesTo(email),
        (codes) => codes.length > 0,
      )
    ).at(-1)!;

  describe('who ask whether somebody is known', () => {
    it('get the same answer to a submission, and the same letters are sent', async () => {
      const unknown = stranger();
      // Of the same length as the known one, so that lengths can be compared.
      const padded = `${'x'.repeat(EMAIL.length - '@vogelhaus.example'.length)}@vogelhaus.example`;
      const answers = await Promise.all(
        [EMAIL, padded, unknown].map((email) =>
          rawCall(service.url, {
            method: 'POST',
            path: '/v1/submissions',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({
              controllers: ['beta'],
              rights: ['access'],
              identifiers: [{ kind: 'email', value: email }],
            }),
          }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
      expect(new Set(answers.map(({ text }) => text.length)).size).toBe(1);
      expect(new Set(answers.map(({ json }) => JSON.stringify(shapeOf(json)))).size).toBe(1);
      const subjects = await Promise.all(
        [EMAIL, padded, unknown].map(async (email) =>
          (
            await until(
              () => lettersTo(email),
              (mails) => mails.length >= 2,
            )
          )
            .map(({ subject }) => subject.replace(/HB-\S+/, 'HB'))
            .sort(),
        ),
      );
      expect(subjects[1]).toEqual(subjects[0]);
      expect(subjects[2]).toEqual(subjects[0]);
      const views = await Promise.all(
        answers.map(async ({ json }) => {
          const { token } = (json as { cases: { token: string }[] }).cases[0]!;
          const person = new Client(service.url).as(token);
          const view = await until(
            () => person.get<{ requests: { state: string }[] }>('/v1/case'),
            ({ body }) => body.requests[0]!.state === 'proving',
          );
          const [proof, code] = [await person.get('/v1/case/proof'), await person.post('/v1/case/proof/code')];
          return JSON.stringify(
            [shapeOf(view.body), proof, [code.status, shapeOf(code.body)]],
            (name, value: unknown) =>
              ['headers', 'request'].includes(name) || MOMENT.test(String(value)) ? undefined : value,
          );
        }),
      );
      expect(new Set(views).size).toBe(1);
    });
  });

  describe('who guess codes', () => {
    it('have five attempts, and the right code is worth nothing afterwards', async () => {
      const email = stranger();
      const opened = await submit(email);
      const code = await codeTo(email);
      const left: unknown[] = [];
      for (let attempt = 0; attempt < 5; attempt += 1) {
        const { status, body } = await as(opened).post<{ reason: string; attemptsLeft?: number }>(
          '/v1/case/proof/code/answer',
          { code: '2222-2222' },
        );
        expect(status).toBe(422);
        left.push(body.attemptsLeft ?? body.reason);
      }
      expect(left).toEqual([4, 3, 2, 1, 'locked']);
      expect((await as(opened).post<{ reason: string }>('/v1/case/proof/code/answer', { code })).body.reason).toBe(
        'locked',
      );
      expect((await as(opened).get<{ assurance: string }>('/v1/case/proof')).body.assurance).toBe('none');
    });

    it('have no more attempts when they make them at once', async () => {
      const email = stranger();
      const opened = await submit(email);
      await codeTo(email);
      const answers = await Promise.all(
        Array.from({ length: 12 }, () =>
          as(opened).post<{ reason: string }>('/v1/case/proof/code/answer', { code: '3333-3333' }),
        ),
      );
      expect(answers.filter(({ body }) => body.reason === 'wrong')).toHaveLength(4);
      expect(answers.filter(({ body }) => body.reason === 'locked')).toHaveLength(8);
    });

    it('cannot use the code of one case for another, nor a code twice', async () => {
      const email = stranger();
      const mine = await submit(email);
      const code = await codeTo(email);
      const theirs = await submit(stranger());
      expect((await as(theirs).post<{ reason: string }>('/v1/case/proof/code/answer', { code })).body.reason).toBe(
        'wrong',
      );
      const [first, second] = await Promise.all(
        [1, 2].map(() => as(mine).post<{ reason?: string }>('/v1/case/proof/code/answer', { code })),
      );
      expect([first!.status, second!.status].sort()).toEqual([200, 422]);
      expect([first!.body.reason, second!.body.reason]).toContain('expired');
    });

    it('cannot have a mailbox flooded with codes by opening case after case', async () => {
      const email = stranger();
      await submit(email);
      expect(
        await until(
          () => codesTo(email),
          (codes) => codes.length > 0,
        ),
      ).toHaveLength(1);
      const [counted] = await sql<{ attempts: number }>(
        `SELECT a.attempts FROM attempt_count a JOIN challenge c ON c.contact_tag = a.subject WHERE a.purpose = 'identity.code-sent' AND c.case_id = (SELECT case_id FROM challenge ORDER BY sent_at DESC LIMIT 1)`,
      );
      expect(counted).toEqual({ attempts: 1 });
      await sql(
        `UPDATE attempt_count SET attempts = 40 WHERE purpose = 'identity.code-sent' AND subject = (SELECT contact_tag FROM challenge ORDER BY sent_at DESC LIMIT 1)`,
      );
      const opened = await submit(email);
      expect(await until(state(opened.id), (now) => now === 'proving')).toBe('proving');
      const again = await as(opened).post('/v1/case/proof/code');
      expect(again.status).toBe(429);
      expect(Number(again.headers.get('retry-after'))).toBeGreaterThan(60);
      await until(
        () => lettersTo(email),
        (mails) => mails.filter(({ text }) => text.includes(opened.reference)).length > 0,
      );
      expect(await codesTo(email)).toHaveLength(1);
    });
  });

  describe('who want a package more often than they may', () => {
    let opened: Opened;

    beforeAll(async () => {
      opened = await submit(EMAIL);
      expect((await clerk.post(`/v1/requests/${opened.id}/identity`, { decision: 'accept' })).status).toBe(204);
      await until(state(opened.id), (now) => now === 'reviewing');
    });

    const grant = () =>
      as(opened).post<{ token: string; usesLeft: number; reason: string }>(
        `/v1/case/requests/${opened.id}/package/grants`,
      );
    const fetched = async (token: string): Promise<number> =>
      (await as(opened).bytes('/v1/packages/fetch', { token })).status;

    it('find none before an officer has released it', async () => {
      expect((await grant()).status).toBe(404);
      const { body } = await officer.get<{ digest: string }>(`/v1/requests/${opened.id}/package`);
      expect((await officer.post(`/v1/requests/${opened.id}/release`, { digest: body.digest })).status).toBe(204);
      await until(state(opened.id), (now) => now === 'closed');
    });

    it('cannot collect grants: the newest ends the others', async () => {
      const tokens = [(await grant()).body.token, (await grant()).body.token, (await grant()).body.token];
      expect(await fetched(tokens[0]!)).toBe(422);
      expect(await fetched(tokens[1]!)).toBe(422);
      expect(await fetched(tokens[2]!)).toBe(200);
      expect(await fetched(tokens[2]!)).toBe(422);
    });

    it('cannot fetch twice with one grant by fetching at once', async () => {
      const { token } = (await grant()).body;
      const statuses = await Promise.all(Array.from({ length: 6 }, () => fetched(token)));
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status === 422)).toHaveLength(5);
    });

    it('cannot outrun the count by asking and fetching at once', async () => {
      const attempts = await Promise.all(
        Array.from({ length: 10 }, async () => {
          const { body } = await grant();
          return body.token ? fetched(body.token) : 422;
        }),
      );
      // Two of five are gone.
      expect(attempts.filter((status) => status === 200).length).toBeLessThanOrEqual(3);
      for (let more = 0; more < 4; more += 1) {
        const { body } = await grant();
        if (body.token) await fetched(body.token);
      }
      expect((await grant()).body.reason).toBe('spent');
      const [count] = await sql<{ complete: number }>(
        `SELECT count(*)::int AS complete FROM download d JOIN download_grant g ON g.id = d.grant_id JOIN package p ON p.id = g.package_id
         WHERE p.request_id = $1 AND d.outcome IN ('begun', 'complete', 'broken')`,
        [opened.id],
      );
      expect(count).toEqual({ complete: 5 });
    });

    it('cannot fetch with the token of the case, or what is no token', async () => {
      expect(await fetched(opened.token)).toBe(404);
      expect(await fetched('x'.repeat(43))).toBe(404);
    });
  });

  describe('of the office', () => {
    it('are turned away when their key is revoked, is over, or they have left', async () => {
      const app = service.service.app;
      const office = app.get(Office, { strict: false });
      const transactions = app.get(Transactions, { strict: false });
      const list = async (key: string): Promise<number> =>
        (await new Client(service.url).as(key).get('/v1/requests')).status;
      const people = await transactions.run(async (tx) => {
        const hire = (email: string): Promise<string> =>
          office.put(tx, { name: email, email, roles: ['privacy_officer'] });
        const [revoked, left, over] = [
          await hire('revoked@beta.test'),
          await hire('left@beta.test'),
          await hire('over@beta.test'),
        ];
        return {
          revoked: { id: revoked, key: await office.giveKey(tx, revoked, 'test') },
          left: { id: left, key: await office.giveKey(tx, left, 'test') },
          over: { id: over, key: await office.giveKey(tx, over, 'test', new Date(Date.now() - 1)) },
        };
      });
      expect(await list(people.over.key)).toBe(401);
      expect([await list(people.revoked.key), await list(people.left.key)]).toEqual([200, 200]);
      await transactions.run(async (tx) => {
        await office.revokeKeys(tx, people.revoked.id);
        await office.leave(tx, people.left.id);
      });
      // Known keys are remembered for two seconds.
      await until(
        async () => [await list(people.revoked.key), await list(people.left.key)],
        (statuses) => statuses.every((status) => status === 401),
        3_000,
      );
    });

    it('cannot both record a request and approve its plan', async () => {
      const key = await service.staff('both@beta.test', ['privacy_officer']);
      const both = new Client(service.url).as(key);
      const recorded = await both.post<{ cases: { requests: { id: string }[] }[] }>('/v1/requests/recorded', {
        controllers: ['beta'],
        rights: ['erasure'],
        identifiers: [{ kind: 'email', value: 'other@vogelhaus.example' }],
        channel: 'letter',
        receivedAt: '2026-11-02T09:00:00Z',
      });
      expect(recorded.status).toBe(201);
      const { id } = recorded.body.cases[0]!.requests[0]!;
      await until(state(id), (now) => now === 'proving');
      await clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept' });
      await until(state(id), (now) => now === 'deciding');
      const { body: plan } = await both.get<{ hash: string }>(`/v1/requests/${id}/plan`);
      const approval = await both.post<{ code: string; duty: string }>(`/v1/requests/${id}/plan/approval`, {
        hash: plan.hash,
      });
      expect([approval.status, approval.body.code, approval.body.duty]).toEqual([403, 'duties-not-apart', 'recorded']);
      expect((await officer.post(`/v1/requests/${id}/withdrawal`)).status).toBe(200);
    });

    it('read letters without the links that open the case in the name of the person', async () => {
      const opened = await submit(stranger());
      const auditor = new Client(service.url).as(await service.staff('auditor@beta.test', ['auditor']));
      const { body } = await until(
        () => officer.get<{ letters: { id: string; kind: string }[] }>(`/v1/requests/${opened.id}`),
        (view) => view.body.letters.length >= 2,
      );
      for (const letter of body.letters) {
        for (const reader of [auditor, officer]) {
          const read = await reader.get<{ text: string; html: string }>(
            `/v1/requests/${opened.id}/letters/${letter.id}`,
          );
          if (letter.kind === 'code') {
            expect(read.status).toBe(403);
          } else {
            expect(read.body.text).toContain(opened.reference);
            expect(JSON.stringify(read.body)).not.toContain(opened.token);
          }
        }
      }
    });
  });

  describe('with a link from a letter', () => {
    it('stop an erasure with the one that was sent for it, and nothing with any other', async () => {
      const opened = await submit(EMAIL, 'erasure');
      await clerk.post(`/v1/requests/${opened.id}/identity`, { decision: 'accept' });
      await until(state(opened.id), (now) => now === 'deciding');
      const notice = await until(
        async () =>
          (await lettersTo(EMAIL)).flatMap(({ text }) =>
            text.includes(opened.reference) ? (/\/object#([\w-]{43})/.exec(text)?.[1] ?? []) : [],
          ),
        (tokens) => tokens.length > 0,
      );
      const object = (token: string) => new Client(service.url).post<{ outcome: string }>('/v1/objections', { token });
      expect((await object('y'.repeat(43))).status).toBe(404);
      expect((await object(opened.token)).status).toBe(404);
      expect((await new Client(service.url).as(notice[0]!).get('/v1/case')).status).toBe(401);
      expect(await state(opened.id)()).toBe('deciding');
      const [first, second] = await Promise.all([object(notice[0]!), object(notice[0]!)]);
      expect([first.body.outcome, second.body.outcome].sort()).toEqual(['ended-already', 'withdrawn']);
      expect(await state(opened.id)()).toBe('withdrawn');
      expect(await place.run('SELECT count(*)::int AS customers FROM customers')).toEqual([{ customers: 2 }]);
    });
  });
});

/** Names and types of members, and lengths of texts: what an answer tells beside its values. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shapeOf);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shapeOf(inner)]));
  }
  return typeof value === 'string' ? value.length : typeof value;
}
