import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SystemMap } from '../../src/datamap/language.js';
import { buildPackage } from '../../src/delivery/package/package-builder.js';
import { readLaws } from '../../src/laws/reading/read-laws.js';
import type { PackageModel } from '../../src/delivery/package-model.js';
import type { PartRecord } from '../../src/delivery/parts/part-record.js';
import { PartWriter } from '../../src/delivery/parts/part-writer.js';
import { FolderVault } from '../../src/delivery/vault/folder.vault.js';
import { sealingUnder } from '../../src/delivery/vault/sealing.js';
import { vaultName } from '../../src/delivery/vault/vault.js';
import { DataKey } from '../../src/platform/crypto/data-key.js';
import { newId } from '../../src/platform/ids/ids.js';

/**
 * Rows → sealed parts → sealed package, with the memory it takes.
 *
 *     node dist-bench/test/bench/export-package.js [megabytes] [--withhold] [folder]
 *
 * Prints one JSON line: MB/s are of the rows' JSON, each row counted once though the package holds it twice (JSON and
 * CSV); memory is the highest resident size above that of the idle process.
 */
const megabytes = Number(process.argv[2] ?? 500);
const withhold = process.argv.includes('--withhold');
const folder = await mkdtemp(
  join(process.argv.find((word, at) => at > 2 && !word.startsWith('--')) ?? tmpdir(), 'bench-'),
);

const map: SystemMap = {
  habeas: 1,
  system: 'shop',
  title: 'Shop',
  connector: 'postgres',
  connection: {},
  controllers: ['c'],
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
      fields: {
        id: 'user.unique_id',
        customer: 'user.name',
        email: 'user.contact.email',
        at: 'user.behavior',
        total: 'user.financial',
        city: 'user.contact.address.city',
        status: 'user.behavior',
        note: { category: 'user.content', freeText: withhold },
      },
      erasure: 'delete',
    },
  },
};

/** A thousand different rows, over and over with new numbers: text as compressible as a shop's is. */
const words =
  createHash('sha512')
    .update('seed')
    .digest('hex')
    .match(/.{1,7}/g) ?? [];
const cities = ['Hamburg', 'Köln', 'München', 'Leipzig', 'Zürich', 'Graz', 'Bremen'];
function row(n: number): PartRecord {
  return {
    key: [n],
    record: {
      id: n,
      customer: `Erika ${words[n % words.length]} Mustermann`,
      email: `erika.${n.toString(36)}@example.org`,
      at: `2024-0${1 + (n % 9)}-1${n % 10}T1${n % 10}:2${n % 10}:00Z`,
      total: ((n * 7919) % 100_000) / 100,
      city: cities[n % cities.length] ?? null,
      status: n % 3 === 0 ? 'delivered' : 'open',
      note: `${words[(n * 31) % words.length]} ${words[(n * 17) % words.length]}, bitte "klingeln" ${(n * 2_654_435_761) % 4_294_967_296}`,
    },
  };
}

let rowBytes = 0;
let rows = 0;
async function* generated(): AsyncGenerator<PartRecord[]> {
  const sample = JSON.stringify(row(123_456).record).length;
  const count = Math.ceil((megabytes * 1e6) / sample);
  for (let n = 0; n < count; n += 500) {
    const batch = Array.from({ length: Math.min(500, count - n) }, (_, i) => row(n + i));
    rows += batch.length;
    yield batch;
  }
}

const idle = await settled();
let highest = 0;
const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 20);

const key = new DataKey(newId(), { kind: 'case', id: newId() }, randomBytes(32));
const sealing = sealingUnder(key);
const vault = new FolderVault(folder);
const began = process.hrtime.bigint();
const cpuBegan = process.cpuUsage();
const files: string[] = [];
const fields = new Set(Object.keys(map.collections.orders?.fields ?? {}));
for await (const part of new PartWriter(vault, sealing).write(fields, generated())) files.push(part.file);
const parted = process.hrtime.bigint();
const cpuParts = process.cpuUsage(cpuBegan);
const cpuParted = process.cpuUsage();
const partsPeak = highest;
highest = 0;

const law = readLaws(new URL('../../src/laws/', import.meta.url)).pinned('de@2026-01-01');
const model: PackageModel = {
  kind: 'access',
  locale: 'de',
  law: { ...law.says, asks: new Set(law.right('access').answer.map(({ id }) => id)) },
  controller: {
    slug: 'c',
    name: 'C',
    address: [],
    zone: 'Europe/Berlin',
    officer: { name: 'O', email: 'o@example.org' },
    authority: { name: 'A' },
  },
  reference: 'HB-0000-0000',
  receivedOn: '2026-11-01',
  builtAt: new Date('2026-11-23T10:00:00Z'),
  searchedWith: [],
  systems: [{ map, outcome: { status: 'found', searchedAt: new Date('2026-11-23T10:00:00Z') } }],
  grounds: {},
};
const built = await buildPackage({
  vault,
  sealing,
  file: vaultName(newId(), 'zip'),
  model,
  parts: [{ system: 'shop', collection: 'orders', files }],
  exclusions: [],
  digest: key.digest('exclusion'),
});
const done = process.hrtime.bigint();
const cpuPackage = process.cpuUsage(cpuParted);
clearInterval(watch);
highest = Math.max(highest, process.memoryUsage.rss());
await rm(folder, { recursive: true, force: true });

const content = built.files.reduce((sum, { bytes }) => sum + bytes, 0);
rowBytes = built.files.find(({ path }) => path.endsWith('.json'))?.bytes ?? 0;
const seconds = (from: bigint, to: bigint): number => Number(to - from) / 1e9;
const round = (value: number): number => Math.round(value * 10) / 10;
console.log(
  JSON.stringify({
    name: 'export-package',
    withhold,
    rows,
    rowsMB: round(rowBytes / 1e6),
    packageContentMB: round(content / 1e6),
    packageMB: round(built.bytes / 1e6),
    partsMBps: round(rowBytes / 1e6 / seconds(began, parted)),
    packageRowsMBps: round(rowBytes / 1e6 / seconds(parted, done)),
    packageContentMBps: round(content / 1e6 / seconds(parted, done)),
    overallRowsMBps: round(rowBytes / 1e6 / seconds(began, done)),
    partsCpuMsPerMB: round((cpuParts.user + cpuParts.system) / 1e3 / (rowBytes / 1e6)),
    packageCpuMsPerMB: round((cpuPackage.user + cpuPackage.system) / 1e3 / (rowBytes / 1e6)),
    idleMB: round(idle / 1e6),
    partsAboveIdleMB: round((partsPeak - idle) / 1e6),
    packageAboveIdleMB: round((highest - idle) / 1e6),
  }),
);

/** Resident size once start-up has calmed down. */
async function settled(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return process.memoryUsage.rss();
}
