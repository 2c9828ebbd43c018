import { newId } from '../../src/platform/ids/ids.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import type { ClaimedTask } from '../../src/work/claimed-task.js';
import { TasksRepository } from '../../src/work/tasks.repository.js';
import { FaultHouse } from '../kit/faults/fault-house.js';

describe('a worker that was frozen past its lease', () => {
  let house: FaultHouse;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'apart' });
  });
  afterEach(() => house.killWorkers());
  afterAll(() => house?.close());

  it.each(['before-intent', 'after-intent', 'after-effect'] as const)(
    'in the process, %s: another finishes, and the frozen one writes nothing when it wakes',
    async (place) => {
      const person = await house.company.join();
      const others = await house.company.others(person);
      const frozen = await house.work({ concurrency: 1 });
      await frozen.arm({ place, about: 'shop', how: 'freeze' });
      const stopped = frozen.told('frozen');
      const id = await house.begin(person);
      await stopped;
      await house.work();
      await house.reach(id, 'closed');
      await house.proveErased(id, person, others);
      const all = () =>
        house.sql(`SELECT row_to_json(t)::text AS row FROM task t WHERE request_id = $1 ORDER BY id`, [id]);
      const outcomes = () =>
        house.sql(`SELECT row_to_json(o)::text AS row FROM outcome o WHERE request_id = $1 ORDER BY id`, [id]);
      const before = [await all(), await outcomes()];
      // Somebody moves in under the old key meanwhile: the zombie must not erase her.
      await house.company.sql(`INSERT INTO people VALUES ($1, 'new@people.example', 'Somebody Else', NULL)`, [
        person.id,
      ]);
      frozen.signal('SIGCONT');
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect([await all(), await outcomes()]).toEqual(before);
      expect(await house.company.sql(`SELECT name FROM people WHERE id = $1`, [person.id])).toEqual([
        { name: 'Somebody Else' },
      ]);
      await house.company.sql(`DELETE FROM people WHERE id = $1`, [person.id]);
      await house.proveErased(id, person, others);
    },
  );

  describe('as the repository sees it', () => {
    let transactions: Transactions;
    let tasks: TasksRepository;

    beforeAll(() => {
      const app = house.service.service.app;
      transactions = app.get(Transactions, { strict: false });
      tasks = app.get(TasksRepository, { strict: false });
    });

    /** A task of its own lane, claimed by a worker that is then silent for too long. */
    async function claimed(system: string): Promise<ClaimedTask> {
      const request = (
        await house.sql<{ id: string; caseId: string; controllerId: string }>(
          `SELECT id, case_id AS "caseId", controller_id AS "controllerId" FROM request LIMIT 1`,
        )
      )[0]!;
      const order = {
        id: newId(),
        requestId: request.id,
        caseId: request.caseId,
        controllerId: request.controllerId,
        action: 'restrict' as const,
        round: 0,
        signal: 'planning.executed' as const,
        deadline: '9999-12-31',
        createdAt: new Date(),
      };
      await transactions.run((tx) =>
        tasks.place(tx, order, [{ id: newId(), system, mapId: newId(), rowSet: null }], []),
      );
      await house.sql(`UPDATE request SET state = 'working' WHERE id = $1`, [request.id]);
      const [task] = await transactions.run((tx) => tasks.claim(tx, system, 'restrict', 10));
      return task!;
    }
    const row = async ({ id }: ClaimedTask) =>
      (await house.sql(`SELECT state, fence, attempts, code, lease_until, outcome FROM task WHERE id = $1`, [id]))[0];
    const expire = async (task: ClaimedTask): Promise<void> => {
      await house.sql(`UPDATE task SET lease_until = now() - interval '1 second' WHERE id = $1`, [task.id]);
      await transactions.run((tx) => tasks.releaseExpired(tx));
    };

    it('it holds nothing, renews nothing and puts nothing back, released or claimed anew', async () => {
      const zombie = await claimed('fence-test');
      expect(await tasks.renew(transactions.manager, [zombie])).toBe(true);
      await expire(zombie);
      for (const claim of [false, true]) {
        if (claim)
          expect(await transactions.run((tx) => tasks.claim(tx, 'fence-test', 'restrict', 10))).toHaveLength(1);
        const before = await row(zombie);
        expect(await transactions.run((tx) => tasks.stillOurs(tx, [zombie]))).toEqual([]);
        expect(await tasks.renew(transactions.manager, [zombie])).toBe(false);
        await transactions.run((tx) => tasks.later(tx, [zombie], new Date(), 'retryable', 'failed'));
        expect(await row(zombie)).toEqual(before);
      }
    });

    it('one that was frozen inside a transaction keeps only its own rows from being released', async () => {
      const locked = await claimed('lock-test');
      const other = await claimed('lock-test');
      await house.sql(`UPDATE task SET lease_until = now() - interval '1 second' WHERE id = ANY($1::uuid[])`, [
        [locked.id, other.id],
      ]);
      await transactions.run(async (frozen) => {
        await frozen.query(`SELECT 1 FROM task WHERE id = $1 FOR UPDATE`, [locked.id]);
        const lanes = await transactions.run((tx) => tasks.releaseExpired(tx));
        expect(lanes).toEqual([{ system: 'lock-test', action: 'restrict' }]);
      });
      expect(await row(locked)).toMatchObject({ state: 'leased' });
      expect(await row(other)).toMatchObject({ state: 'ready', fence: other.fence + 1 });
    });

    it('a task that costs worker after worker its life comes alone', async () => {
      const first = await claimed('poison-test');
      for (let death = 0; death < 3; death += 1) {
        await expire(first);
        await transactions.run((tx) => tasks.claim(tx, 'poison-test', 'restrict', 10));
      }
      await expire(first);
      const neighbour = await claimed('poison-test');
      await house.sql(
        `UPDATE task SET state = 'ready', lease_until = NULL, map_id = (SELECT map_id FROM task WHERE id = $2) WHERE id = $1`,
        [neighbour.id, first.id],
      );
      const batches = [];
      for (let batch = 0; batch < 2; batch += 1)
        batches.push(await transactions.run((tx) => tasks.claim(tx, 'poison-test', 'restrict', 10)));
      expect(batches.map((batch) => batch.length)).toEqual([1, 1]);
    });
  });
});
