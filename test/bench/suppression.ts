import { LegalController } from '../../src/requests/legal-controller.entity.js';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { MarketingBlocks } from '../../src/suppression/marketing-blocks.js';
import { Suppression } from '../../src/suppression/suppression.js';
import { emptyDatabase, onServer } from './bench-database.js';
import { benchService, type BenchService } from './bench-service.js';
import { execute, findTool, inPairs, median, ratios, rounded, seconds, spread } from './measuring.js';
import { assertRight, type BenchOptions, type BenchResult, skipped } from './result.js';
import { controllers, shopMap } from './shop.js';

const UNIT = 'entries/s';
const A_CALL = 10_000;
const ERASED = 100_000;
const BLOCKED = 50_000;
/** Two at a time: while one is parsed and hashed here, the database looks up the other. */
const AT_ONCE = 2;
const KEYS = 12;

const address = (at: number): string => `Person.${at}@Example.org`;

/**
 * `POST /v1/suppression/check` with 10 000 plain e-mail addresses a call — API key, limit, schema, canonical form, two keyed
 * tags an entry, both lists of the controller, counts in the ledger — against pgbench -S that makes as many raw look-ups
 * by primary key in a table of as many rows. A tenth of what is asked is on a list. The generator is the same process.
 */
export async function run({ quick, databaseUrl }: BenchOptions): Promise<BenchResult> {
  const pgbench = findTool('pgbench');
  if (!pgbench) return skipped('suppression', UNIT, 'pgbench is not installed');
  const [pairs, calls] = quick ? [5, 10] : [7, 40];
  process.env.HABEAS_BENCH_SHOP_URL ??= databaseUrl;
  const peerDatabase = await emptyDatabase(databaseUrl);
  const files = { 'controllers.yaml': controllers(), 'shop.yaml': shopMap() };
  const service = await benchService(databaseUrl, files, { WORKERS: 'false' });
  try {
    await execute(pgbench, ['-i', '-q', '-s', '1', peerDatabase.ownerUrl]);
    const slug = await fill(service);
    await onServer(service.database.ownerUrl, 'VACUUM ANALYZE');
    const keys: string[] = [];
    for (let key = 0; key < KEYS; key++) keys.push(await service.staff(['integration']));
    const bodies = Array.from({ length: 10 }, (_, at) => bodyOf(slug, at));
    let asked = 0;
    const call = async (): Promise<void> => {
      const turn = asked++;
      const answer = await fetch(`${service.url}/v1/suppression/check`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${keys[turn % KEYS]}` },
        body: bodies[turn % bodies.length]!,
      });
      const { lists } = (await answer.json()) as { lists: { answers: string[] }[] };
      assertRight('calls refused', answer.status !== 200 ? 1 : 0);
      const { answers } = lists[0]!;
      assertRight('answers', answers.length - A_CALL);
      assertRight('wrong answers', answers.filter((one) => one !== 'clear').length - A_CALL / 10);
    };
    const ours = async (): Promise<number> => {
      // What is limited is the caller, not what is measured.
      await onServer(service.database.ownerUrl, `DELETE FROM attempt_count`);
      const taken = await seconds(async () => {
        let left = calls;
        const one = async (): Promise<void> => {
          while (left-- > 0) await call();
        };
        await Promise.all(Array.from({ length: AT_ONCE }, one));
      });
      return (calls * A_CALL) / taken;
    };
    const transactions = Math.round((calls * A_CALL) / 32);
    const peer = async (): Promise<number> => {
      const options = ['-n', '-S', '-c', '32', '-j', '2', '-M', 'prepared', '-t', String(transactions)];
      const { stdout } = await execute(pgbench, [...options, peerDatabase.ownerUrl]);
      return Number(/tps = ([\d.]+) \(without/.exec(stdout)?.[1] ?? /tps = ([\d.]+)/.exec(stdout)?.[1]);
    };
    await ours();
    await peer();
    const measured = await inPairs(pairs, ours, peer);
    const all = ratios(measured);
    return {
      name: 'suppression',
      ours: Math.round(median(measured.ours)),
      peer: Math.round(median(measured.peer)),
      ratio: rounded(median(all)),
      spread: rounded(spread(all)),
      unit: UNIT,
      note:
        `${calls} calls of ${A_CALL} addresses a round, ${AT_ONCE} at once; ${ERASED} tombstones and ${BLOCKED} blocks, each entry looked up in both. ` +
        `Peer: pgbench -S, prepared, c=32, as many look-ups. Answers wrong: 0.`,
    };
  } finally {
    await service.stop();
    await peerDatabase.drop();
  }
}

async function fill(service: BenchService): Promise<string> {
  const transactions = service.get(Transactions);
  const [controller] = await transactions.manager.find(LegalController, { take: 1 });
  for (let start = 0; start < ERASED; start += A_CALL) {
    const people = Array.from({ length: A_CALL }, (_, at) => ({ kind: 'email', value: address(start + at) }));
    await transactions.run(async (tx) => {
      await service.get(Suppression).write(tx, controller!.id, people);
      if (start < BLOCKED) await service.get(MarketingBlocks).write(tx, controller!.id, people, 'objection');
    });
  }
  return controller!.slug;
}

/** A tenth is known, each call another tenth. */
function bodyOf(slug: string, turn: number): string {
  const values = Array.from({ length: A_CALL }, (_, at) =>
    at % 10 === 0 ? address((turn * A_CALL + at) % ERASED) : address(ERASED + turn * A_CALL + at),
  );
  return JSON.stringify({ controller: slug, lists: [{ kind: 'email', values }] });
}
