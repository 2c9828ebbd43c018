import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connector } from '../../src/connectors/kit/contract.js';
import { localTools } from '../../src/connectors/kit/local-tools.js';
import { GuardedHttp } from '../../src/platform/egress/guarded-http.js';
import { postgres } from '../../src/connectors/postgres/index.js';
import type { SystemMap } from '../../src/datamap/language.js';
import { type BuiltPackage, buildPackage } from '../../src/delivery/package/package-builder.js';
import { readLaws } from '../../src/laws/reading/read-laws.js';
import type { PackageModel } from '../../src/delivery/package-model.js';
import { PartWriter } from '../../src/delivery/parts/part-writer.js';
import { FolderVault } from '../../src/delivery/vault/folder.vault.js';
import { sealingUnder } from '../../src/delivery/vault/sealing.js';
import { vaultName } from '../../src/delivery/vault/vault.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { newId } from '../../src/platform/ids/ids.js';
import { keepHeapLean } from '../../src/platform/lean-heap.js';
import { emptyDatabase, onServer } from './bench-database.js';
import { execute, findTool, inPairs, median, ratios, rounded, seconds, spread } from './measuring.js';
import { assertRight, type BenchOptions, type BenchResult, skipped } from './result.js';

const UNIT = 'MB/s';
/** Bytes of a wide row: a ticket with its whole correspondence. */
const WIDE = 32_000;

/** Rows of which a thousand differ; the text is as compressible as a shop's. The note's length makes them wide. */
const table = (rows: number, width: number): string => `
  CREATE TABLE orders (id bigint PRIMARY KEY, customer text NOT NULL, email text NOT NULL, at timestamptz NOT NULL,
    total numeric(10, 2) NOT NULL, city text, status text NOT NULL, note text NOT NULL);
  INSERT INTO orders
  SELECT n, 'Erika ' || md5((n % 997)::text) || ' Mustermann', 'erika.' || n || '@example.org', now() - n * interval '1 second',
         n % 100000 / 100.0, (ARRAY['Hamburg', 'Köln', 'München', 'Leipzig', 'Graz'])[1 + n % 5], CASE WHEN n % 3 = 0 THEN 'delivered' ELSE 'open' END,
         repeat('Bitte "klingeln" bei ' || md5((n % 1000)::text) || ', danke; ', ${width}) || n
  FROM generate_series(1, ${rows}) n;
  ANALYZE orders;`;

/** Shell lines of the peer; `$0` psql, `$1` the database, `$2` zip, `$3` the archive. */
const COPY = '"$0" -q -c "COPY orders TO STDOUT (FORMAT csv)" "$1"';
const COPY_INTO_ZIP = `${COPY} | "$2" -q -1 "$3" -`;

const FIELDS = ['id', 'customer', 'email', 'at', 'total', 'city', 'status', 'note'];

/**
 * B6: one person's rows out of PostgreSQL into sealed parts, and from these into a sealed package (JSON, CSV, report,
 * manifest) on disk, against `psql -c 'COPY …' | zip -1`. Megabytes are of what is in the archive, uncompressed; the
 * package holds each row twice. With `--memory`: five gigabytes of wide rows once, and the memory they take.
 */
export async function run({ quick, databaseUrl, words }: BenchOptions): Promise<BenchResult> {
  const memory = words.includes('--memory');
  // As the service does when it opens.
  keepHeapLean();
  const [psql, zip] = [findTool('psql'), findTool('zip')];
  if (!psql || !zip) return skipped('export', UNIT, 'psql or zip is not installed');
  const gigabytes = Number(words.find((word) => word.startsWith('--gigabytes='))?.slice(12) ?? 5);
  const [rows, width] = memory
    ? [Math.round((gigabytes * 1e9) / WIDE), Math.round(WIDE / 63)]
    : [quick ? 200_000 : 1_000_000, 1];
  const folder = await mkdtemp(join(tmpdir(), 'habeas-bench-'));
  const database = await emptyDatabase(databaseUrl);
  const url = database.ownerUrl;
  const connector = postgres.create(mapOf(url), localTools(new GuardedHttp({ allow: [] })));
  try {
    await onServer(url, table(rows, width));
    const contents: number[] = [];
    const ours = async (): Promise<number> => {
      let built: BuiltPackage | null = null;
      const taken = await seconds(async () => (built = await packageOf(connector, rows, join(folder, 'vault'))));
      contents.push(checked(built!, rows));
      await rm(join(folder, 'vault'), { recursive: true, force: true });
      return contents.at(-1)! / taken;
    };
    if (memory) return await inMemory(ours, contents, rows);
    const { stdout } = await execute('sh', ['-c', `${COPY} | wc -c`, psql, url]);
    const copied = Number(stdout);
    const peer = async (): Promise<number> => {
      const archive = join(folder, 'peer.zip');
      const taken = await seconds(() => execute('sh', ['-c', COPY_INTO_ZIP, psql, url, zip, archive]));
      assertRight('the peer has made an archive', (await stat(archive)).size > 0);
      await rm(archive);
      return copied / 1e6 / taken;
    };
    await ours();
    await peer();
    const measured = await inPairs(quick ? 3 : 5, ours, peer);
    const all = ratios(measured);
    return {
      name: 'export',
      ours: rounded(median(measured.ours)),
      peer: rounded(median(measured.peer)),
      ratio: rounded(median(all)),
      spread: rounded(spread(all)),
      unit: UNIT,
      note:
        `No queue in it. ${rows} rows; what the package holds uncompressed, ${Math.round(median(contents))} MB (each row as JSON and as CSV), read from PostgreSQL, ` +
        `sealed as parts, opened, zipped and sealed again. Peer: psql COPY | zip -1 of the same rows once, not encrypted. Rows wrong: 0.`,
    };
  } finally {
    await connector.close();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function inMemory(ours: () => Promise<number>, contents: readonly number[], rows: number): Promise<BenchResult> {
  await new Promise((resolve) => setTimeout(resolve, 500));
  const idle = process.memoryUsage.rss();
  let highest = 0;
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 20);
  const speed = await ours();
  clearInterval(watch);
  const above = Math.round((highest - idle) / 1e6);
  return {
    name: 'export',
    ours: above,
    peer: 150,
    ratio: rounded(above / 150),
    spread: 0,
    unit: 'MB',
    note:
      `Highest resident memory above that of the idle process (${Math.round(idle / 1e6)} MB) while ${rows} wide rows went through; the peer is the bound. ` +
      `The package holds ${Math.round(contents.at(-1)! / 1e3)} GB uncompressed (JSON and CSV) at ${rounded(speed)} MB/s. One run.`,
  };
}

/** The way of an access request: rows by their keys, parts, package. */
async function packageOf(connector: Connector, rows: number, folder: string): Promise<BuiltPackage> {
  const key = new DataKey(newId(), { kind: 'case', id: newId() }, randomBytes(32));
  const [vault, sealing] = [new FolderVault(folder), sealingUnder(key)];
  const keys = Array.from({ length: rows }, (_, at) => [at + 1]);
  const files: string[] = [];
  const records = connector.collect({ controller: 'bench', rows: [{ person: 'p', collection: 'orders', keys }] });
  for await (const part of new PartWriter(vault, sealing).write(new Set(FIELDS), records)) files.push(part.file);
  return buildPackage({
    vault,
    sealing,
    file: vaultName(newId(), 'zip'),
    model: modelOf(mapOf('')),
    parts: [{ system: 'shop', collection: 'orders', files }],
    exclusions: [],
    digest: key.digest('review'),
  });
}

/** @returns megabytes of content. */
function checked(built: BuiltPackage, rows: number): number {
  const [orders] = built.collections;
  assertRight('records missing from the package', rows - (orders?.tally.records ?? 0));
  return built.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
}

function mapOf(url: string): SystemMap {
  const described = (name: string): string => (name === 'email' ? 'user.contact.email' : 'user.behavior');
  return {
    habeas: 1,
    system: 'shop',
    title: 'Shop',
    connector: 'postgres',
    connection: url ? { url, statementTimeout: 3_600_000 } : {},
    controllers: ['bench'],
    purposes: { order: { title: 'Orders', basis: '6(1)(b)', ends: 'Three years' } },
    recipients: [],
    source: 'You',
    transfers: 'none',
    automatedDecisions: 'none',
    copies: {},
    collections: {
      orders: {
        key: 'id',
        purpose: 'order',
        fields: Object.fromEntries(FIELDS.map((name) => [name, described(name)])),
        erasure: 'delete',
      },
    },
  };
}

const law = readLaws(new URL('../../src/laws/', import.meta.url)).pinned('de@2026-01-01');

function modelOf(map: SystemMap): PackageModel {
  const searchedAt = new Date('2026-11-23T10:00:00Z');
  return {
    kind: 'access',
    locale: 'de',
    law: { ...law.says, asks: new Set(law.right('access').answer.map(({ id }) => id)) },
    controller: {
      slug: 'bench',
      name: 'Bench GmbH',
      address: [],
      zone: 'Europe/Berlin',
      officer: { name: 'Officer', email: 'officer@bench.test' },
      authority: { name: 'HmbBfDI' },
    },
    reference: 'HB-0000-0000',
    receivedOn: '2026-11-01',
    builtAt: searchedAt,
    searchedWith: [],
    systems: [{ map, outcome: { status: 'found', searchedAt } }],
    grounds: {},
  };
}
