import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { migrateBull } from '../../src/platform/queues/bull-backend.js';
import { CANARIES, canaryMap, canaryVariable, EMAIL, loadCanaryShop, PHONE } from './canary-shop.js';
import { Client, until } from './client.js';
import { postgresPlace, type SqlPlace } from './connectors/sql-harness.js';
import { APPLICATION, freshDatabase, type TestDatabase } from './database.js';
import { receivedLetters } from './received-letters.js';
import { RowWitness } from './row-witness.js';
import { runService, type RunningService } from './running-service.js';
import { found, foundInBytes } from './secret-search.js';
import { withMaps } from './two-controllers.js';

interface Opened {
  token: string;
  reference: string;
  requests: { id: string; right: string }[];
}

/** What the queues were told besides, where they are not in the database. */
export interface Overheard {
  environment: Record<string, string>;
  /** Everything that went to the queues' server. */
  heard(): Promise<string>;
}

/** One person's access, erasure and do-not-sell, and afterwards a search for what may be nowhere. */
export function secrecyStory(name: string, overhear?: () => Promise<Overheard>): void {
  describe(`nothing personal lies where it does not belong, ${name}`, () => {
    const variable = canaryVariable();
    let place: SqlPlace;
    let database: TestDatabase;
    let witness: RowWitness;
    let queues: Overheard | undefined;
    let service: RunningService;
    let officer: Client;
    let clerk: Client;
    /** Tokens, codes and keys in clear, by what they are. */
    const secrets: Record<string, string> = {};
    const problems: string[] = [];
    let seen: Map<string, string>;

    beforeAll(async () => {
      place = await postgresPlace();
      await loadCanaryShop(place);
      process.env[variable] = place.url;
      database = await freshDatabase();
      await migrateBull(database.ownerUrl, APPLICATION);
      witness = await RowWitness.of(database.ownerUrl, ['public', 'bullmq']);
      queues = await overhear?.();
      service = await runService({ database, environment: queues?.environment ?? {} });
      await withMaps({ birds: canaryMap(variable) }, (folder) => service.apply(folder));
      secrets['officer key'] = await service.staff('officer@beta.test', ['privacy_officer']);
      secrets['clerk key'] = await service.staff('clerk@beta.test', ['agent']);
      officer = new Client(service.url).as(secrets['officer key']);
      clerk = new Client(service.url).as(secrets['clerk key']);
      await carryThrough();
      seen = await witness.seen();
    });

    afterAll(async () => {
      await service?.stop();
      await witness?.end();
      await database?.drop();
      await place?.drop();
      delete process.env[variable];
    });

    const state = (id: string) => async (): Promise<string> =>
      (await officer.get<{ state: string }>(`/v1/requests/${id}`)).body.state;

    async function ask(rights: string[]): Promise<Opened> {
      const { status, body } = await new Client(service.url).post<{ cases: Opened[] }>(
        '/v1/submissions',
        {
          controllers: ['beta'],
          rights,
          identifiers: [
            { kind: 'email', value: EMAIL },
            { kind: 'phone', value: PHONE },
          ],
          text: `I want it: ${CANARIES.asked}.`,
          country: 'US',
          state: 'CA',
        },
        { 'idempotency-key': `${EMAIL}/${rights.join('/')}` },
      );
      expect(status).toBe(201);
      secrets[`case token of ${rights.join()}`] = body.cases[0]!.token;
      return body.cases[0]!;
    }

    async function refused(answer: Promise<{ status: number; body: unknown }>): Promise<void> {
      const { status, body } = await answer;
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
      problems.push(JSON.stringify(body));
    }

    async function carryThrough(): Promise<void> {
      await optOut();
      await access();
      await erasure();
      const codes = (await receivedLetters(service.home)).flatMap(
        ({ text }) => /\b[0-9A-Z]{4}-[0-9A-Z]{4}\b(?<!HB-.{4}-.{4})/.exec(text) ?? [],
      );
      codes.forEach((code, at) => (secrets[`code ${at}`] = code));
      const links = (await receivedLetters(service.home)).flatMap(({ text }) =>
        [...text.matchAll(/#([\w-]{43})/g)].map((match) => match[1]!),
      );
      links.forEach((token, at) => (secrets[`link ${at}`] = token));
    }

    async function optOut(): Promise<void> {
      const opened = await ask(['do_not_sell']);
      await until(state(opened.requests[0]!.id), (now) => now === 'closed');
      expect(await place.run('SELECT id FROM customers WHERE opted_out')).toEqual([{ id: 1 }]);
    }

    async function access(): Promise<void> {
      const opened = await ask(['access']);
      const { id } = opened.requests[0]!;
      const person = new Client(service.url).as(opened.token);
      await until(state(id), (now) => now === 'proving');
      await refused(person.post('/v1/case/proof/code/answer', { code: CANARIES.wrong }));
      await refused(person.post('/v1/case/proof/login', { assertion: `${CANARIES.wrong}.${CANARIES.wrong}.x` }));
      await refused(
        new Client(service.url).post('/v1/submissions', {
          controllers: ['beta'],
          rights: ['access'],
          identifiers: [{ kind: 'email', value: `${EMAIL} ${CANARIES.last}` }],
        }),
      );
      await refused(
        new Client(service.url).post('/v1/submissions', {
          controllers: [EMAIL],
          rights: [CANARIES.last],
          text: [CANARIES.note],
          [EMAIL]: 1,
        }),
      );
      await refused(new Client(service.url).get(`/v1/requests/${encodeURIComponent(EMAIL)}`));
      await refused(officer.get(`/v1/requests/${encodeURIComponent(EMAIL)}`));
      await refused(officer.get(`/v1/requests?q=${encodeURIComponent(EMAIL)}${'x'.repeat(40)}`));
      const code = await until(
        async () =>
          (await receivedLetters(service.home))
            .flatMap(({ text }) => /^([0-9A-Z]{4}-[0-9A-Z]{4})$/m.exec(text)?.[1] ?? [])
            .at(-1),
        (sent) => sent !== undefined,
      );
      secrets['first code'] = code!;
      await person.post('/v1/case/proof/code/answer', { code });
      expect(
        (
          await clerk.post(`/v1/requests/${id}/identity`, {
            decision: 'accept',
            note: `She named the ${CANARIES.officer}.`,
          })
        ).status,
      ).toBe(204);
      await until(state(id), (now) => now === 'reviewing');
      const { body: shown } = await officer.get<{ digest: string }>(`/v1/requests/${id}/package`);
      expect((await officer.get<{ items: unknown[] }>(`/v1/requests/${id}/review`)).body.items.length).toBeGreaterThan(
        0,
      );
      expect((await officer.post(`/v1/requests/${id}/release`, { digest: shown.digest })).status).toBe(204);
      await until(state(id), (now) => now === 'closed');
      const grant = await person.post<{ token: string }>(`/v1/case/requests/${id}/package/grants`);
      expect(grant.status).toBe(201);
      secrets['grant'] = grant.body.token;
      const fetched = await person.bytes('/v1/packages/fetch', { token: grant.body.token });
      expect(fetched.bytes.subarray(0, 2).toString()).toBe('PK');
      await refused(person.post('/v1/packages/fetch', { token: grant.body.token }));
    }

    async function erasure(): Promise<void> {
      const opened = await ask(['erasure']);
      const { id } = opened.requests[0]!;
      await until(state(id), (now) => now === 'proving');
      expect(
        (await clerk.post(`/v1/requests/${id}/identity`, { decision: 'accept', note: CANARIES.officer })).status,
      ).toBe(204);
      await until(state(id), (now) => now === 'deciding');
      const held = await officer.post<{ id: string }>(`/v1/requests/${id}/holds`, {
        reason: 'legal-claim',
        note: CANARIES.hold,
      });
      expect(held.status).toBe(201);
      expect((await officer.delete(`/v1/requests/${id}/holds/${held.body.id}`)).status).toBe(204);
      await settleErrands(id);
      const { body: plan } = await officer.get<{ hash: string }>(`/v1/requests/${id}/plan`);
      await refused(officer.post(`/v1/requests/${id}/plan/approval`, { hash: EMAIL }));
      expect((await officer.post(`/v1/requests/${id}/plan/approval`, { hash: plan.hash })).status).toBe(200);
      await until(state(id), (now) => now === 'closed');
      expect(await place.run('SELECT id FROM customers')).toEqual([{ id: 2 }]);
      expect(await place.run('SELECT id FROM orders')).toEqual([{ id: 20 }]);
    }

    /** An officer's words on what waits for a person, if anything does. */
    async function settleErrands(id: string): Promise<void> {
      const { body } = await officer.get<{ errands: { id: string }[] }>(`/v1/requests/${id}`);
      for (const errand of body.errands) {
        await officer.post(`/v1/requests/${id}/errands/${errand.id}`, {
          outcome: 'no-longer-needed',
          note: CANARIES.errand,
        });
      }
    }

    const nowhere = (): Record<string, string> => ({ ...CANARIES, ...secrets });

    it('has seen the rows that pass through', () => {
      const places = [...seen.keys()];
      const expected = [
        'outbox',
        'wake',
        'task',
        'work_order',
        'plan',
        'outcome',
        'ledger_entry',
        'letter',
        'identifier',
        'row_set',
        'part',
        'tombstone',
        'evidence',
        'challenge',
        'objection',
        'download_grant',
        'idempotency',
        'hold',
        'data_key',
      ];
      expect(places).toEqual(expect.arrayContaining(expected.map((table) => `public.${table}`)));
      if (!queues) expect(places.some((one) => one.startsWith('bullmq.'))).toBe(true);
      expect(Object.keys(secrets).length).toBeGreaterThan(8);
    });

    it('holds none of it in any row of the database, not even for a moment', () => {
      const lines = [...seen].flatMap(([where, text]) => found(text, nowhere()).map((what) => `${where}: ${what}`));
      expect(lines).toEqual([]);
    });

    it('holds none of it in the database at rest', async () => {
      const dump = await witness.dump();
      expect(dump.length).toBeGreaterThan(10_000);
      expect(found(dump, nowhere())).toEqual([]);
    });

    it('says none of it to the queues', async () => {
      const heard =
        (await queues?.heard()) ??
        [...seen].flatMap(([where, text]) => (where.startsWith('bullmq.') ? [text] : [])).join('\n');
      expect(heard.length).toBeGreaterThan(1_000);
      expect(found(heard, nowhere())).toEqual([]);
    });

    it('logs none of it', () => {
      expect(service.log.length).toBeGreaterThan(50);
      expect(service.log.filter((line) => found(line, nowhere()).length > 0)).toEqual([]);
    });

    it('tells none of it in a refusal', () => {
      expect(problems.length).toBeGreaterThan(8);
      expect(problems.filter((body) => found(body, nowhere()).length > 0)).toEqual([]);
    });

    it('counts none of it', async () => {
      const metrics = await (await fetch(`${service.url}/metrics`)).text();
      expect(metrics).toContain('habeas_http_request_seconds');
      expect(found(metrics, nowhere())).toEqual([]);
    });

    it('writes none of it into a file, but for the letters themselves', async () => {
      const entries = await readdir(service.home, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      expect(files.some((file) => file.includes('/vault/'))).toBe(true);
      expect(files.some((file) => file.includes('/mailbox/'))).toBe(true);
      expect(files.filter((file) => found(file, nowhere()).length > 0)).toEqual([]);
      for (const file of files.filter((one) => !one.includes('/mailbox/'))) {
        const bytes = await readFile(file);
        expect([file, foundInBytes(bytes, nowhere())]).toEqual([file, []]);
        // A ZIP or its report would be readable.
        expect(bytes.includes(Buffer.from('PK\u0003\u0004', 'latin1'))).toBe(false);
      }
    });

    it('would have found it', () => {
      expect(found(JSON.stringify({ a: Buffer.from(`xx${EMAIL}yy`).toString('base64') }), CANARIES)).toEqual(['mail']);
      expect(found(`\\x${Buffer.from(EMAIL).toString('hex')}`, CANARIES)).toEqual(['mail']);
      expect(found(encodeURIComponent(`${CANARIES.street} 3`), CANARIES)).toEqual(['street']);
      expect(found('nothing', CANARIES)).toEqual([]);
    });
  });
}
