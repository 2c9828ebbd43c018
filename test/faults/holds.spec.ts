import { type CrashPlace, CrashPoints } from '../../src/platform/faults/crash-points.js';
import { FaultHouse } from '../kit/faults/fault-house.js';

/** Lets something happen in exactly one moment. */
class Moments extends CrashPoints {
  private readonly waiting = new Map<string, () => Promise<unknown>>();

  /** The next time that the house comes to this place with this system. */
  at(place: CrashPlace, about: string, act: () => Promise<unknown>): void {
    this.waiting.set(`${place} ${about}`, act);
  }

  override async here(place: CrashPlace, about: string): Promise<void> {
    const name = `${place} ${about}`;
    const act = this.waiting.get(name);
    if (!act) return;
    this.waiting.delete(name);
    await act();
  }
}

describe('what arrives in the middle of an erasure', () => {
  const moments = new Moments();
  let house: FaultHouse;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'here', instead: [[CrashPoints, moments]] });
  });
  afterAll(() => house?.close());

  const hold = async (id: string): Promise<string> => {
    const { status, body } = await house.officer.post<{ id: string }>(`/v1/requests/${id}/holds`, {
      reason: 'legal-claim',
    });
    if (status !== 201) throw new Error(`Not held: ${status} ${JSON.stringify(body)}`);
    return body.id;
  };
  const task = async (id: string) =>
    (await house.tasks(id)).find(({ system, action }) => system === 'shop' && action === 'erase');

  it.each(['before-intent', 'after-intent'] as const)(
    'a hold %s: nothing is destroyed any more; lifted, it goes on',
    async (place) => {
      const person = await house.company.join();
      const others = await house.company.others(person);
      const shopRows = async (): Promise<string[]> =>
        (await house.company.rowsOf(person)).filter((row) => !row.startsWith('subscribers'));
      const before = await shopRows();
      let id = '';
      let held = '';
      const placed = new Promise<void>((resolve) => {
        moments.at(place, 'shop', async () => {
          held = await hold(id);
          resolve();
        });
      });
      id = await house.begin(person);
      await placed;
      await house.eventually(
        () => task(id),
        (one) => one?.state === 'ready' && one.code === 'held',
      );
      // The sweeps come by several times meanwhile.
      await new Promise((resolve) => setTimeout(resolve, 2_500));
      expect(await shopRows()).toEqual(before);
      expect((await task(id))!.state).toBe('ready');
      expect((await house.state(id)).state).toBe('working');
      expect(
        await house.ledger(id, 'erasure.intended').then((all) => all.filter(({ system }) => system === 'shop').length),
      ).toBe(place === 'after-intent' ? 1 : 0);
      expect((await house.officer.delete(`/v1/requests/${id}/holds/${held}`)).status).toBe(204);
      await house.reach(id, 'closed');
      await house.proveErased(id, person, others);
    },
  );

  it('a withdrawal and the first intent: exactly one wins, whichever way it goes', async () => {
    const ends = { withdrawn: 0, 'too-late': 0 };
    for (let round = 0; round < 24; round += 1) {
      const person = await house.company.join();
      const before = await house.company.rowsOf(person);
      let answer: Promise<{ status: number; body: { outcome: string } }> | undefined;
      let id = '';
      const asked = new Promise<void>((resolve) => {
        // Not awaited by the erasure: they run against each other, with a head start for one of them.
        moments.at('before-intent', round % 2 ? 'shop' : 'news', async () => {
          answer = house.officer.post<{ outcome: string }>(`/v1/requests/${id}/withdrawal`);
          resolve();
          await new Promise((go) => setTimeout(go, (round % 8) * 10));
        });
      });
      id = await house.begin(person);
      await asked;
      const { status, body } = await answer!;
      expect(status).toBe(200);
      expect(Object.keys(ends)).toContain(body.outcome);
      ends[body.outcome as keyof typeof ends] += 1;
      const intended = async (): Promise<string[]> =>
        (await house.ledger(id, 'erasure.intended')).map(({ system }) => system);
      if (body.outcome === 'withdrawn') {
        await house.reach(id, 'withdrawn');
        await new Promise((resolve) => setTimeout(resolve, 60));
        expect(await intended()).toEqual([]);
        expect(await house.company.rowsOf(person)).toEqual(before);
      } else {
        // What had begun is finished, what had not is left alone, and the request does not get stuck over it.
        await house.reach(id, 'closed');
        const begun = await intended();
        expect(begun.length).toBeGreaterThan(0);
        const left = await house.company.rowsOf(person);
        expect(left.some((row) => row.startsWith('subscribers'))).toBe(!begun.includes('news'));
        expect(left.some((row) => row.startsWith('people'))).toBe(!begun.includes('shop'));
      }
      expect(await house.sql(`SELECT 1 FROM errand WHERE request_id = $1`, [id])).toEqual([]);
    }
    // Neither side always wins, else nothing was raced.
    expect(Object.values(ends).every((count) => count > 0)).toBe(true);
  });

  it('a task whose request has its answer already may still begin, and its drift is given to a person', async () => {
    const person = await house.company.join();
    // As if the shop had been away until the answer was due.
    let id = '';
    const arrived = new Promise<void>((resolve) => {
      moments.at('before-intent', 'shop', async () => {
        await house.sql(`UPDATE request SET state = 'answering', version = version + 1 WHERE id = $1`, [id]);
        resolve();
      });
    });
    id = await house.begin(person);
    await arrived;
    await house.eventually(
      () => house.company.rowsOf(person),
      (rows) => rows.length === 0,
    );
    await house.reach(id, 'closed');
  });
});
