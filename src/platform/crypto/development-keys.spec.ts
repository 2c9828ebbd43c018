import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createPrivateKey, randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings, SettingsError, type Settings } from '../settings/settings.js';
import { developmentKeys } from './development-keys.js';
import { KeyRing } from './key-ring.js';
import { createPrivateFile } from './private-file.js';

const mode = (path: string): string => (statSync(path).mode & 0o777).toString(8);
const newKek = (): string => randomBytes(32).toString('base64');

describe('the keys of the house', () => {
  let home: string;
  const settings = (more: Record<string, string> = {}): Settings => readSettings({ HABEAS_HOME: home, ...more });
  const keyFile = (content: string, permissions = 0o600): Settings => {
    const path = join(home, 'given');
    writeFileSync(path, content);
    chmodSync(path, permissions);
    return settings({ KEY_ENCRYPTION_KEY_FILE: path });
  };

  beforeEach(() => (home = mkdtempSync(join(tmpdir(), 'habeas-keys-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  it('are generated in development, private, with a warning, and once', () => {
    const first = developmentKeys(settings());
    expect(mode(join(home, 'keys', 'kek'))).toBe('600');
    expect(mode(join(home, 'keys', 'ledger.pem'))).toBe('600');
    expect(mode(join(home, 'keys'))).toBe('700');
    expect(first.warnings).toHaveLength(2);
    expect(first.warnings.join()).toContain(join(home, 'keys', 'kek'));
    const before = readFileSync(first.keyEncryptionKeyFile ?? '', 'utf8');
    expect(developmentKeys(settings())).toEqual(first);
    expect(readFileSync(first.keyEncryptionKeyFile ?? '', 'utf8')).toBe(before);
    expect(readdirSync(join(home, 'keys')).sort()).toEqual(['kek', 'ledger.pem']);
    expect(first.warnings.join()).not.toContain(before.trim());
  });

  it('make the same ring at the next start', () => {
    const [first, second] = [KeyRing.from(settings()), KeyRing.from(settings())];
    expect(first.newest).toBe(second.newest);
    expect(first.warnings.join()).toContain('development');
  });

  it('sign the ledger by Ed25519, as PKCS#8', () => {
    const { ledgerKeyFile } = developmentKeys(settings());
    const pem = readFileSync(ledgerKeyFile ?? '', 'utf8');
    expect(pem).toMatch(/^-----BEGIN PRIVATE KEY-----/);
    expect(createPrivateKey(pem).asymmetricKeyType).toBe('ed25519');
  });

  it('are never generated in production', () => {
    expect(() => developmentKeys(settings({ NODE_ENV: 'production' }))).toThrow(SettingsError);
    expect(() => KeyRing.from(settings({ NODE_ENV: 'production' }))).toThrow(
      /KEY_ENCRYPTION_KEY: .+Example: KEY_ENCRYPTION_KEY_FILE=/,
    );
    const given = developmentKeys(settings({ NODE_ENV: 'production', KEY_ENCRYPTION_KEY: newKek() }));
    expect(given).toMatchObject({ ledgerKeyFile: undefined, warnings: [] });
    expect(readdirSync(home)).toEqual([]);
  });

  it('come from a variable', () => {
    const kek = newKek();
    expect(KeyRing.from(settings({ KEY_ENCRYPTION_KEY: kek })).newest).toBe(
      new KeyRing([Buffer.from(kek, 'base64')]).newest,
    );
  });

  it('come from a file, newest first', () => {
    const [newest, older] = [newKek(), newKek()];
    const ring = KeyRing.from(keyFile(`# rotated in spring\n${newest}\r\n\n  ${older}  \n`));
    expect(ring.ids).toEqual([newest, older].map((key) => new KeyRing([Buffer.from(key, 'base64')]).newest));
    expect(ring.warnings).toEqual([]);
    expect(readdirSync(home)).toEqual(['given']);
  });

  it.each([0o640, 0o604, 0o644, 0o660, 0o666, 0o620])('refuse a file of mode %o', (permissions) => {
    expect(() => KeyRing.from(keyFile(newKek(), permissions))).toThrow(
      /KEY_ENCRYPTION_KEY_FILE: .+chmod 600.+Example: /s,
    );
  });

  it('refuse a generated key that was opened to others later', () => {
    chmodSync(developmentKeys(settings()).keyEncryptionKeyFile ?? '', 0o644);
    expect(() => KeyRing.from(settings())).toThrow(SettingsError);
  });

  it.each([
    ['', 'no key'],
    ['# nothing\n', 'no key'],
    ['short', 'line 1'],
    [`${'A'.repeat(43)}=\n\n${'canary'.repeat(8)}`, 'line 3'],
    [`${'A'.repeat(42)}B=`, 'line 1'],
    [`${'A'.repeat(43)}= trailing`, 'line 1'],
    ['\u0000'.repeat(44), 'line 1'],
  ])('refuse a file with %j, without repeating it', (content, complaint) => {
    expect(() => KeyRing.from(keyFile(content))).toThrow(new RegExp(`KEY_ENCRYPTION_KEY_FILE: .*${complaint}`));
    expect(() => KeyRing.from(keyFile(content))).not.toThrow(/canary/);
  });

  it('name the variable of a file that is missing, or a folder', () => {
    for (const path of [join(home, 'absent'), home]) {
      expect(() => KeyRing.from(settings({ KEY_ENCRYPTION_KEY_FILE: path }))).toThrow(
        /KEY_ENCRYPTION_KEY_FILE: .+Example/,
      );
    }
  });

  it('refuse two sources at once', () => {
    const both = settings({ KEY_ENCRYPTION_KEY: newKek(), KEY_ENCRYPTION_KEY_FILE: join(home, 'other') });
    expect(() => KeyRing.from(both)).toThrow(/KEY_ENCRYPTION_KEY: .+KEY_ENCRYPTION_KEY_FILE/);
  });

  it('are written by the first of two starters alone', () => {
    const path = join(home, 'deep', 'kek');
    expect(createPrivateFile(path, 'first')).toBe(true);
    expect(createPrivateFile(path, 'second')).toBe(false);
    expect(readFileSync(path, 'utf8')).toBe('first');
    expect(readdirSync(join(home, 'deep'))).toEqual(['kek']);
  });
});
