import { type CrashPlace, CrashPoints } from '../../src/platform/faults/crash-points.js';
import { FaultHouse } from '../kit/faults/fault-house.js';

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Looks at the house in exactly one moment. */
class Moments extends CrashPoints {
  private readonly waiting = new Map<string, () => Promise<unknown>>();

  at(place: CrashPlace, about: string, act: () => Promise<unknown>): void {
    this.waiting.set(`${place} ${about}`, act);
  }

  override async here(place: CrashPlace, about: string): Promise<void> {
    const act = this.waiting.get(`${place} ${about}`);
    if (!act) return;
    this.waiting.delete(`${place} ${about}`);
    await act();
  }
}

describe('the tombstone of an erasure', () => {
  const moments = new Moments();
  let house: FaultHouse;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'here', instead: [[CrashPoints, moments]] });
  });
  afterAll(() => house?.close());

  const stones = async (id: string): Promise<{ written: number; told: number }> => {
    const [row] = await house.sql<{ written: number; told: number }>(
      `SELECT (SELECT count(*)::int FROM tombstone WHERE lifted_at IS NULL) AS written,
              (SELECT count(*)::int FROM ledger_entry e JOIN request r ON e.request_id = r.ledger_id
               WHERE r.id = $1 AND e.kind = 'tombstone.written') AS told`,
      [id],
    );
    return row!;
  };

  it('stands before the first system is touched, once for all systems, with one entry in the ledger', async () => {
    const person = await house.company.join();
    const rows = await house.company.rowsOf(person);
    const before = (await stones(NOBODY)).written;
    const seen: { stones: { written: number; told: number }; rows: string[] }[] = [];
    let id = '';
    for (const system of ['shop', 'news']) {
      moments.at('before-effect', system, async () => {
        seen.push({ stones: await stones(id), rows: await house.company.rowsOf(person) });
      });
    }
    id = await house.begin(person);
    await house.reach(id, 'closed');
    expect(seen).toHaveLength(2);
    // Written by whichever system came first, and nothing was gone by then.
    expect(seen[0]!.rows).toEqual(rows);
    for (const { stones: at } of seen) expect(at).toEqual({ written: before + 1, told: 1 });
    expect(await stones(id)).toEqual({ written: before + 1, told: 1 });
  });

  it('stands while a hold that came after the intent keeps everything', async () => {
    const before = (await stones(NOBODY)).written;
    const person = await house.company.join();
    const rows = await house.company.rowsOf(person);
    const holds: string[] = [];
    let id = '';
    const stopped = new Promise<void>((resolve) => {
      for (const system of ['shop', 'news']) {
        moments.at('after-intent', system, async () => {
          const { body } = await house.officer.post<{ id: string }>(`/v1/requests/${id}/holds`, {
            reason: 'legal-claim',
          });
          holds.push(body.id);
          resolve();
        });
      }
    });
    id = await house.begin(person);
    await stopped;
    await house.eventually(
      () => house.tasks(id),
      (tasks) => tasks.filter(({ action }) => action === 'erase').some(({ code }) => code === 'held'),
    );
    expect(await stones(id)).toEqual({ written: before + 1, told: 1 });
    expect((await house.company.rowsOf(person)).length).toBeGreaterThanOrEqual(rows.length - 1);
    await house.quiet();
    for (const hold of holds) await house.officer.delete(`/v1/requests/${id}/holds/${hold}`);
    await house.reach(id, 'closed');
    expect(await stones(id)).toEqual({ written: before + 1, told: 1 });
  });

  it('is not written where a hold came before any intent', async () => {
    const before = (await stones(NOBODY)).written;
    const person = await house.company.join();
    const rows = await house.company.rowsOf(person);
    let id = '';
    const stopped = ['shop', 'news'].map(
      (system) =>
        new Promise<void>((resolve) => {
          moments.at('before-intent', system, async () => {
            await house.officer.post(`/v1/requests/${id}/holds`, { reason: 'legal-claim' });
            resolve();
          });
        }),
    );
    id = await house.begin(person);
    await Promise.race(stopped);
    await house.eventually(
      () => house.tasks(id),
      (tasks) => tasks.filter(({ action }) => action === 'erase').every(({ state }) => state === 'ready'),
    );
    await house.quiet();
    expect(await stones(id)).toEqual({ written: before, told: 0 });
    expect(await house.company.rowsOf(person)).toEqual(rows);
  });
});
