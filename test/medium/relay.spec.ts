import type { DataSource } from 'typeorm';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { CrashPoints } from '../../src/platform/faults/crash-points.js';
import { Log } from '../../src/platform/logging/log.js';
import { JobSink, type JobToAdd } from '../../src/platform/queues/job-sink.js';
import { Outbox } from '../../src/platform/queues/outbox.js';
import { QueueTimes } from '../../src/platform/queues/queue-times.js';
import { Relay } from '../../src/platform/queues/relay.js';
import { WakesRepository } from '../../src/platform/queues/wakes.repository.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';

class ListSink extends JobSink {
  readonly deliveries: JobToAdd[][] = [];

  override add(jobs: readonly JobToAdd[]): Promise<void> {
    this.deliveries.push([...jobs]);
    return Promise.resolve();
  }
}

describe('the relay', () => {
  let database: TestDatabase;
  let source: DataSource;
  let sink: ListSink;
  let relay: Relay;

  beforeAll(async () => {
    database = await freshDatabase();
    source = await connect(database);
  });

  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });

  beforeEach(async () => {
    await source.query(`DELETE FROM outbox`);
    await source.query(`DELETE FROM wake`);
    sink = new ListSink();
    const log = new Log({ level: 'error', clock: new SystemClock(), write: () => {} });
    relay = new Relay(new WakesRepository(source), sink, new QueueTimes(), new CrashPoints(), log);
  });

  const ask = (count: number, subjects: number): Promise<void> =>
    new Outbox().put(
      source.manager,
      Array.from({ length: count }, (_, at) => ({ queue: 'stages', signal: 'any', subject: `s${at % subjects}` })),
    );
  const left = async (): Promise<number> => {
    const [row]: { left: number }[] = await source.query(`SELECT count(*)::int AS left FROM outbox`);
    return row!.left;
  };

  it('carries all that is due, also when many ask for few', async () => {
    await ask(1_700, 3);
    expect(await relay.drain()).toBeGreaterThanOrEqual(3);
    expect(await left()).toBe(0);
    const subjects = sink.deliveries.flat().map(({ subject }) => subject);
    expect([...new Set(subjects)].toSorted()).toEqual(['s0', 's1', 's2']);
    for (const delivery of sink.deliveries) expect(delivery).toHaveLength(3);
  });

  it('gives every job a number of its own, and leaves the latest with the wake', async () => {
    await ask(1_200, 600);
    await relay.drain();
    const numbers = sink.deliveries.flat().map(({ wake }) => wake);
    expect(new Set(numbers).size).toBe(numbers.length);
    const wakes: { subject: string; asked: string }[] = await source.query(`SELECT subject, asked FROM wake`);
    expect(wakes).toHaveLength(600);
    const latest = new Map(sink.deliveries.flat().map(({ subject, wake }) => [subject, wake]));
    for (const { subject, asked } of wakes) expect(latest.get(subject)).toBe(asked);
  });

  it('makes few deliveries of a rush, and carries all of it', async () => {
    for (let round = 0; round < 60; round++) {
      await ask(10, 10);
      relay.nudge();
    }
    const end = performance.now() + 10_000;
    while ((await left()) > 0 && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
    await relay.beforeApplicationShutdown();
    expect(await left()).toBe(0);
    expect(sink.deliveries.length).toBeLessThan(45);
  });
});
