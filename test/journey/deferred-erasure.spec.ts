import { DeferredDue } from '../../src/retention/deferred-due.js';
import { Forgetting } from '../../src/retention/forgetting.js';
import { KeyDeaths } from '../../src/retention/key-deaths.js';
import { SetClock } from '../../src/platform/clock/clock.js';
import { Tags } from '../../src/platform/crypto/tags.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { DemoHouse } from '../kit/demo-house.js';

interface Deferred {
  id: string;
  collection: string;
  ground: string;
  notBefore: string;
  state: string;
  lookAgainOn: string | null;
  code: string | null;
  workRequestId: string | null;
}

const VOUCHERS = 'de/ao-147/buchungsbeleg';
const DUE = new Date('2030-01-01T09:00:00+01:00');

/** Invoices of 2021, kept until the end of 2029 (§ 147(3), (4) AO), and what becomes of them then. */
describe('a deferred erasure on its day', () => {
  const asked = new Date();
  let clock: SetClock;
  let house: DemoHouse;

  beforeEach(async () => {
    clock = new SetClock(asked);
    house = await DemoHouse.open({ clock, people: 30 });
  });
  afterEach(() => house?.close());

  const shop = <T extends object>(text: string, parameters: unknown[] = []): Promise<T[]> =>
    house.inSystem<T>('shop', text, parameters);

  /** A customer all of whose orders were delivered and invoiced in 2021. */
  async function customer(): Promise<{ id: number; email: string }> {
    const [found] = await shop<{ id: number; email: string }>(
      `SELECT c.id, c.email FROM customers c JOIN orders o ON o.customer_id = c.id JOIN order_lines l ON l.order_id = o.id
       WHERE c.id > 999 GROUP BY c.id ORDER BY c.id LIMIT 1`,
    );
    await shop(
      `UPDATE orders SET status = 'completed', ordered_at = '2021-01-01', shipped_at = '2021-01-01', invoiced_at = '2021-01-01',
         invoice_no = coalesce(invoice_no, 'R-' || id) WHERE customer_id = $1`,
      [found!.id],
    );
    await shop(`UPDATE customers SET has_open_order = false WHERE id = $1`, [found!.id]);
    return found!;
  }

  const own = async (id: number): Promise<Record<string, number>> => {
    const [row] = await shop<Record<string, string>>(
      `SELECT (SELECT count(*) FROM customers WHERE id = $1) AS customers, (SELECT count(*) FROM orders WHERE customer_id = $1) AS orders,
              (SELECT count(*) FROM order_lines l JOIN orders o ON o.id = l.order_id WHERE o.customer_id = $1) AS lines`,
      [id],
    );
    return Object.fromEntries(Object.entries(row!).map(([name, count]) => [name, Number(count)]));
  };
  const others = async (id: number): Promise<string> => {
    const [row] = await shop<{ digest: string }>(
      `SELECT md5((SELECT string_agg(c::text, ',' ORDER BY id) FROM customers c WHERE id <> $1)
        || (SELECT string_agg(o::text, ',' ORDER BY id) FROM orders o WHERE customer_id IS DISTINCT FROM $1)
        || (SELECT string_agg(l::text, ',' ORDER BY l.order_id, l.line_no) FROM order_lines l JOIN orders o ON o.id = l.order_id
            WHERE o.customer_id IS DISTINCT FROM $1)) AS digest`,
      [id],
    );
    return row!.digest;
  };

  async function erased(): Promise<{ id: number; request: string; before: Record<string, number> }> {
    const { id, email } = await customer();
    const before = await own(id);
    const { requests } = await house.askAs(email, ['erasure']);
    const request = requests[0]!.id;
    await house.prove(request);
    await house.approve(request);
    await house.reach(request, 'closed');
    await house.quiet();
    expect(await own(id)).toEqual(before);
    return { id, request, before };
  }

  const list = async (query = ''): Promise<Deferred[]> =>
    (await house.officer.get<{ items: Deferred[] }>(`/v1/deferred-erasures${query}`)).body.items;
  const get = <T>(type: abstract new (...args: never[]) => T): T =>
    house.service.service.app.get<T>(type, { strict: false });
  /** Time passes; the chore makes the secrets of the new epoch. */
  const now = async (moment: Date): Promise<void> => {
    clock.set(moment);
    await get(Transactions).run((tx) => get(Tags).load(tx));
  };
  const dayComes = async (): Promise<number> => {
    await now(DUE);
    return get(DeferredDue).run();
  };
  const work = async (): Promise<string> => (await list()).find((one) => one.workRequestId)!.workRequestId!;

  it('is planned from its own keys after the case has been forgotten, approved, carried out and shown', async () => {
    const { id, request, before } = await erased();
    const waiting = await list('?state=waiting');
    expect(waiting.map(({ collection, ground, notBefore }) => ({ collection, ground, notBefore }))).toEqual(
      expect.arrayContaining(
        ['customers', 'orders', 'order_lines'].map((collection) => ({
          collection,
          ground: VOUCHERS,
          notBefore: '2030-01-01',
        })),
      ),
    );
    await now(new Date('2029-12-31T22:59:00Z'));
    expect(await get(DeferredDue).run()).toBe(0);
    await now(DUE);
    // Three years after its end the case and all its keys are gone.
    await house.sql(`UPDATE errand SET settled_at = now() WHERE request_id = $1`, [request]);
    expect(await get(Forgetting).run()).toBe(1);
    await get(KeyDeaths).run();
    const keys = await house.sql<{ kind: string }>(
      `SELECT owner_kind AS kind FROM data_key WHERE destroyed_at IS NULL AND owner_kind IN ('case', 'erasure', 'deferred')`,
    );
    expect(new Set(keys.map(({ kind }) => kind))).toEqual(new Set(['deferred']));

    const bystanders = await others(id);
    expect(await dayComes()).toBe(1);
    expect(await get(DeferredDue).run()).toBe(0);
    const next = await work();
    await house.reach(next, 'deciding');
    const plan = await house.plan(next);
    expect(plan).toMatchObject({ state: 'drawn', waitsFor: 'approval' });
    expect(plan.systems.map(({ system }) => system)).toEqual(['shop']);
    const groups = Object.fromEntries(plan.systems[0]!.groups.map((group) => [group.collection, group]));
    expect(groups['orders']).toMatchObject({ records: before['orders'], outcome: 'erased' });
    expect(groups['order_lines']).toMatchObject({ records: before['lines'], outcome: 'erased' });
    expect(await own(id)).toEqual(before);
    // The hash of years ago is no authority.
    const [old] = await house.sql<{ hash: string }>(`SELECT hash FROM plan WHERE request_id = $1`, [request]);
    const refused = await house.officer.post(`/v1/requests/${next}/plan/approval`, { hash: old!.hash });
    expect(refused.status).toBe(409);
    await house.approve(next);
    await house.reach(next, 'closed');
    await house.quiet();
    expect(await own(id)).toEqual({ customers: 0, orders: 0, lines: 0 });
    expect(await others(id)).toBe(bystanders);
    const shown = await house.show(next);
    expect(shown).toMatchObject({ outcome: 'fully-complied', clocks: [], errands: [] });
    expect(shown.outcomes.every(({ residue, evidence }) => residue === 0 && evidence === 'reread')).toBe(true);
    // Nobody is answered; recipients are told (Art. 19 GDPR).
    expect(new Set(shown.letters.map(({ kind }) => kind))).toEqual(new Set(['recipient-notice']));
    const settled = await list('?state=settled');
    expect(settled.map(({ code }) => code)).toEqual(settled.map(() => 'fully-complied'));
    const [living] = await house.sql<{ keys: number }>(
      `SELECT count(*)::int AS keys FROM data_key WHERE owner_kind = 'deferred' AND destroyed_at IS NULL`,
    );
    expect(living!.keys).toBe(0);
    const trace = await house.sql<{ kind: string }>(
      `SELECT DISTINCT kind FROM ledger_entry WHERE kind LIKE 'deferred.%' ORDER BY kind`,
    );
    expect(trace.map(({ kind }) => kind)).toEqual(['deferred.begun', 'deferred.recorded', 'deferred.settled']);
  });

  it('waits for a hold on the old case, goes on when it is lifted, and stops for one that comes meanwhile', async () => {
    const { id, request, before } = await erased();
    const hold = async (): Promise<string> =>
      (await house.officer.post<{ id: string }>(`/v1/requests/${request}/holds`, { reason: 'legal-claim' })).body.id;
    const first = await hold();
    expect(await dayComes()).toBe(0);
    expect((await list()).map(({ code, lookAgainOn }) => [code, lookAgainOn])).toEqual(
      (await list()).map(() => ['hold-stands', '2030-01-02']),
    );
    expect((await house.officer.delete(`/v1/requests/${request}/holds/${first}`)).status).toBe(204);
    await now(new Date('2030-01-02T09:00:00+01:00'));
    expect(await get(DeferredDue).run()).toBe(1);
    const next = await work();
    await house.reach(next, 'deciding');
    const again = await hold();
    await house.approve(next);
    await house.quiet();
    expect((await house.plan(next)).waitsFor).toBe('hold');
    expect(await own(id)).toEqual(before);
    await house.officer.delete(`/v1/requests/${request}/holds/${again}`);
    await house.reach(next, 'closed');
    expect(await own(id)).toEqual({ customers: 0, orders: 0, lines: 0 });
  });

  it('a key that is somebody else’s by now is a finding: nothing is touched before a person has looked', async () => {
    const { id } = await erased();
    await shop(
      `UPDATE customers SET first_name = 'Niemand', last_name = 'Anders', customer_no = 'NL-999999', email = 'anders@example.org' WHERE id = $1`,
      [id],
    );
    const stranger = await own(id);
    await dayComes();
    const stopped = await house.eventually(
      () => list('?state=stopped'),
      (items) => items.length === 3,
    );
    const next = stopped[0]!.workRequestId!;
    await house.reach(next, 'refused');
    expect(stopped.map(({ code }) => code)).toEqual(stopped.map(() => 'somebody-else'));
    expect((await house.show(next)).errands.map(({ kind }) => kind)).toEqual(['somebody-else']);
    expect(await own(id)).toEqual(stranger);
    expect(await get(DeferredDue).run()).toBe(0);
    // A person decides: one is looked at again, the others are over.
    const decide = (one: Deferred, outcome: string) =>
      house.officer.post(`/v1/deferred-erasures/${one.id}/decision`, { outcome });
    expect(
      (await house.clerk.post(`/v1/deferred-erasures/${stopped[0]!.id}/decision`, { outcome: 'try-again' })).status,
    ).toBe(403);
    expect((await decide(stopped[0]!, 'done-by-hand')).status).toBe(204);
    expect((await decide(stopped[0]!, 'done-by-hand')).status).toBe(409);
    expect((await decide(stopped[1]!, 'try-again')).status).toBe(204);
    expect((await house.show(next)).errands).toEqual([]);
    expect(await get(DeferredDue).run()).toBe(1);
    expect(await own(id)).toEqual(stranger);
  });

  it('a standing approval stands for the officer’s word, until it expires or is revoked', async () => {
    const { id } = await erased();
    await now(new Date('2029-06-01T09:00:00+02:00'));
    const give = (ground: string, until: string) =>
      house.officer.post<{ id: string }>('/v1/standing-approvals', { controller: 'nordlicht', ground, until });
    expect((await give('de/ao-147/unknown', '2030-06-30')).status).toBe(400);
    expect((await give(VOUCHERS, '2039-06-30')).status).toBe(400);
    expect(
      (
        await house.clerk.post('/v1/standing-approvals', {
          controller: 'nordlicht',
          ground: VOUCHERS,
          until: '2030-06-30',
        })
      ).status,
    ).toBe(403);
    const revoked = await give(VOUCHERS, '2030-06-30');
    expect((await house.officer.delete(`/v1/standing-approvals/${revoked.body.id}`)).status).toBe(204);
    const expired = await give(VOUCHERS, '2029-12-31');
    expect(expired.status).toBe(201);
    await dayComes();
    const next = await work();
    await house.reach(next, 'deciding');
    await house.quiet();
    expect((await house.plan(next)).waitsFor).toBe('approval');
    const living = await give(VOUCHERS, '2030-12-31');
    const { body } = await house.officer.get<{ items: { id: string; living: boolean }[] }>('/v1/standing-approvals');
    expect(body.items.map((one) => [one.id, one.living])).toEqual([
      [living.body.id, true],
      [expired.body.id, false],
      [revoked.body.id, false],
    ]);
    await house.reach(next, 'closed');
    expect(await own(id)).toEqual({ customers: 0, orders: 0, lines: 0 });
    const told = await house.sql<{ kind: string }>(
      `SELECT kind FROM ledger_entry WHERE kind LIKE 'standing-approval.%' OR kind = 'plan.covered' ORDER BY id`,
    );
    expect(told.map(({ kind }) => kind).sort()).toEqual([
      'plan.covered',
      'standing-approval.given',
      'standing-approval.given',
      'standing-approval.given',
      'standing-approval.revoked',
    ]);
  });

  it('what she has given since is a new relation, and stays', async () => {
    const { id } = await erased();
    await shop(
      `INSERT INTO orders SELECT (jsonb_populate_record(o, jsonb_build_object('id', 900001, 'order_no', 'N-900001', 'invoice_no', 'R-900001',
         'invoiced_at', '2029-05-05', 'ordered_at', '2029-05-05'))).* FROM orders o WHERE customer_id = $1 LIMIT 1`,
      [id],
    );
    await dayComes();
    const next = await work();
    await house.reach(next, 'deciding');
    const plan = await house.plan(next);
    // The name that the new invoice bears is kept with it; only the old orders go.
    expect(plan.systems[0]!.groups.map(({ collection }) => collection).sort()).toEqual(['order_lines', 'orders']);
    const prolonged = (await list()).filter(({ code }) => code === 'period-prolonged');
    expect(prolonged.map(({ collection, notBefore }) => [collection, notBefore])).toEqual([
      ['customers', '2038-01-01'],
    ]);
    await house.approve(next);
    await house.reach(next, 'closed');
    expect(await own(id)).toMatchObject({ customers: 1, orders: 1 });
  });
});
