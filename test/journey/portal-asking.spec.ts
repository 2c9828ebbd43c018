import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import pg from 'pg';
import { CHALLENGE_MINUTES } from '../../src/intake/proof-of-work/challenges-of-work.js';
import type { PortalStartDto } from '../../src/portal/start/portal-start.dto.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { rawCall, type RawAnswer } from '../kit/raw-client.js';
import { runService, type RunningService } from '../kit/running-service.js';
import { NOTICE, withNotices } from '../kit/noticed-controllers.js';

interface Challenge {
  parameters: Record<string, unknown>;
  signature: string;
}
interface Solution {
  counter: number;
  derivedKey: string;
}

const written = (challenge: unknown, solution: unknown): string =>
  Buffer.from(JSON.stringify({ challenge, solution })).toString('base64');

describe('asking at the portal', () => {
  let service: RunningService;
  let clock: SetClock;
  let database: pg.Pool;

  beforeAll(async () => {
    clock = new SetClock(new Date());
    service = await runService({
      clock,
      environment: { WORKERS: 'false', TRUSTED_PROXIES: '1', PROOF_OF_WORK: '6' },
    });
    await withNotices((folder) => service.apply(folder));
    database = new pg.Pool({ connectionString: service.database.ownerUrl, max: 2 });
  });

  afterAll(async () => {
    await database.end();
    await service.stop();
  });

  const get = (path: string, headers: Record<string, string> = {}): Promise<RawAnswer> =>
    rawCall(service.url, { method: 'GET', path, headers });
  const ask = (body: object, headers: Record<string, string> = {}): Promise<RawAnswer> =>
    rawCall(service.url, {
      method: 'POST',
      path: '/v1/submissions',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const challenge = async (): Promise<Challenge> => (await get('/v1/portal/challenge')).json as Challenge;
  const solved = async (of?: Challenge): Promise<{ challenge: Challenge; solution: Solution; proof: string }> => {
    const given = of ?? (await challenge());
    const solution = (await solveChallenge({ challenge: given as never, deriveKey })) as Solution;
    return { challenge: given, solution, proof: written(given, solution) };
  };
  const body = (more: object = {}): object => ({
    controllers: ['alpha'],
    rights: ['access'],
    identifiers: [{ kind: 'email', value: 'somebody@example.org' }],
    ...more,
  });
  const cases = async (): Promise<number> =>
    (await database.query<{ n: number }>(`SELECT count(*)::int AS n FROM subject_case`)).rows[0]!.n;
  const reason = (answer: RawAnswer): unknown => {
    const { code, reason: why } = answer.json as { code: string; reason: string };
    return { status: answer.status, code, reason: why };
  };
  const refused = (why: string): unknown => ({ status: 422, code: 'proof-of-work', reason: why });

  describe('the start page', () => {
    const start = async (path: string, headers?: Record<string, string>): Promise<PortalStartDto> =>
      (await get(path, headers)).json as PortalStartDto;

    it('says of whom, for what and by when, with the notice in both languages', async () => {
      const shown = await start('/v1/portal?controller=alpha');
      expect(shown.controllers).toHaveLength(1);
      const [alpha] = shown.controllers;
      expect(alpha).toMatchObject({ slug: 'alpha', contact: 'privacy@alpha.test', login: null });
      expect(alpha!.laws.map(({ id }) => id)).toEqual(['de']);
      expect(alpha!.notice).toEqual({ version: NOTICE.version, text: NOTICE.text });
      const access = alpha!.rights.find(({ right }) => right === 'access')!;
      expect(access).toMatchObject({
        law: 'de',
        proof: true,
        level: 'login',
        answer: { period: 'P1M', words: { de: '1 Monat', en: '1 month' } },
      });
      expect(access.answer.citation).toContain('12(3)');
      const days = (Date.parse(access.dueIfAskedNow) - clock.now().getTime()) / 86_400_000;
      expect(days).toBeGreaterThan(26);
      expect(days).toBeLessThan(36);
      expect(alpha!.rights.map(({ right }) => right)).not.toContain('do_not_sell');
      expect(shown.places).toContainEqual({ country: 'US', states: ['CA'] });
      expect(shown.places).toContainEqual({ country: 'DE', states: [] });
    });

    it('knows the laws that protect a person where she lives', async () => {
      const [alpha] = (await start('/v1/portal?controller=alpha&country=US&state=CA')).controllers;
      expect(alpha!.laws.map(({ id }) => id)).toEqual(['de', 'us-ca']);
      expect(alpha!.rights.find(({ right }) => right === 'do_not_sell')).toMatchObject({
        law: 'us-ca',
        proof: false,
        level: 'none',
        answer: { period: '15BD' },
      });
    });

    it('shows whether the browser signalled, and lists every controller without a name', async () => {
      expect(await start('/v1/portal')).toMatchObject({ gpc: false, proofOfWork: true });
      const signalled = await start('/v1/portal', { 'sec-gpc': '1' });
      expect(signalled.gpc).toBe(true);
      expect((await start('/v1/portal', { 'sec-gpc': '0' })).gpc).toBe(false);
      expect(signalled.controllers.map(({ slug, notice }) => [slug, notice?.version ?? null])).toEqual([
        ['alpha', NOTICE.version],
        ['beta', null],
      ]);
      expect((await get('/v1/portal?controller=nobody')).status).toBe(404);
      expect((await get('/v1/portal?country=germany')).status).toBe(400);
    });
  });

  describe('proof of work', () => {
    it('is asked for, and opens one case', async () => {
      const before = await cases();
      expect(reason(await ask(body()))).toEqual(refused('missing'));
      const { proof } = await solved();
      expect((await ask(body({ proofOfWork: proof }))).status).toBe(201);
      expect(reason(await ask(body({ proofOfWork: proof })))).toEqual(refused('spent'));
      expect(await cases()).toBe(before + 1);
    });

    it('counts once however many send it at once', async () => {
      const before = await cases();
      const { proof } = await solved();
      const answers = await Promise.all(Array.from({ length: 6 }, () => ask(body({ proofOfWork: proof }))));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
      expect(await cases()).toBe(before + 1);
    });

    it.each<[string, () => Promise<string> | string, string]>([
      ['nothing that is base64', () => '<script>', 'malformed'],
      ['no JSON', () => Buffer.from('{').toString('base64'), 'malformed'],
      ['a list', () => Buffer.from('[]').toString('base64'), 'malformed'],
      ['null', () => Buffer.from('null').toString('base64'), 'malformed'],
      [
        'a cheaper algorithm',
        async () => {
          const { challenge: given, solution } = await solved();
          return written({ ...given, parameters: { ...given.parameters, cost: 1 } }, solution);
        },
        'malformed',
      ],
      [
        'a later end',
        async () => {
          const { challenge: given, solution } = await solved();
          const expiresAt = Number(given.parameters.expiresAt) + 3_600;
          return written({ ...given, parameters: { ...given.parameters, expiresAt } }, solution);
        },
        'forged',
      ],
      [
        'a signature of somebody else',
        async () => {
          const { challenge: given, solution } = await solved();
          return written({ ...given, signature: 'ab'.repeat(32) }, solution);
        },
        'forged',
      ],
      ['the solution of another challenge', async () => written(await challenge(), (await solved()).solution), 'wrong'],
      [
        'a prefix of the key, which the challenge itself shows',
        async () => {
          const given = await challenge();
          return written(given, { counter: 1, derivedKey: `${String(given.parameters.keyPrefix)}${'00'.repeat(16)}` });
        },
        'wrong',
      ],
    ])('is refused for %s', async (_what, make, why) => {
      const before = await cases();
      expect(reason(await ask(body({ proofOfWork: await make() })))).toEqual(refused(why));
      expect(await cases()).toBe(before);
    });

    it('expires', async () => {
      const { proof } = await solved();
      clock.advance((CHALLENGE_MINUTES + 1) * 60_000);
      expect(reason(await ask(body({ proofOfWork: proof })))).toEqual(refused('expired'));
    });

    it('is given back when the request was refused, and is no part of an idempotent one', async () => {
      const { proof } = await solved();
      expect((await ask(body({ proofOfWork: proof, rights: ['limit_use'] }))).json).toMatchObject({
        code: 'right-not-known',
      });
      const key = { 'idempotency-key': '0f3c9b6e-7b5a-4e0e-9d55-3f0a6a1f4c21' };
      const first = await ask(body({ proofOfWork: proof }), key);
      expect(first.status).toBe(201);
      const again = await ask(body({ proofOfWork: proof }), key);
      expect(again).toMatchObject({ status: 201, json: first.json });
      const { proof: other } = await solved();
      expect(await ask(body({ proofOfWork: other }), key)).toMatchObject({ status: 201, json: first.json });
      // The other proof was not spent by the repetition.
      expect((await ask(body({ proofOfWork: other }))).status).toBe(201);
    });

    it("is not asked of the company's own systems", async () => {
      const key = await service.staff('crm@office.test', ['integration']);
      const answer = await rawCall(service.url, {
        method: 'POST',
        path: '/v1/requests',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body: JSON.stringify(body()),
      });
      expect(answer.status).toBe(201);
    });
  });

  describe('what is recorded with the case', () => {
    const opened = async (more: object, headers: Record<string, string> = {}) => {
      const { proof } = await solved();
      const answer = await ask(body({ proofOfWork: proof, ...more }), headers);
      expect([answer.status, answer.text]).toEqual([201, expect.anything()]);
      const { cases: list } = answer.json as { cases: { reference: string; token: string }[] };
      const rows = await database.query<{
        notice_version: string | null;
        signal: string | null;
        acting_for: Buffer | null;
      }>(
        `SELECT notice_version, signal, acting_for FROM subject_case WHERE reference = ANY($1) ORDER BY array_position($1, reference)`,
        [list.map(({ reference }) => reference)],
      );
      return { list, rows: rows.rows };
    };

    it('the version of the notice that was shown, to the controller whose it is', async () => {
      const { rows } = await opened({ controllers: ['alpha', 'beta'], noticeVersion: NOTICE.version });
      expect(rows.map((row) => row.notice_version)).toEqual([NOTICE.version, null]);
      const { proof } = await solved();
      const unknown = await ask(body({ proofOfWork: proof, noticeVersion: 'never-shown' }));
      expect(unknown.json).toMatchObject({ code: 'validation-failed', errors: [{ pointer: '/noticeVersion' }] });
    });

    it('the signal of the browser, with a request not to sell and with no other', async () => {
      const gpc = { 'sec-gpc': '1' };
      const sold = await opened({ rights: ['do_not_sell'], country: 'US', state: 'CA' }, gpc);
      expect(sold.rows[0]!.signal).toBe('gpc');
      const entries = await database.query<{ body: string }>(
        `SELECT e.body FROM ledger_entry e JOIN subject_case c ON c.ledger_id = e.case_id WHERE c.reference = $1 AND e.kind = 'optout.received'`,
        [sold.list[0]!.reference],
      );
      expect(entries.rows.map((row) => (JSON.parse(row.body) as { data: unknown }).data)).toEqual([{ signal: 'gpc' }]);
      expect((await opened({ rights: ['do_not_sell'], country: 'US', state: 'CA' })).rows[0]!.signal).toBeNull();
      expect((await opened({}, gpc)).rows[0]!.signal).toBeNull();
      const view = await get('/v1/case', { authorization: `Bearer ${sold.list[0]!.token}` });
      expect(view.json).toMatchObject({
        proven: false,
        requests: [
          {
            right: 'do_not_sell',
            optOut: {
              status: 'received',
              signal: 'gpc',
              covers: ['contact-given'],
              notCovered: ['browser-on-other-sites', 'other-devices'],
            },
          },
        ],
      });
    });

    it('for whom somebody acts, sealed', async () => {
      const actingFor = { relation: 'parent', name: 'Kanarienvogel Petra', authority: 'parental_responsibility' };
      const { rows, list } = await opened({ actingFor });
      const sealed = rows[0]!.acting_for!;
      expect(sealed.length).toBeGreaterThan(60);
      expect(sealed.toString('latin1')).not.toMatch(/Kanarienvogel|parent/);
      const view = await get('/v1/case', { authorization: `Bearer ${list[0]!.token}` });
      expect(view.json).toMatchObject({ actingFor: true });
      expect(view.text).not.toContain('Kanarienvogel');
      for (const wrong of [
        { ...actingFor, relation: 'king' },
        { ...actingFor, authority: undefined },
        { ...actingFor, name: ' ' },
        { ...actingFor, name: 'k'.repeat(201) },
        { ...actingFor, proven: true },
        'parent',
        [actingFor],
        null,
      ].filter((one) => one !== null)) {
        const answer = await ask(body({ actingFor: wrong }));
        expect([answer.status, (answer.json as { code: string }).code]).toEqual([400, 'validation-failed']);
        expect(answer.text).not.toContain('Kanarienvogel');
      }
    });
  });
});

describe('where no proof of work is asked for', () => {
  it('the page is told so, there is no challenge, and asking needs none', async () => {
    const service = await runService({ environment: { WORKERS: 'false', TRUSTED_PROXIES: '1' } });
    try {
      await withNotices((folder) => service.apply(folder));
      const start = await rawCall(service.url, { method: 'GET', path: '/v1/portal' });
      expect(start.json).toMatchObject({ proofOfWork: false });
      expect((await rawCall(service.url, { method: 'GET', path: '/v1/portal/challenge' })).status).toBe(404);
      // A version keeps its text: another one under the same name is refused, and changes nothing.
      await expect(withNotices((folder) => service.apply(folder), 'Something else.')).rejects.toThrow(
        /version of its own/,
      );
      await withNotices((folder) => service.apply(folder));
    } finally {
      await service.stop();
    }
  });
});
