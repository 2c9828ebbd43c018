import { Retryable } from '../../src/connectors/kit/errors.js';
import { transactionsAreWatched, watchTransactions } from '../../src/platform/queues/open-transaction.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { Systems } from '../../src/work/systems.js';
import { DemoHouse } from '../kit/demo-house.js';

/** Nothing calls the network inside a transaction: a system that is slow or away must not hold ours open. */
describe('what is asked of systems while a request is planned and carried out', () => {
  let house: DemoHouse;
  let end: () => void;

  beforeAll(async () => {
    end = watchTransactions();
    house = await DemoHouse.open({ people: 30 });
  });
  afterAll(async () => {
    await house?.close();
    end();
  });

  it('a call to a system inside of a transaction fails where transactions are watched', async () => {
    expect(transactionsAreWatched()).toBe(true);
    const app = house.service.service.app;
    const [shop] = await house.sql<{ id: string }>(`SELECT current_map_id AS id FROM system WHERE slug = 'shop'`);
    const { connector } = await app.get(Systems, { strict: false }).open(shop!.id);
    const transactions = app.get(Transactions, { strict: false });
    await expect(transactions.run(() => connector.survey())).rejects.toThrow('inside of a transaction');
    await expect(transactions.run(() => Promise.resolve(connector.describe().connector))).resolves.toBe('postgres');
    expect((await connector.check()).reachable).toBe(true);
  });

  it('a copy and an erasure never make one', async () => {
    await house.copy('carla');
    await house.erase('bernd');
    expect(house.service.log.filter((line) => line.includes('inside of a transaction'))).toEqual([]);
    expect(house.service.log.filter((line) => line.includes('A handler failed'))).toEqual([]);
  });

  it('a system that is away when its plan is drawn: the plan waits for it, a person knows, and it is drawn when it is back', async () => {
    // It finds her, and then does not say how it looks: between search and plan it has gone.
    const systems = house.service.service.app.get(Systems, { strict: false });
    const [shop] = await house.sql<{ id: string }>(`SELECT current_map_id AS id FROM system WHERE slug = 'shop'`);
    const answers = systems.effective.bind(systems);
    let away = true;
    systems.effective = (mapId) =>
      away && mapId === shop!.id ? Promise.reject(new Retryable('The system is away.')) : answers(mapId);
    const { id } = (await house.askAs(await house.someone(), ['erasure'])).requests[0]!;
    await house.prove(id);
    const errand = await house.errand(id, 'unreachable');
    expect(errand.system).toBe('shop');
    expect((await house.show(id)).state).toBe('planning');
    expect((await house.officer.get(`/v1/requests/${id}/plan`)).status).toBe(404);
    const open = await house.sql<{ xacts: number }>(
      `SELECT count(*)::int AS xacts FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`,
    );
    expect(open[0]!.xacts).toBe(0);
    away = false;
    await house.hurry(id);
    await house.reach(id, 'deciding');
    expect((await house.show(id)).errands).toEqual([]);
    expect((await house.plan(id)).systems.find(({ system }) => system === 'shop')?.unsearched).toBeNull();
  });
});
