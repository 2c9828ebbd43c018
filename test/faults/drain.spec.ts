import { FaultHouse } from '../kit/faults/fault-house.js';
import { redisAddress } from '../kit/redis.js';

const redis = await redisAddress(12);
const backends: [string, string | undefined][] = [
  ['PostgreSQL', undefined],
  ...(redis ? ([['Redis', redis]] as [string, string][]) : []),
];

describe.each(backends)('a worker that is told to end, on %s', (_name, redisUrl) => {
  let house: FaultHouse;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'apart', ...(redisUrl ? { redisUrl } : {}) });
  });
  afterEach(() => house.killWorkers());
  afterAll(() => house?.close());

  it('hands over what runs within its grace, loses no job, and says nothing beside its log', async () => {
    const people = [];
    for (let one = 0; one < 4; one += 1) people.push(await house.company.join());
    const others = await house.company.others(...people);
    const first = await house.work();
    const ids: string[] = [];
    for (const person of people) ids.push(await house.begin(person));
    const begun = performance.now();
    const said = first.output.length;
    first.signal('SIGTERM');
    expect(await first.end()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    const lines = (from: number): string[] =>
      first.output
        .slice(from)
        .join('')
        .split('\n')
        .filter((line) => line !== '');
    expect(lines(0).filter((line) => !line.startsWith('{') && !/FSTWRN004|trace-warnings/.test(line))).toEqual([]);
    expect(lines(said).filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([]);
    // Nothing stays leased to a process that is gone.
    expect(await house.sql(`SELECT id FROM task WHERE state = 'leased'`)).toEqual([]);
    await house.work();
    for (const id of ids) await house.reach(id, 'closed');
    for (const person of people) expect(await house.company.rowsOf(person)).toEqual([]);
    expect(await house.company.others(...people)).toBe(others);
  });

  it('leaves a call that does not end in time to the next one, when its grace is over', async () => {
    const person = await house.company.join();
    const others = await house.company.others(person);
    // The system's answer does not come: somebody holds her rows locked.
    const lock = await house.company.client();
    await lock.query('BEGIN');
    const worker = await house.work({ graceMs: 700 });
    await lock.query('SELECT 1 FROM people WHERE id = $1 FOR UPDATE', [person.id]);
    const id = await house.begin(person);
    await house.eventually(
      () =>
        house.company.sql(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND application_name = 'habeas'`,
        ),
      (waiting) => waiting.length > 0,
    );
    worker.signal('SIGTERM');
    await worker.end();
    await lock.query('ROLLBACK');
    await lock.end();
    await house.work();
    await house.reach(id, 'closed');
    await house.proveErased(id, person, others);
  });
});
