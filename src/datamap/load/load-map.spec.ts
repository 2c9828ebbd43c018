import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sentence } from '../finding.js';
import { loadMapFolder } from './load-folder.js';
import { loadMap } from './load-map.js';

const small = `habeas: 1
system: crm
title: CRM
connector: postgres
connection: { url: env:CRM_URL }
controllers: [acme]
purposes: { care: { title: Care, basis: 6(1)(b), ends: later } }
recipients: []
source: none
transfers: none
automatedDecisions: none
copies: { backup: { title: Back-up, kind: backup, kept: P30D } }
collections:
  contacts:
    key: id
    purpose: care
    identifiedBy: { email: email }
    fields: { email: user.contact.email }
    erasure: delete
`;

function refused(text: string): { code: string; line: number; message: string }[] {
  const loaded = loadMap('crm.yaml', text);
  return loaded.status === 'refused' ? loaded.findings : [];
}

function bomb(): string {
  const levels = Array.from({ length: 9 }, (_unused, n) =>
    n === 0
      ? 'a0: &a0 [x, x, x, x, x, x, x, x, x]'
      : `a${n}: &a${n} [${Array(9)
          .fill(`*a${n - 1}`)
          .join(', ')}]`,
  );
  return `${levels.join('\n')}\n${small}`;
}

it('reads a map', () => {
  const loaded = loadMap('crm.yaml', small);
  expect(loaded).toMatchObject({ status: 'loaded', map: { system: 'crm', collections: { contacts: { key: 'id' } } } });
});

it('reads a map with a byte order mark and Windows line ends', () => {
  const loaded = loadMap('crm.yaml', `\uFEFF${small.replaceAll('\n', '\r\n')}`);
  expect(loaded).toMatchObject({ status: 'loaded', map: { system: 'crm' } });
});

const hostile: [what: string, text: string, code: string, line?: number][] = [
  ['nothing', '', 'schema/type'],
  ['a list', '- 1\n- 2', 'schema/type'],
  ['a text', 'hello', 'schema/type'],
  ['a bomb of aliases', bomb(), 'yaml/too-many-aliases'],
  ['an alias to nothing', small.replace('title: CRM', 'title: *nobody'), 'yaml/bad-alias', 3],
  ['a key that stands twice', small.replace('connector:', 'system: b\nconnector:'), 'yaml/duplicate-key', 4],
  [
    'a column that stands twice',
    small.replace('{ email: user.contact.email }', '{ email: user, email: user }'),
    'yaml/duplicate-key',
    18,
  ],
  [
    'a prototype',
    small.replace('collections:', '__proto__: { polluted: true }\ncollections:'),
    'yaml/forbidden-key',
    13,
  ],
  [
    'a prototype deep inside connection',
    small.replace('{ url: env:CRM_URL }', '{ ssl: { __proto__: { a: 1 } } }'),
    'yaml/forbidden-key',
    5,
  ],
  [
    'a constructor as column',
    small.replace('fields: { email', 'fields: { constructor: user, email'),
    'yaml/forbidden-key',
    18,
  ],
  ['tabs', small.replace('  contacts:', '\tcontacts:'), 'yaml/tab-as-indent', 14],
  ['two documents', `${small}---\n${small}`, 'yaml/multiple-docs'],
  ['a tag that makes objects', small.replace('title: CRM', 'title: !!js/function "x"'), 'yaml/tag-resolve-failed', 3],
  [
    'a number no JavaScript holds',
    small.replace('{ url: env:CRM_URL }', '{ port: 12345678901234567890 }'),
    'yaml/inexact-number',
    5,
  ],
  ['not a number', small.replace('{ url: env:CRM_URL }', '{ port: .nan }'), 'yaml/inexact-number', 5],
  ['a key that is a list', small.replace('title: CRM', '? [a, b]\n: c\ntitle: CRM'), 'yaml/non-string-key'],
  ['ten thousand brackets', '['.repeat(10_000), 'yaml/bad-indent'],
  [
    'nested too deeply',
    small.replace('{ url: env:CRM_URL }', `{ a: ${'['.repeat(60)}${']'.repeat(60)} }`),
    'yaml/too-deep',
    5,
  ],
  ['more than a megabyte', `${small}# ${'x'.repeat(1_100_000)}`, 'yaml/too-large'],
  ['an unclosed quote', small.replace('title: CRM', 'title: "CRM'), 'yaml/missing-char'],
  ['another version', small.replace('habeas: 1', 'habeas: 2'), 'schema/const', 1],
  ['a version as text', small.replace('habeas: 1', "habeas: '1'"), 'schema/const', 1],
  [
    'an unknown name',
    small.replace('erasure: delete', 'erasure: delete\n    erazure: mask'),
    'schema/additionalProperties',
    14,
  ],
  ['SQL as system', small.replace('system: crm', 'system: "crm; drop table"'), 'schema/pattern', 2],
  ['a map as key', small.replace('key: id', 'key: { a: b }'), 'schema/type', 15],
  ['an empty key', small.replace('key: id', 'key: []'), 'schema/minItems', 15],
  ['no way to erase', small.replace('erasure: delete', 'erasure: shred'), 'schema/enum', 19],
  [
    'retain and keep at once',
    small.replace(
      'erasure: delete',
      'erasure: { retain: { ground: a/b, keep: [email] }, keep: { ground: a/b, reason: x } }',
    ),
    'schema/maxProperties',
    19,
  ],
  [
    'no way to mask',
    small.replace('email: user.contact.email', 'email: { category: user, mask: { encrypt: true } }'),
    'schema/oneOf',
    18,
  ],
  [
    'a path that is none',
    small.replace('email: user.contact.email', "email: { category: user, mask: { json: ['a..b'] } }"),
    'schema/oneOf',
    18,
  ],
  ['half a language', small.replace('title: CRM', 'title: { en: CRM }'), 'schema/required', 3],
  ['a duration in words', small.replace('kept: P30D', 'kept: thirty days'), 'schema/pattern', 12],
  ['an empty duration', small.replace('kept: P30D', 'kept: P'), 'schema/pattern', 12],
  [
    'a contact that is no mailbox',
    small.replace('recipients: []', 'recipients: [{ name: A, role: processor, contact: nobody }]'),
    'schema/format',
    8,
  ],
  [
    'no collections',
    small.slice(0, small.indexOf('  contacts')).replace('collections:', 'collections: {}'),
    'schema/minProperties',
    13,
  ],
];

it.each(hostile.map(([what, text, code, line]) => ({ what, text, code, line })))(
  'refuses $what',
  ({ text, code, line }) => {
    const found = refused(text);
    expect(found.map((one) => one.code)).toContain(code);
    if (line !== undefined) expect(found.find((one) => one.code === code)!.line).toBe(line);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  },
);

it('says of one wrong mask one thing', () => {
  expect(
    refused(small.replace('email: user.contact.email', 'email: { category: user, mask: { hash: { length: 2 } } }')),
  ).toHaveLength(1);
});

it('reads long tables in seconds, not minutes', () => {
  const names = Array.from({ length: 60_000 }, (_unused, index) => `k${index}: 1`).join('\n');
  const start = performance.now();
  expect(refused(names)[0]!.code).toBe('article-15-fact-missing');
  expect(performance.now() - start).toBeLessThan(20_000);
});

it('never throws, whatever it is given', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.json(),
        fc
          .array(fc.constantFrom('a', ':', ' ', '\n', '-', '[', '{', '&', '*', '!', '"', '#', '|', '>', '\t', '%', '?'))
          .map((signs) => signs.join('')),
      ),
      (text) => {
        expect(['loaded', 'refused']).toContain(loadMap('x', text).status);
      },
    ),
    { numRuns: 500 },
  );
});

it('survives any line of a good map being cut away', () => {
  const lines = small.split('\n');
  for (const [index] of lines.entries()) {
    const text = lines.filter((_line, other) => other !== index).join('\n');
    const loaded = loadMap('crm.yaml', text);
    for (const finding of loaded.status === 'refused' ? loaded.findings : []) {
      expect(finding.line).toBeGreaterThan(0);
      expect(sentence(finding)).toMatch(/^crm\.yaml:\d+:\d+ error [\w/-]+: /);
    }
  }
});

describe('a folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'habeas-maps-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives maps in the order of their names, and what is wrong with each', async () => {
    await writeFile(join(folder, 'b.yaml'), small);
    await writeFile(
      join(folder, 'a.yml'),
      small.replace('system: crm', 'system: shop').replace('user.contact.email', 'user.contact.emial'),
    );
    await writeFile(join(folder, 'controllers.yaml'), 'not: a map');
    await writeFile(join(folder, 'notes.txt'), 'nothing');
    await mkdir(join(folder, 'folder.yaml'));
    await writeFile(join(folder, 'broken.yaml'), 'a: [');
    await writeFile(join(folder, 'latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe4]));
    const { maps, findings } = await loadMapFolder(folder);
    expect(maps.map((one) => one.map.system)).toEqual(['shop', 'crm']);
    expect(findings.map((one) => [one.file.slice(folder.length + 1), one.code])).toEqual([
      ['a.yml', 'category-unknown'],
      ['broken.yaml', expect.stringMatching(/^yaml\//)],
      ['latin.yaml', 'yaml/not-utf-8'],
    ]);
    expect(findings[0]).toMatchObject({ line: 18, hint: 'Did you mean user.contact.email?' });
  });

  it('refuses two files for one system', async () => {
    await writeFile(join(folder, 'a.yaml'), small);
    await writeFile(join(folder, 'b.yaml'), small);
    const { findings } = await loadMapFolder(folder);
    expect(findings).toMatchObject([
      { code: 'system-twice', severity: 'error', line: 2, file: join(folder, 'b.yaml') },
    ]);
  });
});

it('publishes a schema in which every name of a map is described or typed', () => {
  const schema = JSON.parse(readFileSync('src/datamap/datamap.schema.json', 'utf8')) as {
    properties: Record<string, { description?: string; const?: unknown }>;
  };
  for (const [name, property] of Object.entries(schema.properties))
    expect([name, property.description ?? '']).not.toEqual([name, '']);
});
