import { FaultHouse } from '../kit/faults/fault-house.js';
import type { Arming, Worker } from '../kit/faults/worker.js';

/** Before and after every effect of an erasure, in the order in which it comes to them. */
const PLACES: [Arming['place'], string][] = [
  ['before-answered', 'planning.located'],
  ['after-take', 'planning.execute'],
  ['before-answered', 'planning.execute'],
  ['after-take', 'work.lane'],
  ['after-add', 'work.lane'],
  ['before-intent', 'shop'],
  ['after-intent', 'shop'],
  ['before-effect', 'shop'],
  ['after-effect', 'shop'],
  ['before-shown', 'shop'],
  ['after-shown', 'shop'],
  ['before-answered', 'planning.executed'],
  ['before-answered', 'planning.check'],
  ['before-answered', 'delivery.answer'],
  ['before-answered', 'retention.close'],
];

describe('a worker that is killed', () => {
  let house: FaultHouse;
  let worker: Worker;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'apart' });
    worker = await house.work();
  });
  afterAll(() => house?.close());

  it.each(PLACES)('%s %s: the next one finishes, and nothing is done or counted twice', async (place, about) => {
    const person = await house.company.join();
    const others = await house.company.others(person);
    await house.quiet();
    await worker.arm({ place, about, how: 'kill' });
    const id = await house.begin(person);
    expect(await worker.end()).toBe('SIGKILL');
    worker = await house.work();
    await house.reach(id, 'closed');
    await house.proveErased(id, person, others);
  });

  it('inside the transaction of the system itself, some tables done and others not: nothing of it stays', async () => {
    const person = await house.company.join();
    const others = await house.company.others(person);
    const before = await house.company.rowsOf(person);
    await house.company.sql(`CREATE FUNCTION wait_a_moment() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock_shared(4712); RETURN OLD; END $$`);
    await house.company.sql(
      `CREATE TRIGGER wait_a_moment BEFORE DELETE ON people FOR EACH ROW WHEN (OLD.id = ${person.id}) EXECUTE FUNCTION wait_a_moment()`,
    );
    const gate = await house.company.client();
    await gate.query('SELECT pg_advisory_lock(4712)');
    const id = await house.begin(person);
    const waiting = () =>
      house.company.sql<{ pid: number }>(
        `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND objid = 4712 AND NOT granted`,
      );
    await house.eventually(waiting, (rows) => rows.length > 0);
    await worker.kill();
    // The server notices that its client is gone when it has an answer for it.
    await gate.query(
      'SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = $1 AND objid = 4712 AND NOT granted',
      ['advisory'],
    );
    await house.eventually(waiting, (rows) => rows.length === 0);
    expect((await house.company.rowsOf(person)).filter((row) => !row.startsWith('subscribers'))).toEqual(
      before.filter((row) => !row.startsWith('subscribers')),
    );
    await gate.end();
    worker = await house.work();
    await house.reach(id, 'closed');
    await house.proveErased(id, person, others);
  });
});
