import type { DataSource } from 'typeorm';
import type { Cursor, Order } from '../../src/desk/queue/cursor.js';
import type { ListRequest } from '../../src/desk/queue/list-sql.js';
import { RequestListRepository } from '../../src/desk/queue/request-list.repository.js';
import { newId } from '../../src/platform/ids/ids.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';
import { deskControllers, line, type LineOf, writeLines } from './desk-fixture.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const ANNA = newId();

describe("the desk's list", () => {
  const repository = new RequestListRepository();
  let database: TestDatabase;
  let source: DataSource;
  let berlin: string;
  let honolulu: string;
  let lines: LineOf[];

  beforeAll(async () => {
    database = await freshDatabase();
    source = await connect(database);
    ({ berlin, honolulu } = await deskControllers(source));
    // Many with equal keys: the same date, the same moment.
    lines = Array.from({ length: 180 }, (_, at) =>
      line(at % 3 === 0 ? honolulu : berlin, {
        right: ['access', 'erasure', 'portability'][at % 3 === 2 ? 2 : at % 2]!,
        state: ['proving', 'deciding', 'working', 'closed'][at % 4]!,
        ended: at % 4 === 3,
        law: at % 10 === 0 ? 'us-ca@2026-01-01' : 'de@2026-01-01',
        dueOn: at % 20 === 0 ? null : `2026-11-${String(15 + (at % 11)).padStart(2, '0')}`,
        receivedAt: `2026-11-0${1 + (at % 5)}T09:00:00.123456Z`,
        movedAt: at % 7 === 0 ? null : `2026-11-1${at % 6}T10:00:00.654321Z`,
        answeredAt: at % 9 === 0 ? '2026-11-12T08:00:00Z' : null,
        held: at % 11 === 0,
        errands: at % 13 === 0 ? 2 : 0,
        assignedTo: at % 5 === 0 ? ANNA : null,
        testPerson: at === 50,
      }),
    );
    await writeLines(source, lines);
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  const everything = (): ListRequest => ({ controllers: [berlin, honolulu], now: NOW });

  async function all(request: ListRequest, order: Order, size = 7): Promise<string[]> {
    const ids: string[] = [];
    let after: Cursor | null = null;
    do {
      const page: { items: { id: string }[]; next: Cursor | null } = await repository.page(
        source.manager,
        request,
        order,
        after,
        size,
      );
      expect(page.items.length).toBeLessThanOrEqual(size);
      ids.push(...page.items.map(({ id }) => id));
      after = page.next;
    } while (after);
    return ids;
  }

  const keyOf = (sort: Order['sort'], one: LineOf): string =>
    sort === 'due'
      ? (one.dueOn ?? '9999-12-31')
      : sort === 'received'
        ? one.receivedAt
        : (one.movedAt ?? one.receivedAt);

  const expected = (order: Order, matches: (one: LineOf) => boolean): string[] => {
    const sorted = lines
      .filter(matches)
      .map((one) => ({ id: one.id, key: keyOf(order.sort, one) }))
      .sort((a, b) => (a.key < b.key || (a.key === b.key && a.id < b.id) ? -1 : 1));
    return (order.order === 'asc' ? sorted : sorted.toReversed()).map(({ id }) => id);
  };

  it.each([
    { sort: 'due', order: 'asc' },
    { sort: 'due', order: 'desc' },
    { sort: 'received', order: 'asc' },
    { sort: 'received', order: 'desc' },
    { sort: 'changed', order: 'asc' },
    { sort: 'changed', order: 'desc' },
  ] as Order[])('is complete and in order by $sort $order, page by page, with equal keys', async (order) => {
    expect(await all(everything(), order)).toEqual(expected(order, () => true));
  });

  const order: Order = { sort: 'due', order: 'asc' };
  const late = (one: LineOf): boolean => {
    return !one.ended && !one.answeredAt && one.dueOn !== null && one.dueOn < '2026-11-20';
  };

  it.each([
    ['a state', { state: 'deciding' }, (one: LineOf) => one.state === 'deciding'],
    ['a state that is an end', { state: 'closed' }, (one: LineOf) => one.state === 'closed'],
    ['open ones', { open: true }, (one: LineOf) => !one.ended],
    ['a right', { right: 'portability' }, (one: LineOf) => one.right === 'portability'],
    [
      'a right and a state',
      { right: 'access', state: 'working' },
      (one: LineOf) => one.right === 'access' && one.state === 'working',
    ],
    ['a law', { law: 'us-ca' }, (one: LineOf) => one.law.startsWith('us-ca@')],
    ['late ones', { due: 'late' }, late],
    [
      'those of the week',
      { due: 'week' },
      (one: LineOf) =>
        !one.ended && !one.answeredAt && one.dueOn !== null && one.dueOn >= '2026-11-20' && one.dueOn <= '2026-11-26',
    ],
    [
      'those due soon',
      { due: 'soon' },
      (one: LineOf) =>
        !one.ended && !one.answeredAt && one.dueOn !== null && one.dueOn >= '2026-11-20' && one.dueOn <= '2026-11-22',
    ],
    ['held ones', { flag: 'held' }, (one: LineOf) => one.held && !one.ended],
    ['those with errands', { flag: 'errand' }, (one: LineOf) => one.errands > 0],
    ['those of nobody', { flag: 'unassigned' }, (one: LineOf) => one.assignedTo === null && !one.ended],
    ['test persons', { flag: 'test' }, (one: LineOf) => one.testPerson],
    ['those of somebody', { assigned: ANNA, open: true }, (one: LineOf) => one.assignedTo === ANNA && !one.ended],
    [
      'held ones in a state',
      { flag: 'held', state: 'working' },
      (one: LineOf) => one.held && one.state === 'working' && !one.ended,
    ],
  ] as [string, Partial<ListRequest>, (one: LineOf) => boolean][])(
    'is narrowed to %s',
    async (_name, filter, matches) => {
      const wanted = expected(order, matches);
      expect(wanted.length).toBeGreaterThan(0);
      expect(await all({ ...everything(), ...filter }, order)).toEqual(wanted);
      const changed: Order = { sort: 'changed', order: 'desc' };
      expect(await all({ ...everything(), ...filter }, changed)).toEqual(expected(changed, matches));
    },
  );

  it('begins with the scope: other controllers are not there, and no controller is nothing', async () => {
    expect(await all({ ...everything(), controllers: [honolulu] }, order)).toEqual(
      expected(order, (one) => one.controller === honolulu),
    );
    expect(await all({ ...everything(), controllers: [] }, order)).toEqual([]);
  });

  it("goes by each controller's own day", async () => {
    // 2026-11-21 in Berlin, still the 20th in Honolulu.
    const now = new Date('2026-11-20T23:30:00Z');
    const listed = await repository.page(source.manager, { ...everything(), now, open: true }, order, null, 200);
    const due = lines.filter((one) => one.dueOn === '2026-11-20' && !one.ended && !one.answeredAt);
    expect(new Set(due.map(({ controller }) => controller)).size).toBe(2);
    for (const one of due) {
      const item = listed.items.find(({ id }) => id === one.id)!;
      expect([item.late, item.daysLeft]).toEqual(one.controller === berlin ? [true, -1] : [false, 0]);
    }
  });

  it('neither repeats nor loses a line that does not change, whatever others do between two pages', async () => {
    const open = { ...everything(), open: true };
    const first = await repository.page(source.manager, open, order, null, 40);
    const seen = new Set(first.items.map(({ id }) => id));
    const [moved, gone] = [first.items[3]!, first.items[39]!];
    const own = lines.find(({ id }) => id === moved.id)!;
    const last = lines.find(({ id }) => id === gone.id)!;
    // One that was shown goes to the end of the list; the one that the cursor names ends; a new one comes first.
    await writeLines(source, [
      { ...own, dueOn: '2026-12-24' },
      { ...last, state: 'closed', ended: true },
      line(berlin, { dueOn: '2026-11-01', state: 'working' }),
    ]);
    const rest: string[] = [];
    for (let after = first.next; after;) {
      const page = await repository.page(source.manager, open, order, after, 40);
      rest.push(...page.items.map(({ id }) => id));
      after = page.next;
    }
    expect(new Set(rest).size).toBe(rest.length);
    expect(rest.filter((id) => seen.has(id))).toEqual([moved.id]);
    const untouched = lines.filter((one) => !one.ended && one.id !== moved.id && one.id !== gone.id);
    expect(untouched.filter(({ id }) => !seen.has(id) && !rest.includes(id))).toEqual([]);
    await writeLines(source, [own, last]);
  });
});
