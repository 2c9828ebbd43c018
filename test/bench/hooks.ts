import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyDatabase, onServer } from './bench-database.js';
import { benchService } from './bench-service.js';
import type { HookLoad, HookReport } from './hooks-load.js';
import { execute, findTool, inPairs, median, ratios, rounded, spread } from './measuring.js';
import { assertRight, type BenchOptions, type BenchResult, skipped } from './result.js';
import { controllers, shopMap } from './shop.js';

const UNIT = 'webhooks/s';
const CONNECTIONS = 32;
const SECRET = 'a-secret-of-the-bench';

const PEER_SCRIPT = `\\set n random(1, 1000000000)
INSERT INTO bench_hook VALUES (md5(:n || 'h' || :client_id || clock_timestamp())::uuid, repeat(md5(:n::text), 28), now());
`;

/**
 * Signed webhooks that are accepted, on 32 connections — the source looked up, the signature verified over the bytes, the
 * body taken apart, sealed, and written once under the sender's key with the wake that has it read — against pgbench that
 * commits single inserts of rows of the same length from 32 clients. What arrives together shares a statement and a
 * commit (`platform/storage/group-commit.ts`); nobody is answered before it. Web process and relay run, workers do not.
 */
export async function run({ quick, databaseUrl }: BenchOptions): Promise<BenchResult> {
  const pgbench = findTool('pgbench');
  if (!pgbench) return skipped('hooks', UNIT, 'pgbench is not installed');
  const [pairs, duration] = quick ? [5, 3] : [7, 8];
  process.env.HABEAS_BENCH_SHOP_URL ??= databaseUrl;
  const folder = await mkdtemp(join(tmpdir(), 'habeas-bench-'));
  const peerDatabase = await emptyDatabase(databaseUrl);
  const files = { 'controllers.yaml': controllers(), 'shop.yaml': shopMap() };
  const service = await benchService(databaseUrl, files, { WORKERS: 'false', DATABASE_POOL: String(CONNECTIONS) });
  try {
    await onServer(
      peerDatabase.ownerUrl,
      `CREATE TABLE bench_hook (id uuid PRIMARY KEY, body text NOT NULL, at timestamptz NOT NULL)`,
    );
    const script = join(folder, 'hooks.sql');
    await writeFile(script, PEER_SCRIPT);
    const url = await sourceOf(service.url, await service.staff(['engineer']));
    let accepted = 0;
    const reports: HookReport[] = [];
    const ours = async (seconds = duration): Promise<number> => {
      const report = await load({ url, secret: SECRET, connections: CONNECTIONS, seconds });
      assertRight('webhooks refused', report.failed);
      accepted += report.accepted;
      reports.push(report);
      return report.accepted / report.seconds;
    };
    const peer = async (): Promise<number> => {
      const options = ['-n', '-c', String(CONNECTIONS), '-j', '2', '-M', 'prepared', '-T', String(duration)];
      const { stdout } = await execute(pgbench, [...options, '-f', script, peerDatabase.ownerUrl]);
      return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    };
    await ours(quick ? 5 : 10);
    reports.length = 0;
    const measured = await inPairs(pairs, ours, peer);
    const [row] = await onServer<{ events: number; open: number }>(
      service.database.ownerUrl,
      `SELECT count(*)::int AS events, count(*) FILTER (WHERE body IS NULL OR state <> 'waiting')::int AS open FROM hook_event`,
    );
    assertRight('events missing or too many', row!.events - accepted);
    assertRight('events without their sealed body', row!.open);
    const all = ratios(measured);
    return {
      name: 'hooks',
      ours: Math.round(median(measured.ours)),
      peer: Math.round(median(measured.peer)),
      ratio: rounded(median(all)),
      spread: rounded(spread(all)),
      unit: UNIT,
      note:
        `${CONNECTIONS} connections, bodies of some 900 bytes, no workers, log level warn; median p50 ${rounded(median(reports.map((one) => one.p50)))} ms, ` +
        `p99 ${rounded(median(reports.map((one) => one.p99)))} ms, load generator ${median(reports.map((one) => one.ownMicroseconds))} µs of processor a webhook, warm. ` +
        `Peer: pgbench, one insert of 900 bytes a transaction, prepared, c=${CONNECTIONS}. Events wrong: 0.`,
    };
  } finally {
    await service.stop();
    await peerDatabase.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A source for the load, as an engineer adds it. @returns its address. */
async function sourceOf(url: string, key: string): Promise<string> {
  const call = async <T>(method: string, body?: object): Promise<T> => {
    const answer = await fetch(`${url}/v1/hook-sources`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    assertRight(`sources answered with ${answer.status}`, answer.ok);
    return (await answer.json()) as T;
  };
  const source = { controller: 'bench', name: 'Helpdesk', sender: 'zendesk', secret: SECRET };
  await call('POST', { ...source, settings: { perMinute: 1_000_000 } });
  return (await call<{ sources: { url: string }[] }>('GET')).sources[0]!.url;
}

/** Runs the load generator in a process of its own. */
function load(load: HookLoad): Promise<HookReport> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'hooks-load.js'), [JSON.stringify(load)], { execArgv: [] });
    child.once('message', (report) => resolve(report as HookReport));
    child.once('error', reject);
    child.once('exit', (code) => code !== 0 && reject(new Error(`The load generator ended with ${code}.`)));
  });
}
