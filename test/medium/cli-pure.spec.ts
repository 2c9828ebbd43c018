import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signCheckpoint } from '../../src/ledger/notes/checkpoint.js';
import { formatTlogProof } from '../../src/ledger/notes/tlog-proof.js';
import { formatVerifierKey } from '../../src/ledger/notes/verifier-key.js';
import { leafHash } from '../../src/ledger/tree/hashing.js';
import { habeas } from '../kit/program.js';

const MAPS = join(import.meta.dirname, '../../src/demo/company/maps');

describe('commands that need nothing but files', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'habeas-cli-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('help teaches: every command has an example', async () => {
    const { out, code } = await habeas(['--help']);
    expect(code).toBe(0);
    for (const name of ['start', 'migrate', 'demo', 'request', 'map', 'ledger', 'keys', 'systems', 'staff'])
      expect(out).toContain(`  ${name}`);
    const submit = await habeas(['request', 'submit', '--help']);
    expect(submit.out).toMatch(/Examples:\n {2}\$ habeas request submit/);
    expect(submit.out).toContain('--json');
  });

  it.each([
    [['no-such-command'], 'unknown command'],
    [['map', 'lint'], 'missing required argument'],
    [['request', 'list', '--limit', 'many'], 'whole number'],
    [['ledger', 'receipt', 'verify', 'file'], 'required option'],
    [['request', 'approve', 'x'], '--hash'],
    [['keys', 'generate', 'constructor'], 'no kind of key'],
    [['map', 'lint', '/no/such/folder'], 'is not there'],
    [['request', 'show', '../../v1/systems', '--key', 'hbs_x'], 'neither an id nor a reference'],
    [['request', 'hold', '0199a0a0-0000-7000-8000-000000000000'], 'Either --reason'],
    [['staff', 'add', '--name', 'X', '--email', 'x@example.test', '--role', 'root'], 'no role root'],
    [['map', 'scan', '--system', 'shop', '--url', 'postgres://u:secret@db/x'], 'takes a reference'],
  ])('%j is a matter of usage: exit 2, one plain sentence', async (args, sentence) => {
    const { code, out, err } = await habeas(args, { HABEAS_HOME: folder });
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/\n\s+at |secret/);
  });

  it('settings that cannot be used are named, with an example', async () => {
    const { code, err } = await habeas(['migrate'], {
      HABEAS_HOME: folder,
      PORT: 'abc',
      DATABASE_URL: 'mysql://u:hunter2@db/x',
    });
    expect(code).toBe(2);
    expect(err).toContain('PORT');
    expect(err).toContain('Example: DATABASE_URL=');
    expect(err).not.toMatch(/hunter2|\n\s+at /);
  });

  it('nobody answers: exit 3', async () => {
    const { code, err } = await habeas(['request', 'list', '--url', 'http://127.0.0.1:1'], {
      HABEAS_API_KEY: 'hbs_secret',
    });
    expect(code).toBe(3);
    expect(err).toContain('Nobody answers at http://127.0.0.1:1');
    expect(err).not.toContain('hbs_secret');
  });

  it('a database that is not there: exit 3, and its password is not repeated', async () => {
    const { code, err } = await habeas(['keys', 'status'], {
      HABEAS_HOME: folder,
      DATABASE_URL: 'postgres://u:hunter2@127.0.0.1:1/x',
    });
    expect(code).toBe(3);
    expect(err).toContain('does not answer');
    expect(err).not.toMatch(/hunter2|\n\s+at /);
  });

  it('map lint: sound maps, and a broken one with its line', async () => {
    expect(await habeas(['map', 'lint', MAPS])).toMatchObject({ code: 0, out: '3 maps: 0 errors, 0 warnings.\n' });
    const broken = join(folder, 'broken.yaml');
    await writeFile(
      broken,
      (await readFile(join(MAPS, 'crm.yaml'), 'utf8')).replace('belongsTo: { contacts:', 'belongsTo: { nowhere:'),
    );
    const { code, out } = await habeas(['map', 'lint', broken, '--json']);
    expect(code).toBe(1);
    const { errors, findings } = JSON.parse(out) as { errors: number; findings: { file: string; line: number }[] };
    expect(errors).toBeGreaterThan(0);
    expect(findings[0]).toMatchObject({ file: broken, line: expect.any(Number) as number });
    expect(findings[0]!.line).toBeGreaterThan(1);
  });

  it('map import-fides writes maps and leaves existing files alone', async () => {
    const dataset = join(folder, 'dataset.yml');
    await writeFile(
      dataset,
      'dataset:\n  - fides_key: shop\n    name: Shop\n    collections:\n      - name: customer\n        fields:\n          - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true } }\n          - { name: email, data_categories: [user.contact.email], fides_meta: { identity: email } }\n',
    );
    const piped = await habeas(['map', 'import-fides', dataset]);
    expect(piped).toMatchObject({ code: 0 });
    expect(piped.out).toMatch(/identifiedBy:\s+email: email/);
    const out = join(folder, 'imported');
    expect((await habeas(['map', 'import-fides', dataset, '--out', out])).code).toBe(0);
    expect(await readFile(join(out, 'shop.yaml'), 'utf8')).toContain('system: shop');
    expect(await habeas(['map', 'import-fides', dataset, '--out', out])).toMatchObject({
      code: 2,
      err: expect.stringContaining('left alone') as string,
    });
  });

  it('keys generate: a private file, never overwritten', async () => {
    const file = join(folder, 'kek');
    expect((await habeas(['keys', 'generate', 'kek', '--out', file])).code).toBe(0);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const before = await readFile(file, 'utf8');
    expect(Buffer.from(before, 'base64')).toHaveLength(32);
    expect((await habeas(['keys', 'generate', 'kek', '--out', file])).code).toBe(2);
    expect(await readFile(file, 'utf8')).toBe(before);
    const ledger = join(folder, 'ledger.pem');
    await habeas(['keys', 'generate', 'ledger', '--out', ledger]);
    const { out } = await habeas(['ledger', 'key'], { LEDGER_KEY_FILE: ledger, HABEAS_HOME: folder });
    expect(out).toMatch(/^habeas\.localhost\/ledger\+[0-9a-f]{8}\+[A-Za-z0-9+/]{44}\n$/);
  });

  it('ledger receipt verify: a true one, a changed one, another key, no receipt', async () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = formatVerifierKey('a.test/log', privateKey);
    const entry = { id: 'e', kind: 'answer.sent', at: '2026-11-23T10:00:00.000Z', data: { done: 1 } };
    const leaf = JSON.stringify({ clock: { database: entry.at, skew: 0, state: 'agree' }, entry, index: 0, v: 1 });
    const receipt = (text: string): string =>
      formatTlogProof({
        extra: Buffer.from(JSON.stringify({ leaf: text, de: '', en: '' })),
        index: 0,
        hashes: [],
        checkpoint: signCheckpoint({ origin: 'a.test/log', size: 1, root: leafHash(leaf) }, privateKey),
      });
    const file = join(folder, 'one.tlog-proof');
    await writeFile(file, receipt(leaf));
    const verify = (...keys: string[]) =>
      habeas(['ledger', 'receipt', 'verify', file, ...keys.flatMap((one) => ['--key', one])]);
    const valid = await verify(key);
    expect(valid.code).toBe(0);
    expect(valid.out).toContain('Valid: leaf 0 of 1 in a.test/log.');
    expect(valid.out).toContain('not the erasure itself');
    const other = formatVerifierKey('a.test/log', generateKeyPairSync('ed25519').privateKey);
    expect((await verify(other)).code).toBe(1);
    expect((await verify(other, key)).code).toBe(0);
    expect(await verify('nonsense')).toMatchObject({
      code: 2,
      err: expect.stringContaining('verifier key reads') as string,
    });
    await writeFile(file, receipt(leaf.replace('2026', '2025')));
    expect(await verify(key)).toMatchObject({ code: 1, out: expect.stringContaining('Not valid') as string });
    await writeFile(file, 'hello');
    expect((await verify(key)).code).toBe(1);
  });
});
