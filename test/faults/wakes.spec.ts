import { setTimeout as wait } from 'node:timers/promises';
import { WakeRunner } from '../../src/platform/queues/wake-runner.js';
import { HandlerRegistry, type SignalHandler } from '../../src/platform/queues/handler-registry.js';
import { Outbox } from '../../src/platform/queues/outbox.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { WakesRepository } from '../../src/platform/queues/wakes.repository.js';
import { FaultHouse } from '../kit/faults/fault-house.js';
import { redisAddress } from '../kit/redis.js';
import { wipeQueue } from '../kit/faults/wipe-queue.js';

const redis = await redisAddress(11);
const backends: [string, string | undefined][] = [
  ['PostgreSQL', undefined],
  ...(redis ? ([['Redis', redis]] as [string, string][]) : []),
];

/** Takes a signal in place of the house's handler, for subjects that begin with `test-`. */
class Recorder {
  readonly runs: string[] = [];
  private readonly acts = new Map<string, (run: number) => Promise<void>>();

  on(subject: string, act: (run: number) => Promise<void>): void {
    this.acts.set(subject, act);
  }

  count(subject: string): number {
    return this.runs.filter((one) => one === subject).length;
  }

  handler(): SignalHandler {
    return {
      handle: async (subject) => {
        this.runs.push(subject);
        await this.acts.get(subject)?.(this.count(subject));
      },
    };
  }
}

describe.each(backends)('a wake, on %s', (_name, redisUrl) => {
  let house: FaultHouse;
  let outbox: Outbox;
  let transactions: Transactions;
  const recorder = new Recorder();
  let subjects = 0;

  beforeAll(async () => {
    house = await FaultHouse.open({ workers: 'here', ...(redisUrl ? { redisUrl } : {}) });
    const app = house.service.service.app;
    outbox = app.get(Outbox, { strict: false });
    transactions = app.get(Transactions, { strict: false });
    const registry = app.get(HandlerRegistry, { strict: false });
    const own = registry.of.bind(registry);
    registry.of = (signal) => (signal === 'letters.send' ? recorder.handler() : own(signal));
  });
  afterAll(() => house?.close());

  const ask = (subject: string): Promise<void> =>
    transactions.run((tx) => outbox.put(tx, [{ queue: 'letters', signal: 'letters.send', subject }]));
  const fresh = (): string => `test-${_name}-${++subjects}`;
  /** Waits until it ran so often, and then a while longer whether it stays at that. */
  async function runs(subject: string, times: number, settle = 2_000): Promise<void> {
    await house.eventually(
      () => Promise.resolve(recorder.count(subject)),
      (count) => count >= times,
    );
    await wait(settle);
    expect(recorder.count(subject)).toBe(times);
    expect(await house.sql(`SELECT 1 FROM wake WHERE subject = $1`, [subject])).toEqual([]);
  }

  it('runs once, however often it was asked for before it begins', async () => {
    const subject = fresh();
    await transactions.run((tx) =>
      outbox.put(
        tx,
        Array.from({ length: 5 }, () => ({ queue: 'letters' as const, signal: 'letters.send', subject })),
      ),
    );
    await runs(subject, 1);
  });

  it('that is asked for while its job is active runs exactly once more', async () => {
    const subject = fresh();
    recorder.on(subject, async (run) => {
      if (run > 1) return;
      await ask(subject);
      await wait(900);
    });
    await ask(subject);
    await runs(subject, 2);
  });

  it('that is asked for after success runs exactly once more', async () => {
    const subject = fresh();
    await ask(subject);
    await runs(subject, 1, 200);
    await ask(subject);
    await runs(subject, 2);
  });

  it('that has failed is asked for again by itself, exactly once', async () => {
    const subject = fresh();
    recorder.on(subject, async (run) => {
      if (run === 1) throw new Error('The first time it fails.');
    });
    await ask(subject);
    await runs(subject, 2);
  });

  it('that is asked for while a job is active that then fails runs exactly once more', async () => {
    const subject = fresh();
    recorder.on(subject, async (run) => {
      if (run > 1) return;
      await ask(subject);
      await wait(700);
      throw new Error('It fails after somebody has asked again.');
    });
    await ask(subject);
    await runs(subject, 2, 3_000);
  });

  it('whose job the queue has lost is found by the sweeper and runs exactly once', async () => {
    const subject = fresh();
    // As after a crash between the relay's two steps: the wake is taken, and its job was never added.
    await house.sql(
      `INSERT INTO wake (signal, subject, queue, priority, asked, touched_at) VALUES ('letters.send', $1, 'letters', 1, nextval('wake_number'), now())`,
      [subject],
    );
    await runs(subject, 1);
  });

  it('whose jobs stand in the queue twice is served by the first, and the second does nothing', async () => {
    const subject = fresh();
    recorder.on(subject, () => wait(100));
    const app = house.service.service.app;
    const [{ asked }] = (await house.sql<{ asked: string }>(
      `INSERT INTO wake (signal, subject, queue, priority, asked, touched_at) VALUES ('letters.send', $1, 'letters', 1, nextval('wake_number'), now()) RETURNING asked`,
      [subject],
    )) as [{ asked: string }];
    const [again] = await app.get(WakesRepository, { strict: false }).takeForgotten(-1, 10);
    expect(Number(again!.wake)).toBeGreaterThan(Number(asked));
    const runner = app.get(WakeRunner, { strict: false });
    await runner.run('letters.send', subject, asked);
    await runner.run('letters.send', subject, again!.wake);
    await runs(subject, 1);
  });

  it('survives that the queue is wiped while it waits, and while it runs', async () => {
    const waiting = fresh();
    const running = fresh();
    let begun: () => void = () => undefined;
    const began = new Promise<void>((resolve) => {
      begun = resolve;
    });
    recorder.on(running, async (run) => {
      if (run > 1) return;
      begun();
      await wait(600);
    });
    await ask(running);
    await began;
    await ask(waiting);
    await wipeQueue(house, redisUrl);
    await runs(waiting, 1);
    await runs(running, 1, 100);
  });

  it('keeps being heard by workers whose queue was wiped, and its chores come back', async () => {
    await wipeQueue(house, redisUrl);
    const subject = fresh();
    await ask(subject);
    await runs(subject, 1, 100);
    const { UpkeepSchedule } = await import('../../src/upkeep/upkeep.schedule.js');
    await house.eventually(
      () => house.service.service.app.get(UpkeepSchedule, { strict: false }).ensure(),
      (missing) => missing === 0,
    );
  });
});
