import { Queue } from 'bullmq';
import { DataMaps } from '../../src/datamap/versions/data-maps.js';
import { postgresBackend } from '../../src/platform/queues/bull-backend.js';
import { Relay } from '../../src/platform/queues/relay.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { WorkOrders } from '../../src/work/work-orders.js';
import { openCases } from './approved-erasures.js';
import { onServer } from './bench-database.js';
import { benchService } from './bench-service.js';
import { inPairs, median, ratios, rounded, seconds, spread } from './measuring.js';
import { assertRight, type BenchOptions, type BenchResult } from './result.js';
import { benchShop, controllers, shopMap } from './shop.js';

const SYSTEMS = 8;
/** Requests that are given their tasks at once, as the workers of a process or two would. */
const AT_ONCE = 8;
/** Jobs of one call: as many as the relay hands on at once. */
const BULK = 500;

/**
 * B3: requests → tasks that workers can claim, in eight systems each: an order, its tasks and its wakes in one statement
 * and one commit a request, the wakes relayed to the queue; against BullMQ's `addBulk` of as many jobs into the same queue's schema.
 */
export async function run({ quick, databaseUrl }: BenchOptions): Promise<BenchResult> {
  const [pairs, requests] = quick ? [5, 500] : [7, 2_500];
  const shop = await benchShop(databaseUrl, 10);
  const names = Array.from({ length: SYSTEMS }, (_, at) => `shop${at}`);
  const files = Object.fromEntries(names.map((name) => [`${name}.yaml`, shopMap(name)]));
  const service = await benchService(
    databaseUrl,
    { ...files, 'controllers.yaml': controllers() },
    { WORKERS: 'false' },
  );
  const backend = postgresBackend(service.database.url, false);
  const queue = new Queue('peer', { connection: backend.connection });
  let placed = 0;
  const ours = async (): Promise<number> => {
    const transactions = service.get(Transactions);
    const relay = service.get(Relay);
    const { opened, controllerId } = await openMany(requests, placed);
    const systems = await service.get(DataMaps).forController(transactions.manager, controllerId);
    const tasks = systems.map((system) => ({ system: system.slug, mapId: system.id }));
    await relay.drain();
    const taken = await seconds(async () => {
      await atOnce(opened, (one) => {
        const { id, dueOn } = one.requests[0]!;
        const order = { action: 'locate', round: 0, signal: 'planning.located', tasks } as const;
        const request = { id, caseId: one.id, controllerId, dueOn };
        return service
          .get(WorkOrders)
          .place(transactions.manager, { ...order, request })
          .then(() => relay.nudge());
      });
      await relay.drain();
    });
    placed += requests;
    await check(service.database.ownerUrl, placed);
    return (requests * SYSTEMS) / taken;
  };
  const openMany = async (count: number, from: number) => {
    const ids = Array.from({ length: count }, (_, at) => String(1_000_000 + from + at));
    const all = [];
    for (let at = 0; at < ids.length; at += BULK)
      all.push(await openCases(service, ids.slice(at, at + BULK), 'access'));
    return { opened: all.flatMap((one) => one.opened), controllerId: all[0]!.controllerId };
  };
  const peer = async (): Promise<number> => {
    const jobs = Array.from({ length: requests * SYSTEMS }, (_, at) => ({
      name: 'task',
      data: { subject: String(at) },
      opts: { removeOnComplete: true, removeOnFail: true },
    }));
    const taken = await seconds(async () => {
      for (let at = 0; at < jobs.length; at += BULK) await queue.addBulk(jobs.slice(at, at + BULK));
    });
    return jobs.length / taken;
  };
  try {
    await ours();
    await peer();
    const measured = await inPairs(pairs, ours, peer);
    const all = ratios(measured);
    return {
      name: 'fanout',
      ours: Math.round(median(measured.ours)),
      peer: Math.round(median(measured.peer)),
      ratio: rounded(median(all)),
      spread: rounded(spread(all)),
      unit: 'tasks/s',
      note:
        `Queues in PostgreSQL. ${requests} requests of ${SYSTEMS} tasks a round, a statement and a commit each, ${AT_ONCE} under way. ` +
        `Peer: addBulk of as many jobs, ${BULK} a call. Rows wrong: 0.`,
    };
  } finally {
    await queue.close();
    await backend.close();
    await service.stop();
    await shop.drop();
  }
}

async function atOnce<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < items.length) await work(items[next++]!);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function check(url: string, requests: number): Promise<void> {
  const [row] = await onServer<Record<string, number>>(
    url,
    `SELECT (SELECT count(*) FROM task WHERE state = 'ready' AND due_at <= now())::int AS tasks,
            (SELECT count(*) FROM work_order WHERE open = ${SYSTEMS})::int AS orders,
            (SELECT count(*) FROM wake WHERE signal = 'work.lane')::int AS lanes,
            (SELECT count(*) FROM outbox WHERE signal = 'work.lane')::int AS waiting`,
  );
  assertRight('tasks missing or too many', row!.tasks! - requests * SYSTEMS);
  assertRight('orders missing or too many', row!.orders! - requests);
  assertRight('lanes that nobody wakes', SYSTEMS - row!.lanes!);
  assertRight('wakes that were not relayed', row!.waiting!);
}
