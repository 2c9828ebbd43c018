import type { Person } from '../kit/faults/small-company.js';
import { FaultHouse } from '../kit/faults/fault-house.js';

describe('a row that several people hold', () => {
  let house: FaultHouse;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'here', automatic: false });
  });
  afterAll(() => house?.close());

  const homes = async (id: number): Promise<number> =>
    (await house.company.sql(`SELECT 1 FROM homes WHERE id = $1`, [id])).length;
  const eraseTasks = async (ids: string[]): Promise<string[]> =>
    (await Promise.all(ids.map((id) => house.tasks(id))))
      .flat()
      .filter(({ system, action }) => system === 'shop' && action === 'erase')
      .map(({ state }) => state);

  /** All are approved before any is worked, so that they come as one batch. */
  async function eraseTogether(people: Person[]): Promise<string[]> {
    const ids: string[] = [];
    for (const person of people) ids.push(await house.begin(person));
    for (const id of ids) await house.reach(id, 'deciding');
    await house.sql(
      `UPDATE system_slot SET taken_until = now() + interval '1 hour', holder = NULL WHERE system = 'shop'`,
    );
    for (const id of ids) await house.approve(id);
    await house.eventually(
      () => eraseTasks(ids),
      (states) => states.length === ids.length && states.every((state) => state === 'ready'),
    );
    return ids;
  }
  const open = (): Promise<unknown> =>
    house.sql(`UPDATE system_slot SET taken_until = '-infinity' WHERE system = 'shop'`);

  it('goes with the last of them, when two of one batch are the only holders', async () => {
    const one = await house.company.join();
    const two = await house.company.join(one.home);
    const others = await house.company.others(one, two);
    const ids = await eraseTogether([one, two]);
    await open();
    for (const id of ids) await house.reach(id, 'closed');
    expect(await homes(one.home)).toBe(0);
    expect(await house.company.rowsOf(one)).toEqual([]);
    expect(await house.company.rowsOf(two)).toEqual([]);
    expect(await house.company.others(one, two)).toBe(others);
  });

  it('stays with a bystander who took hold of it between plan and execution: the plan is refused and drawn anew', async () => {
    const one = await house.company.join();
    const bystander = await house.company.join();
    const [id] = await eraseTogether([one]);
    await house.company.sql(`UPDATE people SET home_id = $1 WHERE id = $2`, [one.home, bystander.id]);
    await open();
    await house.reach(id!, 'deciding', 'planning');
    expect((await house.ledger(id!, 'plan.drifted')).map(({ data }) => data.code)).toEqual(['scope-changed']);
    await house.approve(id!);
    await house.reach(id!, 'closed');
    expect(await homes(one.home)).toBe(1);
    expect(await house.company.sql(`SELECT 1 FROM people WHERE id = $1`, [one.id])).toEqual([]);
    expect(await house.company.sql(`SELECT home_id::int AS home FROM people WHERE id = $1`, [bystander.id])).toEqual([
      { home: one.home },
    ]);
  });

  it('stays with a bystander who takes hold of it after the connector has locked it and before it is deleted', async () => {
    const one = await house.company.join();
    const bystander = await house.company.join();
    // The deletion of her own row waits here, in the connector's transaction, its lock on the home already taken.
    await house.company.sql(`CREATE FUNCTION wait_a_moment() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN OLD; END $$`);
    await house.company.sql(
      `CREATE TRIGGER wait_a_moment BEFORE DELETE ON people FOR EACH ROW WHEN (OLD.id = ${one.id}) EXECUTE FUNCTION wait_a_moment()`,
    );
    const gate = await house.company.client();
    await gate.query('SELECT pg_advisory_lock(4711)');
    const [id] = await eraseTogether([one]);
    await open();
    await house.eventually(
      () => house.company.sql(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711 AND NOT granted`),
      (waiting) => waiting.length > 0,
    );
    await house.company.sql(`UPDATE people SET home_id = $1 WHERE id = $2`, [one.home, bystander.id]);
    await gate.query('SELECT pg_advisory_unlock(4711)');
    await gate.end();
    await house.reach(id!, 'closed');
    expect(await homes(one.home)).toBe(1);
    expect(await house.company.sql(`SELECT 1 FROM people WHERE id = $1`, [one.id])).toEqual([]);
    const [outcome] = await house.sql(
      `SELECT held_by_others AS held, residue FROM outcome WHERE request_id = $1 AND collection = 'homes'`,
      [id],
    );
    expect(outcome).toEqual({ held: 1, residue: 0 });
    await house.company.sql(`DROP TRIGGER wait_a_moment ON people`);
  });
});
