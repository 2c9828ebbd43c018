import type { DataSource } from 'typeorm';
import { CountsRepository } from '../../src/desk/queue/counts.repository.js';
import { FiguresRepository } from '../../src/desk/figures/figures.repository.js';
import { quantile } from '../../src/desk/figures/quantiles.js';
import { newId } from '../../src/platform/ids/ids.js';
import { LineCounts } from '../../src/requests/counting/line-counts.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';
import { deskControllers, line, type LineOf, writeLines } from './desk-fixture.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const ME = newId();

describe("the desk's counts and figures", () => {
  const repository = new CountsRepository();
  const figures = new FiguresRepository();
  let database: TestDatabase;
  let source: DataSource;
  let counts: LineCounts;
  let berlin: string;
  let honolulu: string;

  beforeAll(async () => {
    database = await freshDatabase();
    source = await connect(database);
    counts = new LineCounts(source);
    ({ berlin, honolulu } = await deskControllers(source));
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  beforeEach(async () => {
    for (const table of ['request_line', 'desk_change', 'desk_count', 'desk_time', 'desk_time_change'])
      await source.query(`DELETE FROM ${table}`);
    await source.query(`DELETE FROM desk_change`);
  });

  const count = () => repository.of(source.manager, [berlin, honolulu], ME, NOW);
  const folded = async (): Promise<number> => {
    await counts.addUp();
    const [row] = await source.query(`SELECT count(*)::int AS waiting FROM desk_change`);
    return row.waiting;
  };

  const some = (): LineOf[] => [
    line(berlin, { dueOn: '2026-11-19', errands: 1 }),
    line(berlin, { dueOn: '2026-11-20', held: true, assignedTo: ME }),
    line(berlin, { dueOn: '2026-11-22', right: 'erasure', state: 'deciding' }),
    line(berlin, { dueOn: '2026-11-26', right: 'erasure', state: 'deciding', assignedTo: newId() }),
    line(berlin, { dueOn: '2026-11-27', answeredAt: '2026-11-18T08:00:00Z', state: 'working' }),
    line(honolulu, { dueOn: null, law: 'us-ca@2026-01-01' }),
    line(honolulu, { dueOn: '2026-11-01', ended: true, state: 'closed', answeredAt: '2026-10-30T08:00:00Z' }),
    line(honolulu, { dueOn: '2026-11-01', testPerson: true, held: true }),
  ];

  const TRUTH = {
    open: 6,
    late: 1,
    soon: 2,
    week: 3,
    held: 1,
    errand: 1,
    unassigned: 4,
    mine: 1,
    answered: 1,
    states: [
      { name: 'closed', count: 1 },
      { name: 'deciding', count: 2 },
      { name: 'proving', count: 3 },
      { name: 'working', count: 1 },
    ],
    rights: [
      { name: 'access', count: 4 },
      { name: 'erasure', count: 2 },
    ],
    laws: [
      { name: 'de', count: 5 },
      { name: 'us-ca', count: 1 },
    ],
    controllers: [
      { name: 'berlin', count: 5 },
      { name: 'honolulu', count: 1 },
    ],
  };

  it('are those that one counts by hand, before and after they are added up', async () => {
    await writeLines(source, some());
    expect(await count()).toEqual(TRUTH);
    expect(await folded()).toBe(0);
    expect(await count()).toEqual(TRUTH);
  });

  it('follow every change of a line, and nothing when nothing changes', async () => {
    const lines = some();
    await writeLines(source, lines);
    await folded();
    await writeLines(source, lines);
    expect(await source.query(`SELECT * FROM desk_change`)).toEqual([]);
    const moved = lines.map((one) =>
      one.dueOn === '2026-11-19' ? { ...one, dueOn: '2026-12-19', errands: 0, state: 'closed', ended: true } : one,
    );
    await writeLines(source, moved);
    expect(await count()).toMatchObject({ open: 5, late: 0, errand: 0, unassigned: 3 });
    await source.query(`DELETE FROM request_line`);
    await folded();
    expect(await count()).toMatchObject({ open: 0, late: 0, states: [], rights: [], controllers: [] });
    expect(await source.query(`SELECT * FROM desk_count`)).toEqual([]);
  });

  it('are not changed by what is rolled back', async () => {
    await writeLines(source, some());
    await source
      .transaction(async (tx) => {
        await tx.query(`UPDATE request_line SET held = true`);
        throw new Error('never mind');
      })
      .catch(() => undefined);
    expect(await count()).toEqual(TRUTH);
  });

  it('stay right while many write and others add up at once', async () => {
    const batches = Array.from({ length: 12 }, (_, at) =>
      Array.from({ length: 10 }, (__, of) =>
        line(at % 2 ? berlin : honolulu, { state: of % 2 ? 'proving' : 'working' }),
      ),
    );
    await Promise.all([
      ...batches.map((batch) => writeLines(source, batch)),
      counts.addUp(),
      counts.addUp(),
      counts.addUp(),
    ]);
    await Promise.all([
      ...batches.map((batch) =>
        writeLines(
          source,
          batch.map((one) => ({ ...one, state: 'deciding' })),
        ),
      ),
      counts.addUp(),
      counts.addUp(),
    ]);
    expect(await count()).toMatchObject({ open: 120, states: [{ name: 'deciding', count: 120 }] });
    expect(await folded()).toBe(0);
    expect(await count()).toMatchObject({ open: 120, states: [{ name: 'deciding', count: 120 }] });
    expect(await counts.reconcile()).toBe(0);
  });

  it('are found wrong and mended when somebody has edited them', async () => {
    await writeLines(source, some());
    await folded();
    await source.query(`UPDATE desk_count SET lines = lines + 7 WHERE facet = 'state' AND name = 'deciding'`);
    await source.query(`DELETE FROM desk_count WHERE facet = 'flag' AND name = 'held'`);
    expect(await counts.reconcile()).toBe(2);
    expect(await count()).toEqual(TRUTH);
    expect(await counts.reconcile()).toBe(0);
  });

  it('see the scope alone', async () => {
    await writeLines(source, some());
    expect(await repository.of(source.manager, [honolulu], ME, NOW)).toMatchObject({ open: 1, mine: 0, late: 0 });
  });

  it('measure stages, first answers and ends, within 8 % of what one reckons by hand', async () => {
    const period = { controllers: [berlin, honolulu], from: '2026-11-01', to: '2026-11-30' };
    // Ten in proving for 1 to 10 hours, counted from their receipt.
    const hours = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
    const lines = hours.map(() => line(berlin, { receivedAt: '2026-11-10T00:00:00Z', dueOn: '2026-11-11' }));
    await writeLines(source, lines);
    const moved = lines.map((one, at) => ({
      ...one,
      state: 'working',
      movedAt: `2026-11-10T${String(hours[at]).padStart(2, '0')}:00:00Z`,
    }));
    await writeLines(source, moved);
    // Answered after a day (in time) and, the last two, after three days (late).
    const answered = moved.map((one, at) => ({
      ...one,
      answeredAt: at < 8 ? '2026-11-11T00:00:00Z' : '2026-11-13T00:00:00Z',
    }));
    await writeLines(source, answered);
    await folded();
    await writeLines(
      source,
      answered.map((one) => ({ ...one, state: 'closed', ended: true, movedAt: '2026-11-14T00:00:00Z' })),
    );
    const rows = await figures.times(source.manager, period);
    const of = (kind: string, name?: string) =>
      rows.filter((row) => row.kind === kind && (name === undefined || row.name === name));
    const near = (value: number | null, seconds: number): void => {
      expect(Math.abs(value! - seconds) / seconds).toBeLessThan(0.08);
    };
    near(quantile(of('stage', 'proving'), 0.5), 5 * 3_600);
    near(quantile(of('stage', 'proving'), 0.9), 9 * 3_600);
    expect(of('stage', 'proving').reduce((sum, { times }) => sum + times, 0)).toBe(10);
    near(quantile(of('stage', 'working'), 0.5), 91 * 3_600);
    expect(of('answer', 'in-time').reduce((sum, { times }) => sum + times, 0)).toBe(8);
    expect(of('answer', 'late').reduce((sum, { times }) => sum + times, 0)).toBe(2);
    near(quantile(of('answer'), 0.5), 86_400);
    near(quantile(of('end', 'closed'), 0.5), 4 * 86_400);
    const days = await figures.days(source.manager, period);
    expect(days).toHaveLength(30);
    expect(days.filter((day) => day.received + day.firstAnswers + day.ended > 0)).toEqual([
      { day: '2026-11-10', received: 10, firstAnswers: 0, ended: 0 },
      { day: '2026-11-11', received: 0, firstAnswers: 8, ended: 0 },
      { day: '2026-11-13', received: 0, firstAnswers: 2, ended: 0 },
      { day: '2026-11-14', received: 0, firstAnswers: 0, ended: 10 },
    ]);
  });

  it('know how old what is open is, and count no test person', async () => {
    await writeLines(source, [
      line(berlin, { receivedAt: '2026-11-20T08:00:00Z' }),
      line(berlin, { receivedAt: '2026-11-12T08:00:00Z' }),
      line(berlin, { receivedAt: '2026-08-01T08:00:00Z' }),
      line(berlin, { receivedAt: '2026-08-01T08:00:00Z', testPerson: true }),
      line(berlin, { receivedAt: '2026-08-01T08:00:00Z', ended: true, state: 'closed' }),
    ]);
    const ages = (await figures.now(source.manager, [berlin], NOW)).filter(({ facet }) => facet === 'age');
    expect(ages.map(({ name, lines }) => [Number(name), lines])).toEqual([
      [0, 1],
      [111, 1],
      [8, 1],
    ]);
  });
});
