import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import yauzl from 'yauzl';
import type { SystemMap } from '../../src/datamap/language.js';
import { buildPackage, type CollectedParts } from '../../src/delivery/package/package-builder.js';
import type { PackageModel } from '../../src/delivery/package-model.js';
import type { PartRecord } from '../../src/delivery/parts/part-record.js';
import { PartWriter } from '../../src/delivery/parts/part-writer.js';
import { recordDigest, valueDigest } from '../../src/delivery/review/digests.js';
import type { ExclusionRule } from '../../src/delivery/review/exclusion.js';
import { FolderVault } from '../../src/delivery/vault/folder.vault.js';
import { sealingUnder } from '../../src/delivery/vault/sealing.js';
import { vaultName } from '../../src/delivery/vault/vault.js';
import { newId } from '../../src/platform/ids/ids.js';
import { all, caseKey, crm, customer, inBatches, notes, orders, packageModel, shop } from './delivery-fixture.js';

let folder: string;
let vault: FolderVault;
const key = caseKey();
const sealing = sealingUnder(key);
const digest = key.digest('exclusion');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'habeas-vault-'));
  vault = new FolderVault(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function store(map: SystemMap, collection: string, records: readonly PartRecord[], limit?: number) {
  const files: string[] = [];
  const fields = new Set(Object.keys(map.collections[collection]?.fields ?? {}));
  for await (const part of new PartWriter(vault, sealing, limit).write(fields, inBatches(records)))
    files.push(part.file);
  return { system: map.system, collection, files };
}

async function standardParts(): Promise<CollectedParts[]> {
  return [
    await store(shop, 'customers', [customer]),
    await store(shop, 'orders', orders, 40),
    await store(crm, 'notes', notes),
  ];
}

async function build(parts: CollectedParts[], change: Partial<PackageModel> = {}, exclusions: ExclusionRule[] = []) {
  const file = vaultName(newId(), 'zip');
  const built = await buildPackage({ vault, sealing, file, model: packageModel(change), parts, exclusions, digest });
  const bytes = await buffer(pipeline(vault.read(file), sealing.open(file), () => undefined));
  return { file, built, entries: await unzip(bytes) };
}

async function unzip(bytes: Buffer): Promise<Map<string, string>> {
  const zip = await yauzl.fromBufferPromise(bytes, { strictFileNames: true });
  const entries = new Map<string, string>();
  for await (const entry of zip.eachEntry()) {
    entries.set(entry.fileName, (await buffer(await zip.openReadStreamPromise(entry))).toString());
  }
  return entries;
}

const rule = (change: Partial<ExclusionRule>): ExclusionRule => ({
  system: 'crm',
  collection: 'notes',
  recordDigest: recordDigest(digest, 'crm', 'notes', ['n1']),
  field: 'text',
  spanStart: null,
  spanEnd: null,
  valueDigest: valueDigest(digest, notes[0]?.record.text ?? null),
  reason: 'rights-of-others',
  released: false,
  ...change,
});

describe('an access package', () => {
  it('holds the report, the data as JSON and CSV, and a manifest whose digests are right', async () => {
    const { built, entries } = await build(await standardParts());
    expect([...entries.keys()]).toEqual([
      'README.txt',
      'data/shop/customers.json',
      'data/shop/customers.csv',
      'data/shop/orders.json',
      'data/shop/orders.csv',
      'data/crm/notes.json',
      'data/crm/notes.csv',
      'report.html',
      'manifest.json',
    ]);
    const manifest = JSON.parse(entries.get('manifest.json') as string);
    expect(manifest.files.map(({ path }: { path: string }) => path)).toEqual([...entries.keys()].slice(0, -1));
    for (const { path, bytes, sha256 } of manifest.files) {
      const content = Buffer.from(entries.get(path) as string);
      expect(bytes).toBe(content.length);
      expect(sha256).toBe(createHash('sha256').update(content).digest('hex'));
    }
    expect(built.coverage).toEqual({ searched: 3, of: 4 });
    expect(manifest.coverage).toMatchObject({ searched: 3, of: 4 });
    expect(manifest.coverage.systems).toContainEqual({ system: 'mailboxes', status: 'pending', until: '2026-12-04' });
    expect(JSON.parse(entries.get('data/shop/orders.json') as string)).toEqual(orders.map(({ record }) => record));
  });

  it('withholds by default what is free text, about others or never disclosed, and counts it', async () => {
    const { built, entries } = await build(await standardParts());
    const everything = [...entries.values()].join('\n');
    for (const secret of ['Max Sommer', 'K. Bauer', 'wollte Rabatt', '$argon2id$'])
      expect(everything).not.toContain(secret);
    expect(JSON.parse(entries.get('data/crm/notes.json') as string)).toEqual([
      {
        at: '2026-02-03T08:15:00Z',
        text: { withheld: 'free-text-unreviewed' },
        clerk: { withheld: 'others-unreviewed' },
      },
      {
        at: '2026-03-01T08:15:00Z',
        text: { withheld: 'free-text-unreviewed' },
        clerk: { withheld: 'others-unreviewed' },
      },
      { at: '2026-03-05T08:15:00Z', text: '', clerk: null },
    ]);
    const [, , counted] = built.collections;
    expect(Object.fromEntries(counted?.tally.withheld ?? [])).toEqual({
      'free-text-unreviewed': 2,
      'others-unreviewed': 2,
    });
    expect(entries.get('data/crm/notes.csv')).toContain('[withheld: free-text-unreviewed]');
    const report = entries.get('report.html') as string;
    expect(report).toContain('5 Angaben sind zurückgehalten');
    expect(report).toContain('[zurückgehalten: freier Text, noch nicht geprüft]');
  });

  it('shows what an officer released, with the names blacked out, and nothing more', async () => {
    const start = 'Ruft für Nachbar '.length;
    const { entries } = await build(await standardParts(), {}, [
      rule({ released: true }),
      rule({ spanStart: start, spanEnd: start + 'Max Sommer'.length }),
    ]);
    const shown = JSON.parse(entries.get('data/crm/notes.json') as string);
    expect(shown[0].text).toBe('Ruft für Nachbar [geschwärzt] an, Paket fehlt.');
    expect(shown[1].text).toEqual({ withheld: 'free-text-unreviewed' });
    expect([...entries.values()].join('\n')).not.toContain('Max Sommer');
  });

  it('leaves out a record that is withheld as a whole, in every file', async () => {
    const { entries, built } = await build(await standardParts(), {}, [rule({ field: null, valueDigest: null })]);
    expect(JSON.parse(entries.get('data/crm/notes.json') as string)).toHaveLength(2);
    expect((entries.get('data/crm/notes.csv') as string).trim().split('\r\n')).toHaveLength(3);
    expect(built.collections[2]?.tally).toMatchObject({ records: 3, recordsWithheld: 1 });
    expect(entries.get('report.html')).toContain('Davon ist 1 Datensatz ganz zurückgehalten');
  });

  it('writes CSV that no spreadsheet calculates', async () => {
    const { entries } = await build(await standardParts());
    const csv = entries.get('data/shop/orders.csv') as string;
    expect(csv.startsWith('\uFEFFordered_at,total,delivery_note\r\n')).toBe(true);
    expect(csv).toContain(`,1200,"'=HYPERLINK(""http://evil.example"";""x"")"\r\n`);
  });

  it('has a report that runs nothing and loads nothing, whatever the data say', async () => {
    const hostile: PartRecord[] = [
      {
        key: [1],
        record: {
          ordered_at: '"><img src=x onerror=alert(1)>',
          total: 1,
          delivery_note: '<script>alert(1)</script> $t(none) {{x}} <%= 1 %>',
        },
      },
    ];
    const { entries } = await build([await store(shop, 'orders', hostile)]);
    const report = entries.get('report.html') as string;
    expect(report).not.toMatch(/<(script|img|iframe|link|object|embed|form)/i);
    expect(report).not.toMatch(/<[^>]+\s(src|srcset|action|on\w+)=|url\(|@import/i);
    expect(report).toContain('&lt;script&gt;alert(1)&lt;/script&gt; $t(none) {{x}} &lt;%= 1 %&gt;');
    expect(report).toContain(`default-src 'none'`);
    for (const [, target] of report.matchAll(/href="([^"]*)"/g)) expect(target).toMatch(/^#/);
    const anchors = [...report.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const [, target] of report.matchAll(/href="#([^"]*)"/g)) expect(anchors).toContain(target);
  });

  it.each(['de', 'en'] as const)('says of each system what Art. 15 asks (%s)', async (locale) => {
    const { entries } = await build(await standardParts(), { locale });
    const report = entries.get('report.html') as string;
    const said =
      locale === 'de'
        ? [
            '3 von 4 Systemen',
            'Bestellungen ausführen',
            'Vertrag',
            'Art. 6 Abs. 1 lit. b DSGVO',
            'Drei Jahre nach',
            'Paketdienst Elbe GmbH',
            'Vereinigtes Königreich',
            'Von Ihnen selbst',
            'Angemessenheitsbeschluss',
            'keine automatisierten',
            'Nächtliche Sicherung',
            '35 Tage',
            '§ 147 Abs. 1 Nr. 4 AO',
            'dient allein der Datensicherung',
            '4. Dezember 2026',
            'E-Mail-Adresse',
            'Art. 77',
            'Hamburgische Beauftragte',
            'Rückfrage zur Lieferung',
            'Geburtsdatum',
            '12. August 1979',
          ]
        : [
            '3 of 4 systems',
            'Carrying out orders',
            'contract',
            'Article 6(1)(b) GDPR',
            'Three years after',
            'Paketdienst Elbe GmbH',
            'United Kingdom',
            'From you',
            'adequacy decision',
            'no automated',
            'Nightly backup',
            '35 days',
            'section 147(1) no. 4',
            'kept for data security only',
            '4 December 2026',
            'e-mail address',
            'Article 77',
            'Hamburg Commissioner',
            'Question about a delivery',
            'Date of birth',
            '12 August 1979',
          ];
    for (const words of said) expect(report).toContain(words);
    expect(report).toContain(`<html lang="${locale}">`);
    expect(report).not.toContain('other_brand');
    expect(report).not.toContain('undefined');
    // Of a system where nothing was found nothing is said to be processed.
    expect(report.match(locale === 'de' ? /Angaben zur Verarbeitung/g : /About the processing/g)).toHaveLength(3);
    expect(report).not.toContain('[object');
  });

  it('gives files names of its own, whatever a map calls its collections', async () => {
    const names = ['../../etc/passwd', 'CON', 'Ärger & Söhne', 'ärger_söhne', '__proto__', '日本'];
    const map: SystemMap = {
      ...shop,
      system: '..\\evil',
      collections: Object.fromEntries(
        names.map((name) => [name, { key: 'id', purpose: 'order', fields: { a: 'user' }, erasure: 'delete' as const }]),
      ),
    };
    // Object.fromEntries makes `__proto__` an own property, as reading YAML does.
    const parts = await Promise.all(names.map((name) => store(map, name, [{ key: [1], record: { a: name } }])));
    const { entries } = await build(parts, {
      systems: [{ map, outcome: { status: 'found', searchedAt: new Date(0) } }],
    });
    const paths = [...entries.keys()].filter((path) => path.endsWith('.json') && path.startsWith('data/'));
    expect(paths).toEqual([
      'data/evil/etc-passwd.json',
      'data/evil/x-con.json',
      'data/evil/arger-sohne.json',
      'data/evil/arger-sohne-2.json',
      'data/evil/proto.json',
      'data/evil/x.json',
    ]);
  });

  it('shows the first records of a large collection and names the files with all', async () => {
    const many = Array.from({ length: 1234 }, (_, n): PartRecord => ({
      key: [n],
      record: { ordered_at: '2024-01-01', total: n, delivery_note: `Nr. ${n};` },
    }));
    const { entries, built } = await build([await store(shop, 'orders', many, 20_000)]);
    expect(JSON.parse(entries.get('data/shop/orders.json') as string)).toHaveLength(1234);
    expect(built.collections[0]?.tally.records).toBe(1234);
    const report = entries.get('report.html') as string;
    expect(report).toContain(
      'Gezeigt sind die ersten 50. Alle stehen in den Dateien data/shop/orders.json und data/shop/orders.csv.',
    );
    expect(report).toContain('1.234 Datensätze');
    expect(report).toContain('Nr. 49;');
    expect(report).not.toContain('Nr. 50;');
  });

  it('says what "nothing found" may say, and never that nothing is stored', async () => {
    const { entries } = await build([], {
      systems: packageModel().systems.map(({ map }) => ({
        map,
        outcome: { status: 'nothing', searchedAt: new Date(0) },
      })),
    });
    expect(entries.get('report.html')).toContain(
      'in den durchsuchten Systemen nichts gefunden; gespeichert ist dieser Vorgang',
    );
  });
});

describe('a portability package', () => {
  it('holds what was provided or observed under consent or contract, and no report', async () => {
    const { entries } = await build(await standardParts(), { kind: 'portability' });
    expect([...entries.keys()]).toEqual([
      'README.txt',
      'data/shop/customers.json',
      'data/shop/customers.csv',
      'data/shop/orders.json',
      'data/shop/orders.csv',
      'manifest.json',
    ]);
    const [shown] = JSON.parse(entries.get('data/shop/customers.json') as string);
    expect(shown).not.toHaveProperty('score');
    expect(shown).toMatchObject({
      email: 'erika.mustermann@example.org',
      password_hash: { withheld: 'never-disclosed' },
    });
    expect(entries.get('data/shop/customers.csv')).not.toContain('score');
    expect(entries.get('README.txt')).toContain('Art. 20 DSGVO');
  });
});

describe('a package that cannot be built', () => {
  it('leaves nothing in the vault when a part is damaged, missing or sealed under another key', async () => {
    const parts = await standardParts();
    await vault.remove(parts[1]?.files[0] as string);
    await expect(build(parts)).rejects.toMatchObject({ code: 'missing' });
    const foreign = sealingUnder(caseKey());
    const one = inBatches([{ key: [1], record: { total: 1 } }]);
    const strange = await all(new PartWriter(vault, foreign).write(new Set(['total']), one));
    const files = strange.map(({ file }) => file);
    await expect(build([{ system: 'shop', collection: 'orders', files }])).rejects.toThrow();
    const left = await all(vault.list());
    expect(left.filter((name) => name.endsWith('.zip'))).toEqual([]);
    expect(left.length).toBeGreaterThan(0);
  });

  it('refuses parts of a collection that the map does not name', async () => {
    await expect(build([{ system: 'shop', collection: 'constructor', files: ['x'] }])).rejects.toThrow(
      'names no collection',
    );
  });
});
