import { writeFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { approvedErasures, eraseAll } from './approved-erasures.js';
import { onServer } from './bench-database.js';
import { benchRedis } from './bench-server.js';
import { benchService } from './bench-service.js';
import { execute, findTool, median, ratios, rounded, seconds, spread } from './measuring.js';
import { assertRight, type BenchOptions, type BenchResult, skipped } from './result.js';
import { benchShop, controllers, ROWS_A_PERSON, type Shop, shopMap } from './shop.js';

const UNIT = 'persons/s';

/**
 * B5: people a second whose approved erasure goes through the engine — claim, search again, intent, deletion in three
 * tables, re-reading, second search, outcome, ledger, join — on both backends of the queue, against `psql -f` with the
 * same deletions, one transaction a person.
 */
export function run(options: BenchOptions): Promise<BenchResult> {
  return eraseAgainst(
    'erase',
    'psql -f, one transaction a person',
    (ids) => ids.map((id) => transaction(`= ${id}`)),
    options,
  );
}

/** Deletions of some people by the primary key of their account, which spares the peer the search for them. */
export function transaction(those: string): string {
  return `BEGIN;
DELETE FROM items WHERE order_id IN (SELECT id FROM orders WHERE customer_id ${those});
DELETE FROM orders WHERE customer_id ${those};
DELETE FROM customers WHERE id ${those};
COMMIT;
`;
}

export async function eraseAgainst(
  name: string,
  peerName: string,
  script: (ids: readonly string[]) => string[],
  { quick, databaseUrl, words }: BenchOptions,
): Promise<BenchResult> {
  const psql = findTool('psql');
  if (!psql) return skipped(name, UNIT, 'psql is not installed');
  const given = words.find((word) => word.startsWith('--people='))?.slice(9);
  const [pairs, people] = quick ? [3, Number(given ?? 3_000)] : [5, Number(given ?? 20_000)];
  const folder = await mkdtemp(join(tmpdir(), 'habeas-bench-'));
  const shop = await benchShop(databaseUrl, 1_000);
  const redis = words.includes('--backend=postgres') ? null : await benchRedis();
  const untouched = await shop.bystanders();
  const oursOnce = async (environment: Record<string, string>): Promise<number> => {
    const ids = await shop.fill(people);
    const value = people / (await ours(databaseUrl, shop, ids, environment));
    assertRight('rows left behind', await shop.left(ids));
    assertRight('bystanders are as they were', (await shop.bystanders()) === untouched);
    return value;
  };
  const peerOnce = async (): Promise<number> => {
    const ids = await shop.fill(people);
    const file = join(folder, 'erase.sql');
    await writeFile(file, script(ids).join(''));
    await shop.vacuum();
    const taken = await seconds(() => execute(psql, ['-q', '-v', 'ON_ERROR_STOP=1', '-f', file, shop.ownerUrl]));
    assertRight('rows left behind by the peer', await shop.left(ids));
    return people / taken;
  };
  try {
    await oursOnce({});
    const measured = { postgres: [] as number[], redis: [] as number[], peer: [] as number[] };
    for (let pair = 0; pair < pairs; pair++) {
      measured.postgres.push(await oursOnce({}));
      measured.peer.push(await peerOnce());
      if (redis) measured.redis.push(await oursOnce({ REDIS_URL: redis.url }));
    }
    const byPostgres = ratios({ ours: measured.postgres, peer: measured.peer });
    const byRedis = redis ? ratios({ ours: measured.redis, peer: measured.peer }) : [];
    return {
      name,
      ours: Math.round(median(measured.postgres)),
      peer: Math.round(median(measured.peer)),
      ratio: rounded(median(byPostgres)),
      spread: rounded(spread(byPostgres)),
      unit: UNIT,
      note:
        `Queues in PostgreSQL. ${redis ? `Queues in Redis: ${Math.round(median(measured.redis))} ${UNIT}, ratio ${rounded(median(byRedis))}, spread ${rounded(spread(byRedis))}. ` : 'Redis is not installed. '}` +
        `Peer: ${peerName}. ${people} people a round, ${ROWS_A_PERSON} rows each, random ids; rows wrong: 0.`,
    };
  } finally {
    await redis?.stop();
    await shop.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @returns seconds from the wake of the lane to the last join. */
async function ours(
  serverUrl: string,
  shop: Shop,
  ids: readonly string[],
  environment: Record<string, string>,
): Promise<number> {
  const service = await benchService(
    serverUrl,
    { 'controllers.yaml': controllers(), 'shop.yaml': shopMap() },
    environment,
  );
  try {
    // What follows the join (answer, letters) is no part of this.
    await service.pause('stages');
    await service.pause('letters');
    await approvedErasures(service, ids);
    await shop.vacuum();
    await onServer(service.database.ownerUrl, 'VACUUM ANALYZE');
    const taken = await seconds(() => eraseAll(service));
    await check(service.database.ownerUrl, ids.length);
    return taken;
  } catch (error) {
    console.error(service.complaints.slice(-5).join(''));
    throw error;
  } finally {
    await service.stop();
  }
}

async function check(url: string, people: number): Promise<void> {
  const [row] = await onServer<Record<string, number>>(
    url,
    `SELECT (SELECT count(*) FROM task WHERE state <> 'done')::int AS undone,
            (SELECT count(*) FROM work_order WHERE open <> 0)::int AS unjoined,
            (SELECT coalesce(sum(intended), 0) FROM outcome WHERE evidence = 'reread' AND residue = 0)::int AS shown,
            (SELECT count(*) FROM ledger_entry WHERE kind IN ('erasure.intended', 'erasure.shown'))::int AS entries,
            (SELECT count(DISTINCT subject) FROM (SELECT signal, subject FROM outbox UNION ALL SELECT signal, subject FROM wake) w
              WHERE signal = 'planning.executed')::int AS signals`,
  );
  assertRight('tasks undone', row!.undone!);
  assertRight('orders not joined', row!.unjoined!);
  assertRight('rows not shown', people * ROWS_A_PERSON - row!.shown!);
  assertRight('ledger entries missing', 2 * people - row!.entries!);
  assertRight('requests not told of their end', people - row!.signals!);
}
