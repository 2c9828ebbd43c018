import { cast, CAST_NAMES, type CastName } from '../../src/demo/company/cast.js';
import { expectations, foundBy, leftBy } from '../../src/demo/company/expectations.js';
import { bystandersChanged, snapshotPeople } from '../../src/demo/company/oracle/bystanders.js';
import { columnsOf, residueOf } from '../../src/demo/company/oracle/residue.js';
import { countByTable, type OwnRow, rowsOf, stillThere } from '../../src/demo/company/oracle/rows-of.js';
import { DemoHouse } from '../kit/demo-house.js';

/** What the service must find and leave of each of the cast, against tables written by hand that no map has seen. */
describe('the oracle', () => {
  let house: DemoHouse;

  /** Whose rows another one's erasure would change; they get a company of their own. */
  const FIRST: CastName[] = ['anna', 'bernd', 'carla', 'dieter', 'farid', 'hanna', 'ivo', 'jo', 'kai', 'nobody'];

  beforeAll(async () => {
    house = await DemoHouse.open();
  });
  afterAll(() => house?.close());

  it.each(CAST_NAMES)('the copy of %s holds exactly her rows', async (name) => {
    const own = await rowsOf(house.company, cast[name]);
    const { files } = await house.copy(name);
    expect(recordsIn(files)).toEqual(foundBy(expectations[name]));
    expect(recordsIn(files)).toEqual(countByTable(own));
    // What is said of staff is not said to whoever is none.
    expect(files.get('report.html')).not.toMatch(/Sie arbeiten bei uns|You work here/);
  });

  it.each(FIRST)('the erasure of %s leaves exactly what must stay', (name) => erasedAsExpected(() => house, name));

  describe('of those whose rows hang together with the first', () => {
    let second: DemoHouse;
    beforeAll(async () => {
      second = await DemoHouse.open();
    });
    afterAll(() => second?.close());

    it.each(['edda', 'gesa'] as CastName[])('the erasure of %s leaves exactly what must stay', (name) =>
      erasedAsExpected(() => second, name),
    );
  });
});

async function erasedAsExpected(at: () => DemoHouse, name: CastName): Promise<void> {
  const house = at();
  const expected = expectations[name];
  const own = await rowsOf(house.company, cast[name]);
  const before = await snapshotPeople(house.company, own);
  const id = await house.erase(name);
  const after = await snapshotPeople(house.company, own);
  expect(bystandersChanged(before, after)).toEqual([]);
  expect(countByTable(await stillThere(house.company, own))).toEqual(leftBy(expected));
  expect(columnsOf(await residueOf(house.company, cast[name]))).toEqual([...expected.residue].sort());
  expect(await retainedUntil(house, id, own)).toEqual(expected.retainedUntil);
}

/** Records by `system.table`, counted in the JSON files of a package. */
function recordsIn(files: Map<string, string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [path, content] of files) {
    const place = /^data\/([^/]+)\/([^/]+)\.json$/.exec(path);
    if (!place) continue;
    const records = JSON.parse(content) as unknown[];
    if (records.length > 0) counts[`${place[1]}.${place[2]!.replaceAll('-', '_')}`] = records.length;
  }
  return counts;
}

/** Invoice → last day on which it is kept, from what the service has put off. */
async function retainedUntil(house: DemoHouse, id: string, own: OwnRow[]): Promise<Record<string, string>> {
  const rows = await house.sql<{ collection: string; until: string; records: number }>(
    `SELECT collection, (not_before - 1)::text AS until, records FROM deferred_erasure WHERE request_id = $1 AND collection = 'orders'`,
    [id],
  );
  const orders = own
    .filter((row) => row.table === 'shop.orders')
    .map((row) => Number((JSON.parse(row.key) as number[])[0]));
  const live = await house.inSystem<{ orderNo: string; year: number }>(
    'shop',
    `SELECT order_no AS "orderNo", extract(year FROM invoiced_at)::int AS year FROM orders WHERE id = ANY($1) AND restricted`,
    [orders],
  );
  expect(rows.reduce((sum, row) => sum + row.records, 0)).toBe(live.length);
  return Object.fromEntries(
    live.map(({ orderNo, year }) => [
      orderNo,
      rows.find((row) => row.until === `${year + 8}-12-31`)?.until ?? 'not recorded',
    ]),
  );
}
