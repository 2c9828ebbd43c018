import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { type CrashPlace, CrashPoints } from '../../src/platform/faults/crash-points.js';
import { redisBackend } from '../../src/platform/queues/bull-backend.js';
import { FaultHouse } from '../kit/faults/fault-house.js';
import { wipeQueue } from '../kit/faults/wipe-queue.js';
import { redisAddress } from '../kit/redis.js';

const redis = await redisAddress(13);
const backends: [string, string | undefined][] = [
  ['PostgreSQL', undefined],
  ...(redis ? ([['Redis', redis]] as [string, string][]) : []),
];

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
    house = await FaultHouse.open({
      workers: 'here',
      instead: [[CrashPoints, wiper]],
      ...(redisUrl ? { redisUrl } : {}),
    });
    wiper.wipe = () => wipeQueue(house, redisUrl);
  });
  afterAll(() => house?.close());

  it.each(['planning.begin', 'work.lane', 'planning.executed', 'delivery.answer'])(
    'with %s in it: the work finishes',
    async (signal) => {
      const person = await house.company.join();
      const others = await house.company.others(person);
      await house.quiet();
      wiper.signal = signal;
      const id = await house.begin(person);
      await house.reach(id, 'closed');
      await house.quiet();
      await house.proveErased(id, person, others);
      expect(wiper.signal).toBe('');
    },
  );

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

describe('a Redis that may throw jobs away', () => {
  /** Says of itself what it is told to, and OK to everything else. */
  async function pretender(policy: string): Promise<{ url: string; close(): Promise<void> }> {
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (data) => {
        const about = `redis_version:7.0.0\r\nloading:0\r\nmaxmemory_policy:${policy}\r\n`;
        for (const [, verb] of data.toString().matchAll(/\*\d+\r\n\$\d+\r\n(\w+)/g)) {
          socket.write(verb!.toLowerCase() === 'info' ? `$${about.length}\r\n${about}\r\n` : '+OK\r\n');
        }
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return {
      url: `redis://127.0.0.1:${port}`,
      close: async () => {
        for (const socket of sockets) socket.destroy();
        server.close();
        await once(server, 'close');
      },
    };
  }

  it.each([
    ['noeviction', null],
    ['allkeys-lru', 'noeviction'],
    ['volatile-ttl', 'noeviction'],
  ])('with %s', async (policy, refusal) => {
    const server = await pretender(policy);
    const backend = redisBackend(server.url);
    if (refusal) await expect(backend.check()).rejects.toThrow(refusal);
    else await expect(backend.check()).resolves.toBeUndefined();
    await backend.close();
    await server.close();
  });
});
