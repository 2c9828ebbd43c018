import type { Connector, EraseBatch, EraseResult, FlagBatch, FlagResult } from '../../src/connectors/kit/contract.js';
import { BudgetEmpty, RateLimited, Refused, Retryable } from '../../src/connectors/kit/errors.js';
import { SystemAccess } from '../../src/connectors/system-access.js';
import { LocalStores } from '../../src/connectors/system-stores.js';
import type { SystemMap } from '../../src/datamap/language.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { GuardedHttp } from '../../src/platform/egress/guarded-http.js';
import { Log } from '../../src/platform/logging/log.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import { FaultHouse } from '../kit/faults/fault-house.js';
import type { Person } from '../kit/faults/small-company.js';

type Misbehaviour = (
  batch: EraseBatch,
  properly: () => Promise<EraseResult[]>,
  calls: number,
) => Promise<EraseResult[]>;

/** The connectors of the house, except that the shop erases as it is told here. */
class MoodyAccess extends SystemAccess {
  mood: Misbehaviour | null = null;
  calls: EraseBatch[] = [];
  /** What cannot even be opened. */
  shut: string | null = null;
  flag: ((batch: FlagBatch) => Promise<FlagResult[]>) | null = null;

  override open(mapId: string, map: SystemMap): Connector {
    if (map.system === this.shut) throw new Refused('no-right', 'The secret is not set.');
    const connector = super.open(mapId, map);
    if (map.system !== 'shop') return connector;
    return {
      ...connector,
      erase: (batch) => {
        this.calls.push(batch);
        const properly = (): Promise<EraseResult[]> => connector.erase(batch);
        return this.mood ? this.mood(batch, properly, this.calls.length) : properly();
      },
    };
  }
}

describe('a system that misbehaves', () => {
  const clock = new SystemClock();
  const access = new MoodyAccess(
    clock,
    new Log({ level: 'error', clock, write: () => undefined }),
    new GuardedHttp({ allow: [] }),
    new LocalStores(() => clock.now()),
    readSettings({}),
  );
  let house: FaultHouse;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'here', automatic: false, instead: [[SystemAccess, access]] });
  });
  afterAll(() => house?.close());
  beforeEach(() => {
    access.mood = null;
    access.shut = null;
    access.calls = [];
  });

  /** Somebody asks for erasure, and it is approved. */
  async function erase(person: Person): Promise<string> {
    const id = await house.begin(person);
    await house.approve(id);
    return id;
  }
  const shop = async (id: string) =>
    (await house.tasks(id)).find(({ system, action }) => system === 'shop' && action === 'erase')!;
  const parked = (id: string) =>
    house.eventually(
      () => shop(id),
      (task) => task?.state === 'parked',
    );
  const errandsOf = async (id: string): Promise<string[]> =>
    (await house.errands(id)).map(({ kind, system }) => `${kind} ${system}`);
  const settle = async (id: string, outcome: string): Promise<void> => {
    const [errand] = await house.sql<{ id: string }>(
      `SELECT id FROM errand WHERE request_id = $1 AND settled_at IS NULL`,
      [id],
    );
    expect((await house.officer.post(`/v1/requests/${id}/errands/${errand!.id}`, { outcome })).status).toBe(204);
  };

  it('says done while the rows stay: a residue errand, and nothing is closed as complied', async () => {
    const person = await house.company.join();
    const others = await house.company.others(person);
    access.mood = (batch) =>
      Promise.resolve(batch.people.map((one) => ({ person: one.person, status: 'done', kept: [] })));
    const id = await erase(person);
    await parked(id);
    expect(await errandsOf(id)).toEqual(['residue-left shop']);
    expect((await house.ledger(id, 'erasure.residue'))[0]!.data).toMatchObject({ system: 'shop', rows: 5 });
    expect((await house.state(id)).state).toBe('working');
    // The other system is not kept waiting.
    expect(await house.company.rowsOf(person)).not.toContain(`subscribers/${person.subscriber}`);
    // Tried again with a system that tells the truth, it ends like any other, and is counted once.
    access.mood = null;
    await settle(id, 'try-again');
    await house.reach(id, 'closed');
    expect(await house.company.rowsOf(person)).toEqual([]);
    expect(await house.company.others(person)).toBe(others);
    const [counts] = await house.sql<object>(
      `SELECT sum(intended)::int AS intended, sum(residue)::int AS residue FROM outcome WHERE request_id = $1 AND system = 'shop'`,
      [id],
    );
    expect(counts).toEqual({ intended: 5, residue: 0 });
    expect((await house.ledger(id, 'erasure.intended')).filter(({ system }) => system === 'shop')).toHaveLength(1);
  });

  it('says done and nothing about some of the people: they are not taken for done', async () => {
    access.mood = () => Promise.resolve([]);
    const id = await erase(await house.company.join());
    await parked(id);
    expect(await errandsOf(id)).toEqual(['unsupported shop']);
    expect((await house.state(id)).state).toBe('working');
  });

  it('dies after it has done half, or all, without saying so: the next attempt finishes and counts what was intended', async () => {
    const person = await house.company.join();
    const others = await house.company.others(person);
    access.mood = async (batch, properly, calls) => {
      if (calls === 1) {
        await house.company.sql(`DELETE FROM orders WHERE id = ANY($1::bigint[])`, [person.orders.slice(0, 2)]);
        throw new Retryable('The line went dead.');
      }
      const results = await properly();
      if (calls === 2) throw new Retryable('The line went dead after the commit.');
      return results;
    };
    const id = await erase(person);
    await house.reach(id, 'closed');
    await house.proveErased(id, person, others);
    expect(access.calls.length).toBe(3);
  });

  it('asks for patience: it is honoured, and waiting is no attempt', async () => {
    const person = await house.company.join();
    const times: number[] = [];
    access.mood = async (batch, properly, calls) => {
      times.push(performance.now());
      if (calls === 1) throw new RateLimited('Slow down.', 50);
      // More often than a task may fail.
      if (calls < 17)
        return batch.people.map((one) => ({
          person: one.person,
          status: 'pending',
          checkAgainAt: new Date(Date.now() + 5),
        }));
      return properly();
    };
    const id = await erase(person);
    await house.reach(id, 'closed');
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(45);
    expect((await shop(id)).attempts).toBe(2);
    expect(await house.errands(id)).toEqual([]);
  });

  it('has no budget left for a long while: nothing was tried, so that nobody is asked', async () => {
    const person = await house.company.join();
    access.mood = (_batch, properly, calls) =>
      calls < 17 ? Promise.reject(new BudgetEmpty('The month is used up.', 5)) : properly();
    const id = await erase(person);
    await house.reach(id, 'closed');
    expect((await shop(id)).attempts).toBe(1);
    expect(await house.errands(id)).toEqual([]);
  });

  it('names an absurd time to wait: it is not believed beyond the longest patience', async () => {
    const person = await house.company.join();
    access.mood = (_batch, properly, calls) =>
      calls === 1 ? Promise.reject(new RateLimited('Come back in 30 years.', 1e12)) : properly();
    await house.reach(await erase(person), 'closed');
  });

  it('fails twelve times: a person is asked, after exactly so many attempts', async () => {
    const person = await house.company.join();
    access.mood = () => Promise.reject(new Retryable('Not now.'));
    const id = await erase(person);
    await parked(id);
    expect(access.calls.length).toBe(12);
    expect(await errandsOf(id)).toEqual(['attempts-exhausted shop']);
    access.mood = null;
    await settle(id, 'try-again');
    await house.reach(id, 'closed');
  });

  it('costs worker after worker its life: after as many deaths a person is asked, and it is not called again', async () => {
    const id = await house.begin(await house.company.join());
    await house.reach(id, 'deciding');
    await house.sql(
      `UPDATE system_slot SET taken_until = now() + interval '1 hour', holder = NULL WHERE system = 'shop'`,
    );
    await house.approve(id);
    await house.eventually(
      () => shop(id),
      (task) => task?.state === 'ready',
    );
    await house.sql(`UPDATE task SET attempts = 12, code = 'lease-expired' WHERE id = $1`, [(await shop(id)).id]);
    await house.sql(`UPDATE system_slot SET taken_until = '-infinity' WHERE system = 'shop'`);
    await parked(id);
    expect(access.calls).toEqual([]);
    expect(await errandsOf(id)).toEqual(['attempts-exhausted shop']);
  });

  it('chokes on one person of a batch: only she is parked, and all others are done', async () => {
    const people: Person[] = [];
    const ids: string[] = [];
    for (let one = 0; one < 5; one += 1) people.push(await house.company.join());
    const others = await house.company.others(...people);
    const poison = people[2]!;
    // Nobody gets to the counter before all are ready, so that they come as one batch.
    access.mood = (batch, properly) => {
      const poisonous = batch.people.some(({ steps }) =>
        steps.some(({ collection, keys }) => collection === 'people' && keys.some(([key]) => key === poison.id)),
      );
      return poisonous ? Promise.reject(new TypeError('Cannot read properties of undefined')) : properly();
    };
    for (const person of people) ids.push(await house.begin(person));
    for (const id of ids) await house.reach(id, 'deciding');
    await house.sql(
      `UPDATE system_slot SET taken_until = now() + interval '1 hour', holder = NULL WHERE system = 'shop'`,
    );
    for (const id of ids) await house.approve(id);
    await house.eventually(
      () => Promise.all(ids.map(shop)),
      (tasks) => tasks.every((task) => task?.state === 'ready'),
    );
    await house.sql(`UPDATE system_slot SET taken_until = '-infinity' WHERE system = 'shop'`);
    await parked(ids[2]!);
    expect(access.calls[0]!.people).toHaveLength(5);
    for (const id of ids.filter((_, at) => at !== 2)) await house.reach(id, 'closed');
    expect(await errandsOf(ids[2]!)).toEqual(['conflict shop']);
    expect(await house.company.rowsOf(poison)).toContain(`people/${poison.id}`);
    for (const person of people.filter((one) => one !== poison)) expect(await house.company.rowsOf(person)).toEqual([]);
    expect(await house.company.others(...people)).toBe(others);
    for (const id of ids)
      expect(
        await house.ledger(id, 'erasure.intended').then((entries) => entries.filter(({ system }) => system === 'shop')),
      ).toHaveLength(1);
  });

  it('cannot be opened, its secret being gone: a person is told, and the other systems go on', async () => {
    const person = await house.company.join();
    access.shut = 'news';
    const begun = await house.begin(person);
    const task = await house.eventually(
      async () => (await house.tasks(begun)).find(({ system }) => system === 'news'),
      (one) => one?.state === 'parked',
    );
    expect(task!.code).toBe('no-right');
    expect(await errandsOf(begun)).toEqual(['no-right news']);
    await house.reach(begun, 'deciding');
  });
});
