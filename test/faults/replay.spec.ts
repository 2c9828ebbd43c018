import { FaultHouse } from '../kit/faults/fault-house.js';
import type { Arming, Worker } from '../kit/faults/worker.js';
import { Replaying } from '../kit/replaying.js';
import { SystemBackup } from '../kit/system-backup.js';

const PLACES: Arming['place'][] = ['before-intent', 'after-intent', 'after-effect', 'before-shown'];

describe('a worker that is killed in the middle of a replay', () => {
  let house: FaultHouse;
  let worker: Worker;
  let shop: Replaying;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'apart' });
    worker = await house.work();
    shop = new Replaying(house.officer, 'shop');
  });
  afterAll(() => house?.close());

  it.each(PLACES)('%s: the next one finishes, and nothing is done or told twice', async (place) => {
    const database = new URL(house.company.url).pathname.slice(1);
    const people = [await house.company.join(), await house.company.join(), await house.company.join()];
    const stays = await house.company.join();
    await house.quiet();
    const backup = await SystemBackup.take(database);
    try {
      const ids: string[] = [];
      for (const person of people) ids.push(await house.begin(person));
      for (const id of ids) await house.reach(id, 'closed');
      await house.quiet();
      await backup.restore();
      await house.company.settled();
      const others = await house.company.others(...people);
      await shop.declare(backup.takenAt);
      const counted = await shop.count(backup.takenAt);
      expect(counted.erasures).toMatchObject({ erasures: 3, counted: 3 });
      await worker.arm({ place, about: 'replay', how: 'kill' });
      await shop.approve(counted);
      expect(await worker.end()).toBe('SIGKILL');
      // What the killed one held lapses after two minutes; here at once.
      await house.sql(`UPDATE replay_item SET lease_until = NULL`);
      await house.sql(`DELETE FROM system_slot`);
      worker = await house.work();
      const ended = await shop.reach(counted.id, 'ended');
      expect(ended.erasures).toMatchObject({ erasures: 3, clean: 3 });
      expect(await shop.gate()).toMatchObject({ state: 'green' });
      for (const person of people) {
        const rows = (await house.company.rowsOf(person)).filter((row) => !row.startsWith('subscribers'));
        expect(rows).toEqual([]);
      }
      expect(await house.company.others(...people)).toBe(others);
      expect((await house.company.rowsOf(stays)).length).toBeGreaterThan(4);
      const told = await house.sql<{ kind: string; entries: number }>(
        `SELECT kind, count(*)::int AS entries FROM ledger_entry
         WHERE kind IN ('replay.approved', 'replay.shown', 'replay.ended') AND body::jsonb -> 'data' ->> 'replay' = $1 GROUP BY 1 ORDER BY 1`,
        [counted.id],
      );
      expect(Object.fromEntries(told.map(({ kind, entries }) => [kind, entries]))).toMatchObject({
        'replay.approved': 1,
        'replay.ended': 1,
      });
      // At most once for each person: one whose records were gone already when it came back has nothing to show.
      expect(told.find(({ kind }) => kind === 'replay.shown')?.entries ?? 0).toBeLessThanOrEqual(3);
    } finally {
      await backup.drop();
    }
  });
});
