import { type CrashPlace, CrashPoints } from '../../src/platform/faults/crash-points.js';
import { redisBackend } from '../../src/platform/queues/bull-backend.js';
import { FaultHouse } from '../kit/faults/fault-house.js';
import { wipeQueue } from '../kit/faults/wipe-queue.js';
import { redisAddress } from '../kit/redis.js';
import { Redis } from 'ioredis';

const redis = await redisAddress(13);
const backends: [string, string | undefined][] = [['PostgreSQL', undefined], ...(redis ? ([['Redis', redis]] as [string, string][]) : [])];

/** Wipes the queue whenever the house has just put jobs of this signal into it. */
class Wiper extends CrashPoints {
  signal = '';
  wipes = 0;
  wipe: () => Promise<void> = () => Promise.resolve();

  override async here(place: CrashPlace, about: string): Promise<void> {
    if (place !== 'after-add' || !about.split(' ').includes(this.signal)) return;
    this.signal = '';
    this.wipes += 1;
    await this.wipe();
  }
}

describe.each(backends)('the queue is wiped in the middle of the work, on %s', (_name, redisUrl) => {
  const wiper = new Wiper();
  let house: FaultHouse;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'here', instead: [[CrashPoints, wiper]], ...(redisUrl ? { redisUrl } : {}) });
    wiper.wipe = () => wipeQueue(house, redisUrl);
  });
  afterAll(() => house?.close());

  it.each(['planning.begin', 'work.lane', 'planning.executed', 'delivery.answer'])('with %s in it: the work finishes', async (signal) => {
    const person = await house.company.join();
    const others = await house.company.others(person);
    await house.quiet();
    wiper.signal = signal;
    const id = await house.begin(person);
    await house.reach(id, 'closed');
    await house.quiet();
    await house.proveErased(id, person, others);
    expect(wiper.signal).toBe('');
  });

  it('an access request goes its whole way too, up to the review', async () => {
    const person = await house.company.join();
    wiper.signal = 'delivery.prepare';
    const id = await house.begin(person, 'access');
    await house.reach(id, 'reviewing');
    const { body } = await house.officer.get<{ digest: string; summary: object }>(`/v1/requests/${id}/package`);
    expect(body.summary).toMatchObject({ searched: 2, of: 2, records: 6 });
    expect((await house.officer.post(`/v1/requests/${id}/release`, { digest: body.digest })).status).toBe(204);
    await house.reach(id, 'closed');
  });
});

(redis ? describe : describe.skip)('a Redis that may throw jobs away', () => {
  it('is refused at the start', async () => {
    const admin = new Redis(redis!);
    const [, policy] = (await admin.config('GET', 'maxmemory-policy')) as [string, string];
    const backend = redisBackend(redis!);
    try {
      await expect(backend.check()).resolves.toBeUndefined();
      await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
      await expect(backend.check()).rejects.toThrow('noeviction');
    } finally {
      await admin.config('SET', 'maxmemory-policy', policy);
      await admin.quit();
      await backend.close();
    }
  });
});
