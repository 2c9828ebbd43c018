import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onServer } from './bench-database.js';
import { benchLog } from './ledger-bench.js';
import { execute, findTool, median, seconds, spread } from './measuring.js';
import { type BenchOptions, type BenchResult, skipped } from './result.js';

/**
 * B7: leaves a second that are sequenced, hashed again, signed and durable, against pgbench committing single INSERTs
 * from 32 connections to the same server. The entries are committed before the clock starts; the note says what the
 * whole way costs, with the statements that write them.
 */
export async function run({ quick, databaseUrl }: BenchOptions): Promise<BenchResult> {
  const unit = 'leaves/s';
  const pgbench = findTool('pgbench');
  if (!pgbench) return skipped('append', unit, 'pgbench is not installed');
  const [pairs, leaves, duration] = quick ? [5, 10_000, 2] : [7, 50_000, 5];
  const folder = await mkdtemp(join(tmpdir(), 'habeas-bench-'));
  const log = await benchLog(databaseUrl);
  try {
    const script = join(folder, 'insert.sql');
    await writeFile(
      script,
      `\\set n random(1, 1000000000)
INSERT INTO bench_insert (kind, body) VALUES ('erasure.intended', repeat(md5(:n::text), 9));\n`,
    );
    await onServer(log.url, `CREATE TABLE bench_insert (id bigserial PRIMARY KEY, kind text, body text)`);
    const peerOnce = async (): Promise<number> => {
      await onServer(log.url, `TRUNCATE bench_insert`);
      const options = ['-n', '-c', '32', '-j', '2', '-M', 'prepared', '-T', String(duration), '-f', script, log.url];
      const { stdout } = await execute(pgbench, options);
      return Number(/tps = ([\d.]+)/.exec(stdout)?.[1]);
    };
    const whole: number[] = [];
    const oursOnce = async (): Promise<number> => {
      const writing = await seconds(() => log.fill(leaves));
      const ordering = await seconds(async () => {
        await log.sequencer.drain();
        await log.signer.signOnce();
      });
      whole.push(leaves / (writing + ordering));
      return leaves / ordering;
    };
    await peerOnce();
    await oursOnce();
    whole.length = 0;
    const ours: number[] = [];
    const peer: number[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      await onServer(log.url, 'VACUUM ANALYZE');
      ours.push(await oursOnce());
      await onServer(log.url, 'VACUUM ANALYZE');
      peer.push(await peerOnce());
    }
    const ratios = ours.map((value, pair) => value / peer[pair]!);
    return {
      name: 'append',
      ours: Math.round(median(ours)),
      peer: Math.round(median(peer)),
      ratio: Number(median(ratios).toFixed(2)),
      spread: Number(spread(ratios).toFixed(3)),
      unit,
      note:
        `peer: pgbench single INSERT c=32, prepared. ${leaves} leaves a round, one checkpoint each, every new leaf hashed ` +
        `again before signing. With the writing of the entries (1000 a statement): ${Math.round(median(whole))}/s.`,
    };
  } finally {
    await log.drop();
    await rm(folder, { recursive: true, force: true });
  }
}
