import { createHash } from 'node:crypto';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { MarketingBlocks } from '../../src/suppression/marketing-blocks.js';
import { Suppression } from '../../src/suppression/suppression.js';
import { Client } from '../kit/client.js';
import { type EdgeOffice, openEdgeOffice } from '../kit/edge-office.js';

interface Checked {
  lists: { kind: string; answers: string[]; unusable: { index: number; code: string }[] }[];
}

const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('the bulk check for imports and mailings', () => {
  let office: EdgeOffice;
  let importer: Client;
  const get = <T>(type: abstract new (...args: never[]) => T): T =>
    office.service.service.app.get<T>(type, { strict: false });

  beforeAll(async () => {
    office = await openEdgeOffice();
    importer = new Client(office.service.url).as(office.keys.integration);
    const [alpha]: { id: string }[] = await get(Transactions).manager.query(
      `SELECT id FROM controller WHERE slug = 'alpha'`,
    );
    await get(Transactions).run(async (tx) => {
      const of = (...values: string[]) => values.map((value) => ({ kind: 'email', value }));
      await get(Suppression).write(tx, alpha!.id, of('gone@example.org', 'both@example.org', 'müller@bücher.example'));
      await get(Suppression).write(tx, alpha!.id, [{ kind: 'phone', value: '+49 30 901820' }]);
      await get(MarketingBlocks).write(tx, alpha!.id, of('stop@example.org', 'both@example.org'), 'objection');
    });
  });
  afterAll(() => office?.service.stop());

  const check = (lists: unknown, more: object = {}, by = importer) =>
    by.post<Checked>('/v1/suppression/check', { controller: 'alpha', lists, ...more });

  it('answers each entry in its place, as a value or as a hash', async () => {
    const { status, body } = await check(
      [
        { kind: 'email', values: ['Gone@Example.org ', 'stop@example.org', 'both@example.org', 'new@example.org'] },
        {
          kind: 'email',
          sha256: [sha('gone@example.org'), sha('new@example.org').toUpperCase(), sha('both@example.org')],
        },
        { kind: 'phone', values: ['030 901820', '+4930901820'] },
      ],
      { country: 'DE' },
    );
    expect(status).toBe(200);
    expect(body.lists.map(({ answers }) => answers)).toEqual([
      ['suppressed', 'blocked', 'both', 'clear'],
      ['suppressed', 'clear', 'both'],
      ['suppressed', 'suppressed'],
    ]);
  });

  /** One line for each way to be wrong: never a failure of the whole call, never the value in the answer. */
  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['no address', 'not-an-email'],
    ['a@b@c', 'not-an-email'],
    ['a@localhost:80/x', 'not-an-email'],
    ['a\u0007@example.org', 'forbidden-character'],
    ['\u202egro.elpmaxe@enog', 'forbidden-character'],
    ['x'.repeat(5_000), 'too-long'],
    [`${'x'.repeat(300)}@example.org`, 'too-long'],
    [`'; DROP TABLE tombstone; --@example.org`, 'not-an-email'],
    ['=cmd|calc', 'not-an-email'],
  ])('calls %j unusable', async (value, code) => {
    const { status, body } = await check([{ kind: 'email', values: [value, 'gone@example.org'] }]);
    expect(status).toBe(200);
    expect(body.lists[0]).toEqual({
      kind: 'email',
      answers: ['unusable', 'suppressed'],
      unusable: [{ index: 0, code }],
    });
  });

  it('finds an address in whatever spelling it is imported', async () => {
    const spellings = [
      'GONE@EXAMPLE.ORG',
      'ｇｏｎｅ@example.org',
      'gone@example.org.',
      'Müller@BÜCHER.example',
      'müller@xn--bcher-kva.example',
    ];
    const { body } = await check([{ kind: 'email', values: spellings }]);
    expect(body.lists[0]!.answers).toEqual(spellings.map(() => 'suppressed'));
    const others = ['g.one@example.org', 'gone+tag@example.org', 'gone@example.com', 'gоne@example.org'];
    expect((await check([{ kind: 'email', values: others }])).body.lists[0]!.answers).toEqual(
      others.map(() => 'clear'),
    );
  });

  it.each([
    ['neither values nor hashes', [{ kind: 'email' }]],
    ['both', [{ kind: 'email', values: ['a@example.org'], sha256: [sha('a')] }]],
    ['no list', []],
    ['what is no list', 'gone@example.org'],
    ['numbers', [{ kind: 'email', values: [1, 2] }]],
    ['objects', [{ kind: 'email', values: [{ $ne: null }] }]],
    ['a kind that is none', [{ kind: '../email', values: [] }]],
    ['members that nobody knows', [{ kind: 'email', values: [], all: true }]],
    ['more than fit', [{ kind: 'email', values: Array.from({ length: 10_001 }, (_, at) => `${at}@e.org`) }]],
    [
      'more than fit, in two lists',
      [1, 2].map((list) => ({
        kind: 'email',
        values: Array.from({ length: 5_001 }, (_, at) => `${list}.${at}@e.org`),
      })),
    ],
  ])('refuses %s', async (_name, lists) => {
    const { status, body } = await check(lists);
    expect(status).toBe(400);
    expect(JSON.stringify(body)).not.toContain('gone@example.org');
  });

  it('takes ten thousand hashes at once, and no more bytes than that needs', async () => {
    const hashes = Array.from({ length: 10_000 }, (_, at) =>
      sha(at === 7_777 ? 'gone@example.org' : `p${at}@example.org`),
    );
    const { status, body } = await check([{ kind: 'email', sha256: hashes }]);
    expect(status).toBe(200);
    expect(body.lists[0]!.answers).toHaveLength(10_000);
    expect(body.lists[0]!.answers.indexOf('suppressed')).toBe(7_777);
    expect(body.lists[0]!.answers.filter((answer) => answer !== 'clear')).toHaveLength(1);
    const { status: large } = await check([{ kind: 'email', values: ['x'.repeat(1_100_000)] }]);
    expect(large).toBe(413);
    // Elsewhere the bounds of the house hold.
    const elsewhere = await importer.post('/v1/requests', { text: 'x'.repeat(300_000) });
    expect(elsewhere.status).toBe(413);
  });

  it('is for importers of that controller, and says nothing of another', async () => {
    const list = [{ kind: 'email', values: ['gone@example.org'] }];
    expect((await check(list, { controller: 'beta' })).body.lists[0]!.answers).toEqual(['clear']);
    const foreign = await check(list, {}, new Client(office.service.url).as(office.only.beta));
    expect(foreign.status).toBe(422);
    expect(foreign.body).toMatchObject({ code: 'unknown-controller' });
    expect((await check(list, { controller: 'nobody' })).body).toMatchObject({ code: 'unknown-controller' });
    for (const role of ['agent', 'dpo', 'engineer', 'auditor'] as const)
      expect((await check(list, {}, new Client(office.service.url).as(office.keys[role]))).status).toBe(403);
    expect((await check(list, {}, new Client(office.service.url))).status).toBe(401);
  });

  it('is written down by its counts alone, and limited', async () => {
    const manager = get(Transactions).manager;
    await check([{ kind: 'email', values: ['gone@example.org', 'stop@example.org', 'rubbish', 'fine@example.org'] }]);
    const [row]: { body: string }[] = await manager.query(
      `SELECT body FROM ledger_entry WHERE kind = 'suppression.checked' ORDER BY recorded_at DESC, id DESC LIMIT 1`,
    );
    expect((JSON.parse(row!.body) as { data: object }).data).toEqual({
      controller: 'alpha',
      entries: 4,
      suppressed: 1,
      blocked: 1,
      unusable: 1,
    });
    expect(office.service.log.join('')).not.toContain('gone@example.org');
    await manager.query(`UPDATE attempt_count SET attempts = 120 WHERE purpose = 'suppression.check'`);
    const limited = await check([{ kind: 'email', values: [] }]);
    expect(limited.status).toBe(429);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
