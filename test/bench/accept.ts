import { fork } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Load, LoadReport } from './accept-load.js';
import { emptyDatabase, onServer } from './bench-database.js';
import { benchService } from './bench-service.js';
import { execute, findTool, inPairs, median, ratios, rounded, spread } from './measuring.js';
import { assertRight, type BenchOptions, type BenchResult, skipped } from './result.js';
import { controllers, shopMap } from './shop.js';

const UNIT = 'requests/s';
const CONNECTIONS = 32;

const PEER_TABLES = `
  CREATE TABLE bench_request (id uuid PRIMARY KEY, body text NOT NULL, at timestamptz NOT NULL);
  CREATE TABLE bench_audit (id uuid PRIMARY KEY, request_id uuid NOT NULL, body text NOT NULL);
  CREATE TABLE bench_outbox (id bigserial PRIMARY KEY, request_id uuid NOT NULL, at timestamptz NOT NULL);`;

const PEER_SCRIPT = `\\set n random(1, 1000000000)
BEGIN;
INSERT INTO bench_request VALUES (md5(:n || 'r' || :client_id || clock_timestamp())::uuid, repeat(md5(:n::text), 4), now());
INSERT INTO bench_audit VALUES (md5(:n || 'a' || :client_id || clock_timestamp())::uuid, md5(:n::text)::uuid, repeat(md5(:n::text), 8));
INSERT INTO bench_outbox (request_id, at) VALUES (md5(:n::text)::uuid, now());
COMMIT;
`;

/**
 * B1: `POST /v1/requests` on 32 connections — API key, schema, idempotency key, the case with its keys, ledger entry and
 * outbox in one statement, 201 with the person's token — against pgbench that commits three bare inserts. What arrives
 * together shares a statement and a commit, as with group commit in the database, which pgbench has too. Web process and
 * outbox relay run, workers do not; load generator and pgbench take their processor time from the same machine. Ours is
 * measured warm: a program that is compiled while it runs needs some thousands of requests for that.
 */
export async function run({ quick, databaseUrl }: BenchOptions): Promise<BenchResult> {
  const pgbench = findTool('pgbench');
  if (!pgbench) return skipped('accept', UNIT, 'pgbench is not installed');
  const [pairs, duration] = quick ? [5, 3] : [7, 8];
  process.env.HABEAS_BENCH_SHOP_URL ??= databaseUrl;
  const folder = await mkdtemp(join(tmpdir(), 'habeas-bench-'));
  const peerDatabase = await emptyDatabase(databaseUrl);
  const files = { 'controllers.yaml': controllers(), 'shop.yaml': shopMap() };
  const service = await benchService(databaseUrl, files, { WORKERS: 'false', DATABASE_POOL: String(CONNECTIONS) });
  try {
    await onServer(peerDatabase.ownerUrl, PEER_TABLES);
    const script = join(folder, 'accept.sql');
    await writeFile(script, PEER_SCRIPT);
    const key = await service.staff(['integration']);
    let accepted = 0;
    const reports: LoadReport[] = [];
    const ours = async (seconds = duration): Promise<number> => {
      const report = await load({ url: service.url, key, connections: CONNECTIONS, seconds });
      assertRight('requests refused', report.failed);
      accepted += report.accepted;
      reports.push(report);
      return report.accepted / report.seconds;
    };
    const peer = async (): Promise<number> => {
      const options = [
        '-n',
        '-c',
        String(CONNECTIONS),
        '-j',
        '2',
        '-M',
        'prepared',
        '-T',
        String(duration),
        '-f',
        script,
      ];
      const { stdout } = await execute(pgbench, [...options, peerDatabase.ownerUrl]);
      return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    };
    await ours(quick ? 5 : 10);
    reports.length = 0;
    const measured = await inPairs(pairs, ours, peer);
    await check(service.database.ownerUrl, accepted);
    const all = ratios(measured);
    return {
      name: 'accept',
      ours: Math.round(median(measured.ours)),
      peer: Math.round(median(measured.peer)),
      ratio: rounded(median(all)),
      spread: rounded(spread(all)),
      unit: UNIT,
      note:
        `${CONNECTIONS} connections, as many to the database (DATABASE_POOL), queues in PostgreSQL, no workers, log level warn; median p50 ${rounded(median(reports.map((one) => one.p50)))} ms, ` +
        `p99 ${rounded(median(reports.map((one) => one.p99)))} ms, load generator ${median(reports.map((one) => one.ownMicroseconds))} µs of processor a request, warm. Peer: pgbench, three inserts a transaction, prepared, c=${CONNECTIONS}. Rows wrong: 0.`,
    };
  } finally {
    await service.stop();
    await peerDatabase.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Runs the load generator in a process of its own. */
function load(load: Load): Promise<LoadReport> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'accept-load.js'), [JSON.stringify(load)], { execArgv: [] });
    child.once('message', (report) => resolve(report as LoadReport));
    child.once('error', reject);
    child.once('exit', (code) => code !== 0 && reject(new Error(`The load generator ended with ${code}.`)));
  });
}

/** Every request that was answered with 201 is there, once, with all that belongs to it. */
async function check(url: string, accepted: number): Promise<void> {
  const [row] = await onServer<Record<string, number>>(
    url,
    `SELECT (SELECT count(*) FROM subject_case)::int AS cases,
            (SELECT count(*) FROM request)::int AS requests,
            (SELECT count(*) FROM request_line)::int AS lines,
            (SELECT count(*) FROM identifier)::int AS identifiers,
            (SELECT count(*) FROM idempotency)::int AS keys,
            (SELECT count(*) FROM data_key WHERE owner_kind = 'case')::int AS sealed,
            (SELECT count(*) FROM ledger_entry WHERE kind = 'case.received')::int AS entries,
            (SELECT count(*) FROM (SELECT subject FROM outbox WHERE signal = 'identity.begin'
               UNION SELECT subject FROM wake WHERE signal = 'identity.begin') w)::int AS wakes`,
  );
  for (const [what, count] of Object.entries(row!)) assertRight(`${what} missing or too many`, count - accepted);
}
