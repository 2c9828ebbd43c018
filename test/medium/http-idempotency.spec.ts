import type { DataSource, EntityManager } from 'typeorm';
import { plainAnswers, forgetAnswers, once, type Once } from '../../src/platform/http/idempotency/idempotency.js';
import { idempotentRequest, type IdempotentRequest } from '../../src/platform/http/idempotency/idempotency-key.js';
import { Problem } from '../../src/platform/http/problems/problem.js';
import { countAttempt, forgetAttempts } from '../../src/platform/http/rate/attempts.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';

const now = new Date('2026-11-23T10:00:00Z');
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);

describe('the HTTP edge in the database', () => {
  let database: TestDatabase;
  let source: DataSource;
  let effects: string[];

  beforeAll(async () => {
    database = await freshDatabase();
    source = await connect(database);
  });

  beforeEach(async () => {
    effects = [];
    await source.query('DELETE FROM idempotency');
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const request = (
    key: string,
    body: unknown = { a: 1 },
    credential = 'k1',
    route = 'POST /v1/things',
  ): IdempotentRequest => {
    const made = idempotentRequest({ credential, route, header: key, body });
    if (!made) throw new Error('no key');
    return made;
  };

  const run = (
    wanted: IdempotentRequest,
    options: { at?: Date; work?: (manager: EntityManager) => Promise<void> } = {},
  ): Promise<Once<{ id: string }>> =>
    source.transaction((manager) =>
      once(manager, wanted, { now: options.at ?? now, codec: plainAnswers }, async () => {
        await options.work?.(manager);
        effects.push('done');
        return { status: 201, body: { id: `thing-${effects.length}` } };
      }),
    );

  const code = (run: Promise<unknown>): Promise<unknown> =>
    run.then(
      () => 'answered',
      (error: unknown) => (error instanceof Problem ? error.code : error),
    );

  it('does the work once, and answers the same again', async () => {
    expect(await run(request('one'))).toEqual({ status: 201, body: { id: 'thing-1' }, replayed: false });
    expect(await run(request('one'))).toEqual({ status: 201, body: { id: 'thing-1' }, replayed: true });
    expect(effects).toHaveLength(1);
  });

  it('takes the order of members for nothing, and another body for a mistake', async () => {
    await run(request('one', { a: 1, b: [1, 2] }));
    expect((await run(request('one', { b: [1, 2], a: 1 }))).replayed).toBe(true);
    expect(await code(run(request('one', { a: 1, b: [2, 1] })))).toBe('idempotency-mismatch');
  });

  it('keeps credentials and routes apart', async () => {
    await run(request('one'));
    expect((await run(request('one', { a: 1 }, 'k2'))).replayed).toBe(false);
    expect((await run(request('one', { a: 1 }, 'k1', 'POST /v1/others'))).replayed).toBe(false);
  });

  it('says that the first is still at it, and forgets it with its transaction', async () => {
    let fail: (error: Error) => void = () => {};
    const started = new Promise<void>((resolve) => {
      void code(
        run(request('one'), {
          work: () =>
            new Promise((_done, failed) => {
              fail = failed;
              resolve();
            }),
        }),
      );
    });
    await started;
    expect(await code(run(request('one')))).toBe('idempotency-in-flight');
    fail(new Error('crash'));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await run(request('one'))).replayed).toBe(false);
  });

  it('does the work once for many who come at once', async () => {
    const slow = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 30));
    const results = await Promise.all(Array.from({ length: 8 }, () => code(run(request('one'), { work: slow }))));
    expect(results.filter((result) => result === 'answered').length).toBeGreaterThanOrEqual(1);
    expect(results.filter((result) => result !== 'answered' && result !== 'idempotency-in-flight')).toEqual([]);
    expect(await source.query('SELECT count(*)::int AS n FROM idempotency')).toEqual([{ n: 1 }]);
  });

  it('forgets after its time', async () => {
    await run(request('one'));
    expect((await run(request('one', { other: true }), { at: later(8) })).replayed).toBe(false);
    await run(request('two'));
    await source.transaction((manager) => forgetAnswers(manager, later(8)));
    expect(await source.query('SELECT count(*)::int AS n FROM idempotency')).toEqual([{ n: 1 }]);
  });

  it('keeps no key in the clear', async () => {
    await run(request('anna.canary@example.org'));
    const rows: unknown = await source.query('SELECT row_to_json(i)::text AS text FROM idempotency i');
    expect(JSON.stringify(rows)).not.toContain('canary');
  });

  it.each([
    ['', undefined],
    ['x'.repeat(256), undefined],
    ['ümlaut', undefined],
    [['a', 'b'], undefined],
    ['"8e03978e-40d5"', '8e03978e-40d5'],
    ['"with \\" quote"', 'with " quote'],
  ])('reads the header %j', (header, same) => {
    const read = (): unknown => idempotentRequest({ credential: 'k', route: 'r', header, body: null });
    if (same === undefined) expect(read).toThrow(Problem);
    else expect(read()).toEqual(idempotentRequest({ credential: 'k', route: 'r', header: same, body: null }));
  });

  it('counts attempts over all connections, and no window grows by trying on', async () => {
    const rule = { purpose: 'test.code', limit: 3, windowMilliseconds: 600_000 };
    const subject = Buffer.from('0123456789abcdef');
    const attempt = (at: Date): ReturnType<typeof countAttempt> =>
      source.transaction((manager) => countAttempt(manager, rule, subject, at));
    const verdicts = await Promise.all(Array.from({ length: 10 }, () => attempt(now)));
    expect(verdicts.filter((verdict) => verdict.allowed)).toHaveLength(3);
    expect(await attempt(new Date(now.getTime() + 599_000))).toEqual({ allowed: false, retryAfterSeconds: 1 });
    expect(await attempt(new Date(now.getTime() + 600_000))).toEqual({ allowed: true, left: 2 });
    await source.transaction((manager) => forgetAttempts(manager, later(1)));
    expect(await source.query('SELECT count(*)::int AS n FROM attempt_count')).toEqual([{ n: 0 }]);
  });
});
