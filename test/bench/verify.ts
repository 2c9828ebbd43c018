import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { verifyLedger } from '../../src/ledger/verify/verify-ledger.js';
import { onServer } from './bench-database.js';
import { type BenchLog, benchLog } from './ledger-bench.js';
import { execute, findTool, median, seconds, spread } from './measuring.js';
import { type BenchOptions, type BenchResult, skipped } from './result.js';

/**
 * B8: megabytes of leaves a second that are read from PostgreSQL, compared with their entries, hashed and led up to the
 * signed root, against `openssl dgst -sha256` over the same bytes in a file.
 */
export async function run({ quick, databaseUrl }: BenchOptions): Promise<BenchResult> {
  const unit = 'MB/s';
  const openssl = findTool('openssl');
  if (!openssl) return skipped('verify', unit, 'openssl is not installed');
  const [pairs, leaves] = quick ? [5, 50_000] : [7, 400_000];
  const folder = await mkdtemp(join(tmpdir(), 'habeas-bench-'));
  const log = await benchLog(databaseUrl);
  try {
    await log.fill(leaves);
    await log.sequencer.drain();
    const { note } = await log.signer.signOnce();
    await onServer(log.url, 'VACUUM ANALYZE');
    const file = join(folder, 'leaves.ndjson');
    await pipeline(Readable.from(bodies(log)), createWriteStream(file));
    const megabytes = (await stat(file)).size / 1e6;
    const verifyOnce = async (): Promise<void> => {
      const options = { keys: [log.key.verifierKey], outside: [note ?? ''] };
      const found = await verifyLedger(log.source.manager, options);
      if (found.exitCode !== 0 || found.size !== leaves) throw new Error('The benchmarked log does not verify.');
    };
    const hashOnce = (): Promise<unknown> => execute(openssl, ['dgst', '-sha256', file]);
    await verifyOnce();
    await hashOnce();
    const ours: number[] = [];
    const peer: number[] = [];
    const coreutils: number[] = [];
    const sha256sum = findTool('sha256sum');
    for (let pair = 0; pair < pairs; pair++) {
      ours.push(megabytes / (await seconds(verifyOnce)));
      peer.push(megabytes / (await seconds(hashOnce)));
      if (sha256sum) coreutils.push(megabytes / (await seconds(() => execute(sha256sum, [file]))));
    }
    const ratios = ours.map((value, pair) => value / peer[pair]!);
    const soft = coreutils.length === 0 ? 'sha256sum is not installed' : softPeer(median(ours), median(coreutils));
    return {
      name: 'verify',
      ours: Number(median(ours).toFixed(1)),
      peer: Number(median(peer).toFixed(1)),
      ratio: Number(median(ratios).toFixed(3)),
      spread: Number(spread(ratios).toFixed(3)),
      unit,
      note:
        `peer: openssl dgst -sha256 over the dumped ${megabytes.toFixed(0)} MB; ${soft}. ${leaves} leaves, ` +
        `${Math.round((leaves * median(ours)) / megabytes)} leaves/s, each compared with its entry.`,
    };
  } finally {
    await log.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

const softPeer = (ours: number, peer: number): string =>
  `sha256sum ${peer.toFixed(1)} MB/s, ratio ${(ours / peer).toFixed(3)}`;

async function* bodies(log: BenchLog): AsyncGenerator<string> {
  for (let from = 0; ; from += 10_000) {
    const rows = await log.source.manager.query<{ body: string }[]>(
      `SELECT body FROM ledger_leaf WHERE leaf_index >= $1 AND leaf_index < $2 ORDER BY leaf_index`,
      [from, from + 10_000],
    );
    if (rows.length === 0) return;
    yield rows.map((row) => `${row.body}\n`).join('');
  }
}
