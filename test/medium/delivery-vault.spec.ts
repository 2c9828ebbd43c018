import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type PartRecord, UnmappedField } from '../../src/delivery/parts/part-record.js';
import { PartWriter } from '../../src/delivery/parts/part-writer.js';
import { readPart } from '../../src/delivery/parts/read-part.js';
import { FolderVault } from '../../src/delivery/vault/folder.vault.js';
import { sealingUnder } from '../../src/delivery/vault/sealing.js';
import { vaultName, VaultError } from '../../src/delivery/vault/vault.js';
import { newId } from '../../src/platform/ids/ids.js';
import { all, caseKey, inBatches } from './delivery-fixture.js';

let folder: string;
let vault: FolderVault;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'habeas-vault-'));
  vault = new FolderVault(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const aName = (): string => vaultName(newId(), 'part');
const filesOf = async (path: string): Promise<string[]> =>
  (await readdir(path, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);

describe('the vault in a folder', () => {
  it('gives back what was put in, and tells its size and digest', async () => {
    const bytes = randomBytes(300_000);
    const name = aName();
    const stored = await vault.write(name, Readable.from([bytes.subarray(0, 1), bytes.subarray(1)]));
    expect(stored).toEqual({ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest() });
    expect(await buffer(vault.read(name))).toEqual(bytes);
    expect(await all(vault.list())).toEqual([name]);
    const [file] = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.part'));
    expect((await stat(join(folder, file as string))).mode & 0o777).toBe(0o600);
  });

  it('removes, and does not mind what is not there', async () => {
    const name = aName();
    await vault.write(name, Readable.from([Buffer.from('x')]));
    await vault.remove(name);
    await vault.remove(name);
    expect(await all(vault.list())).toEqual([]);
    await expect(buffer(vault.read(name))).rejects.toMatchObject({ code: 'missing' });
    expect(await all(new FolderVault(join(folder, 'none')).list())).toEqual([]);
  });

  it.each([
    '../../etc/passwd',
    'a.part',
    '',
    `${newId()}.exe`,
    `../${newId()}.part`,
    `${newId()}.part/..`,
    `${newId()}.part\n`,
  ])('takes no name but its own: %j', async (name) => {
    await expect(vault.write(name, Readable.from([Buffer.from('x')]))).rejects.toBeInstanceOf(VaultError);
    expect(() => vault.read(name)).toThrow(VaultError);
    await expect(vault.remove(name)).rejects.toBeInstanceOf(VaultError);
  });

  it('keeps nothing of a source that fails, and the earlier file if there was one', async () => {
    const name = aName();
    const failing = () =>
      Readable.from(
        (async function* give() {
          yield randomBytes(100_000);
          throw new Error('the source broke');
        })(),
      );
    await expect(vault.write(name, failing())).rejects.toThrow('the source broke');
    expect(await filesOf(folder)).toEqual([]);
    await vault.write(name, Readable.from([Buffer.from('whole')]));
    await expect(vault.write(name, failing())).rejects.toThrow('the source broke');
    expect((await buffer(vault.read(name))).toString()).toBe('whole');
  });

  it('leaves nothing on a full disk, and stops the source', async () => {
    const disk = join(folder, 'disk');
    await mkdir(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      console.info('skipped: this machine lets nobody mount a small disk');
      return;
    }
    try {
      const small = new FolderVault(disk);
      const source = Readable.from(
        (async function* give() {
          for (let n = 0; n < 100; n++) yield randomBytes(64 * 1024);
        })(),
      );
      await expect(small.write(aName(), source)).rejects.toMatchObject({ code: 'full' });
      expect(source.destroyed).toBe(true);
      expect(await filesOf(disk)).toEqual([]);
      const name = aName();
      await small.write(name, Readable.from([Buffer.from('fits')]));
      expect((await buffer(small.read(name))).toString()).toBe('fits');
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  it('sweeps what killed writers left, and nothing younger', async () => {
    await mkdir(join(folder, 'incoming'));
    await writeFile(join(folder, 'incoming', 'old'), 'x');
    await writeFile(join(folder, 'incoming', 'young'), 'x');
    await utimes(join(folder, 'incoming', 'old'), 1000, 1000);
    expect(await vault.sweep(new Date('2000-01-01'))).toBe(1);
    expect(await readdir(join(folder, 'incoming'))).toEqual(['young']);
    expect(await all(vault.list())).toEqual([]);
  });
});

describe('parts', () => {
  const key = caseKey();
  const sealing = sealingUnder(key);
  const fields = new Set(['name', 'n', 'nested']);
  const record = (n: number): PartRecord => ({
    key: [n, `,"r":{"x":"${n}"}`],
    record: { name: `Jürgen "${n}" \u2028 🦊 \\ \n`, n, nested: { a: [1, null, 'x'] } },
  });

  it('come back record by record as they were, in order, split by size', async () => {
    const records = Array.from({ length: 700 }, (_, n) => record(n));
    const parts = await all(new PartWriter(vault, sealing, 10_000).write(fields, inBatches(records, 33)));
    expect(parts.length).toBeGreaterThan(3);
    expect(parts.map(({ ordinal }) => ordinal)).toEqual(parts.map((_, at) => at));
    expect(parts.reduce((sum, part) => sum + part.records, 0)).toBe(700);
    const back: PartRecord[] = [];
    for (const { file, bytes, sha256 } of parts) {
      const stored = await buffer(vault.read(file));
      expect(stored.length).toBe(bytes);
      expect(stored.length).toBeLessThan(10_000 + 1000);
      expect(createHash('sha256').update(stored).digest()).toEqual(sha256);
      for await (const batch of readPart(vault, sealing, file)) back.push(...batch);
    }
    expect(back).toEqual(records);
  });

  it('hold nothing readable', async () => {
    const [part] = await all(new PartWriter(vault, sealing).write(fields, inBatches([record(1)])));
    expect((await buffer(vault.read(part!.file))).toString('latin1')).not.toMatch(/rgen|name|nested/);
  });

  it('give a record that is longer than a part a part of its own', async () => {
    const long = { key: [2], record: { name: 'x'.repeat(300_000), n: 2, nested: null } };
    const parts = await all(
      new PartWriter(vault, sealing, 1000).write(fields, inBatches([record(1), long, record(3)])),
    );
    expect(parts.map(({ records }) => records)).toEqual([1, 1, 1]);
    expect((await all(readPart(vault, sealing, parts[1]!.file))).flat()).toEqual([long]);
  });

  it('are none for no records', async () => {
    expect(await all(new PartWriter(vault, sealing).write(fields, inBatches([])))).toEqual([]);
    async function* empty(): AsyncGenerator<PartRecord[]> {
      yield [];
      yield [];
    }
    expect(await all(new PartWriter(vault, sealing).write(fields, empty()))).toEqual([]);
    expect(await filesOf(folder)).toEqual([]);
  });

  it('refuse a field that no map describes, and leave no file', async () => {
    const strange = { key: [1], record: { name: 'x', iban: 'DE00' } };
    await expect(all(new PartWriter(vault, sealing).write(fields, inBatches([strange])))).rejects.toBeInstanceOf(
      UnmappedField,
    );
    expect(await filesOf(folder)).toEqual([]);
  });

  it('end with the source that fails, and let it go', async () => {
    let released = false;
    async function* failing(): AsyncGenerator<PartRecord[]> {
      try {
        yield [record(1)];
        throw new Error('the system broke');
      } finally {
        released = true;
      }
    }
    await expect(all(new PartWriter(vault, sealing).write(fields, failing()))).rejects.toThrow('the system broke');
    expect(released).toBe(true);
    expect(await filesOf(folder)).toEqual([]);
  });

  it('do not open when a byte was changed, the end is missing, the name is another or the key', async () => {
    const records = Array.from({ length: 3000 }, (_, n) => record(n));
    const [part] = await all(new PartWriter(vault, sealing).write(fields, inBatches(records, 100)));
    const bytes = await buffer(vault.read(part!.file));
    const altered = Buffer.from(bytes);
    altered[altered.length >> 1]! ^= 1;
    for (const stored of [altered, bytes.subarray(0, bytes.length - 10), bytes.subarray(0, 33 + 65_552)]) {
      await vault.write(part!.file, Readable.from([stored]));
      await expect(all(readPart(vault, sealing, part!.file))).rejects.toThrow();
    }
    const other = aName();
    await vault.write(other, Readable.from([bytes]));
    await expect(all(readPart(vault, sealing, other))).rejects.toThrow();
    await vault.write(part!.file, Readable.from([bytes]));
    await expect(all(readPart(vault, sealingUnder(caseKey()), part!.file))).rejects.toThrow();
    expect((await all(readPart(vault, sealing, part!.file))).flat()).toHaveLength(3000);
    expect(await readFile(join(folder, part!.file.slice(34, 36), part!.file))).toEqual(bytes);
  });
});
