import type {
  CollectBatch,
  Connector,
  EraseBatch,
  LocateBatch,
  RereadBatch,
} from '../../src/connectors/kit/contract.js';
import { NotYet } from '../../src/connectors/kit/errors.js';
import { SystemAccess } from '../../src/connectors/system-access.js';
import { LocalStores } from '../../src/connectors/system-stores.js';
import type { SystemMap } from '../../src/datamap/language.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { GuardedHttp } from '../../src/platform/egress/guarded-http.js';
import { Log } from '../../src/platform/logging/log.js';
import { readSettings } from '../../src/platform/settings/settings.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { Answers } from '../../src/work/answers.js';
import { FaultHouse } from '../kit/faults/fault-house.js';
import type { Person } from '../kit/faults/small-company.js';

type AnyBatch = LocateBatch | CollectBatch | EraseBatch | RereadBatch;

interface Call {
  verb: string;
  reference: string | undefined;
  people: string[];
}

/** The connectors of the house, except that the shop takes calls and answers them when this test lets it. */
class LateAccess extends SystemAccess {
  calls: Call[] = [];
  /** Says of each call whether the answer is there. */
  answers: (call: Call, before: number) => boolean | Promise<boolean> = () => true;
  lookAgainInMs = 1;

  override open(mapId: string, map: SystemMap): Connector {
    const connector = super.open(mapId, map);
    if (map.system !== 'shop') return connector;
    const taken = async (verb: string, batch: AnyBatch): Promise<void> => {
      const call: Call = { verb, reference: batch.reference, people: peopleOf(batch) };
      const before = this.calls.filter((one) => one.verb === verb && one.reference === call.reference).length;
      this.calls.push(call);
      if (!(await this.answers(call, before))) throw new NotYet(new Date(Date.now() + this.lookAgainInMs));
    };
    return {
      ...connector,
      locate: async function* (batch) {
        await taken(`locate ${batch.occasion}`, batch);
        yield* connector.locate(batch);
      },
      collect: async function* (batch) {
        await taken('collect', batch);
        yield* connector.collect(batch);
      },
      erase: async (batch) => {
        await taken('erase', batch);
        return connector.erase(batch);
      },
      reread: async (batch) => {
        await taken('reread', batch);
        return connector.reread(batch);
      },
    };
  }
}

function peopleOf(batch: AnyBatch): string[] {
  const named = 'people' in batch ? batch.people : 'items' in batch ? batch.items : batch.rows;
  return [...new Set(named.map(({ person }) => person))].sort();
}

describe('a system that answers later', () => {
  const clock = new SystemClock();
  const access = new LateAccess(
    clock,
    new Log({ level: 'error', clock, write: () => undefined }),
    new GuardedHttp({ allow: [] }),
    new LocalStores(() => clock.now()),
    readSettings({}),
  );
  let house: FaultHouse;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'here', instead: [[SystemAccess, access]] });
  });
  afterAll(() => house?.close());
  beforeEach(() => {
    access.calls = [];
    access.answers = () => true;
    access.lookAgainInMs = 1;
  });

  const answered = (taskId: string): Promise<void> =>
    house.service.service.app
      .get(Transactions, { strict: false })
      .run((tx) => house.service.service.app.get(Answers, { strict: false }).arrived(tx, taskId));
  const task = async (id: string, action: string) =>
    (await house.tasks(id)).find((one) => one.system === 'shop' && one.action === action);
  const waits = (id: string, action: string) =>
    house.eventually(
      () => task(id, action),
      (one) => one?.state === 'ready' && one.code === 'answers-later',
    );
  /** Keeps the lanes of the shop from running meanwhile. */
  async function paused(work: () => Promise<void>): Promise<void> {
    await house.sql(
      `INSERT INTO system_slot (system, slot, taken_until) SELECT 'shop', n, now() + interval '1 hour' FROM generate_series(1, 64) AS n
       ON CONFLICT (system, slot) DO UPDATE SET taken_until = excluded.taken_until, holder = NULL`,
    );
    await work();
    await house.sql(`DELETE FROM system_slot WHERE system = 'shop'`);
  }
  /** Each verb was asked under one name, with the same people each time. */
  function expectSameInput(): void {
    for (const verb of new Set(access.calls.map((call) => call.verb))) {
      const calls = access.calls.filter((call) => call.verb === verb);
      expect(new Set(calls.map(({ reference, people }) => JSON.stringify([reference, people]))).size).toBe(1);
    }
  }

  it('is called again with the same input and the same name, verb by verb, and no attempt is counted', async () => {
    const person = await house.company.join();
    const others = await house.company.others(person);
    access.answers = (_call, before) => before >= 2;
    const id = await house.begin(person);
    await house.reach(id, 'closed');
    await house.proveErased(id, person, others);
    expectSameInput();
    expect(new Set(access.calls.map(({ verb }) => verb))).toEqual(
      new Set(['locate search', 'locate before-erasure', 'erase', 'reread', 'locate after-erasure']),
    );
    for (const { attempts } of await house.tasks(id)) expect(attempts).toBe(1);
    expect(await house.errands(id)).toEqual([]);
  });

  it('copies late as well', async () => {
    const person = await house.company.join();
    access.answers = ({ verb }, before) => verb !== 'collect' || before >= 2;
    const id = await house.begin(person, 'access');
    await house.reach(id, 'reviewing');
    expect(access.calls.filter(({ verb }) => verb === 'collect')).toHaveLength(3);
    expectSameInput();
    expect(await task(id, 'collect')).toMatchObject({ state: 'done', attempts: 1, code: null });
  });

  it('is asked again as soon as its answer arrives', async () => {
    const person = await house.company.join();
    let there = false;
    access.answers = ({ verb }) => verb !== 'erase' || there;
    access.lookAgainInMs = 3_600_000;
    const id = await house.begin(person);
    const waiting = await waits(id, 'erase');
    there = true;
    await answered(waiting!.id);
    await house.reach(id, 'closed');
  });

  it('an answer that arrives while the call is under way is not slept through', async () => {
    const person = await house.company.join();
    let calls = 0;
    access.lookAgainInMs = 3_600_000;
    access.answers = async ({ verb, people }) => {
      if (verb !== 'erase') return true;
      calls += 1;
      if (calls === 1) await answered(people[0]!);
      return calls > 1;
    };
    const id = await house.begin(person);
    await house.reach(id, 'closed');
    expect(calls).toBe(2);
  });

  it('takes several people in one call: they are called again together, and nobody is added', async () => {
    let open = false;
    access.answers = ({ verb }) => verb !== 'locate search' || open;
    access.lookAgainInMs = 3_600_000;
    const people: Person[] = [await house.company.join(), await house.company.join(), await house.company.join()];
    const ids: string[] = [];
    // Nobody works the lanes of the shop until all three are there, so that they are one batch.
    await paused(async () => {
      ids.push(...(await Promise.all(people.map((person) => house.begin(person)))));
      for (const id of ids)
        await house.eventually(
          () => task(id, 'locate'),
          (one) => one?.state === 'ready',
        );
    });
    for (const id of ids) await waits(id, 'locate');
    const first = access.calls.filter(({ verb }) => verb === 'locate search');
    expect(first.map((call) => call.people.length)).toEqual([3]);
    const late = await house.begin(await house.company.join());
    const last = await waits(late, 'locate');
    open = true;
    access.calls = [];
    // One answer wakes all whom the call was about.
    for (const call of first) await answered(call.people[0]!);
    await answered(last!.id);
    for (const id of [...ids, late]) await house.reach(id, 'closed');
    const again = access.calls.filter(({ verb }) => verb === 'locate search');
    const named = ({ reference, people: of }: Call): string => JSON.stringify([reference, of]);
    expect(new Set(again.map(named))).toEqual(
      new Set([...first.map(named), ...again.filter((call) => call.people.includes(last!.id)).map(named)]),
    );
    expect(again.filter((call) => call.people.includes(last!.id)).map((call) => call.people)).toEqual([[last!.id]]);
  });

  it('a search that is owed for too long is left to a person, the plan goes on, and what comes late is planned anew', async () => {
    const person = await house.company.join();
    let there = false;
    access.answers = ({ verb }) => verb !== 'locate search' || there;
    access.lookAgainInMs = 3_600_000;
    const id = await house.begin(person);
    const waiting = await waits(id, 'locate');
    expect((await house.state(id)).state).toBe('planning');
    await house.sql(`UPDATE task SET waits_since = now() - interval '11 days', due_at = now() WHERE id = $1`, [
      waiting!.id,
    ]);
    await house.eventually(
      () => house.errands(id),
      (errands) => errands.some(({ kind, settledAt }) => kind === 'wait-expired' && settledAt === null),
    );
    // Of the other system's data a plan is drawn; being incomplete it is not approved by itself.
    await house.reach(id, 'deciding');
    there = true;
    await answered(waiting!.id);
    await house.eventually(
      () => house.errands(id),
      (errands) => errands.every(({ settledAt }) => settledAt !== null),
    );
    await house.reach(id, 'closed');
    expect(await house.company.rowsOf(person)).toEqual([]);
  });

  it('a hold that comes while the answer is owed keeps the effect from being called again', async () => {
    const person = await house.company.join();
    let open = false;
    access.answers = ({ verb }) => verb !== 'locate before-erasure' || open;
    access.lookAgainInMs = 3_600_000;
    const id = await house.begin(person);
    const waiting = await waits(id, 'erase');
    expect((await house.officer.post(`/v1/requests/${id}/holds`, { reason: 'legal-claim' })).status).toBe(201);
    open = true;
    access.calls = [];
    await answered(waiting!.id);
    await house.quiet();
    expect(access.calls).toEqual([]);
    const [hold] = await house.sql<{ id: string }>(`SELECT id FROM hold WHERE lifted_at IS NULL`);
    expect((await house.officer.delete(`/v1/requests/${id}/holds/${hold!.id}`)).status).toBe(204);
    await house.reach(id, 'closed');
  });
});
