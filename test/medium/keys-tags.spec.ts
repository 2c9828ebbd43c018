import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { SetClock } from '../../src/platform/clock/clock.js';
import { DataKeys } from '../../src/platform/crypto/data-keys.js';
import { KeyDestroyed, KeyMissing } from '../../src/platform/crypto/errors.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { TAG_PURPOSES, type TagPurpose } from '../../src/platform/crypto/tag-purposes.js';
import { Tags } from '../../src/platform/crypto/tags.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';

const purposes = Object.keys(TAG_PURPOSES) as TagPurpose[];

describe('tags', () => {
  let database: TestDatabase;
  let source: DataSource;
  let clock: SetClock;
  const [oldKek, newKek] = [randomBytes(32), randomBytes(32)];
  const start = async (keks = [oldKek]): Promise<Tags> => {
    const tags = new Tags(new DataKeys(new KeyRing(keks), clock), clock);
    await source.transaction((manager) => tags.load(manager));
    return tags;
  };
  const all = (tags: Tags): string[] => purposes.map((purpose) => tags.tag(purpose, 'email', 'a@b.c').toString('hex'));

  beforeAll(async () => {
    database = await freshDatabase();
    source = await connect(database);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    clock = new SetClock(new Date('2026-05-05T12:00:00Z'));
    await source.query('DELETE FROM data_key');
  });

  it('are not made before the secrets are loaded', () => {
    const tags = new Tags(new DataKeys(new KeyRing([oldKek]), clock), clock);
    expect(() => tags.tag('suppression', 'email', 'a@b.c')).toThrow(KeyMissing);
    expect(() => tags.digest('residue', 'x')).toThrow(KeyMissing);
  });

  it('are the same for processes that start at once, and after a restart', async () => {
    const starters = await Promise.all(Array.from({ length: 4 }, () => start()));
    const restarted = await start();
    for (const tags of starters) expect(all(tags)).toEqual(all(restarted));
    const [counted] = await source.query<{ n: number }[]>(`SELECT count(*)::int AS n FROM data_key`);
    expect(counted?.n).toBe(purposes.length + 1);
  });

  it('follow the published formula', async () => {
    const tags = await start();
    const key = await new DataKeys(new KeyRing([oldKek]), clock).of(source.manager, {
      kind: 'purpose',
      id: 'suppression',
    });
    const expected = createHmac('sha256', key.derive('tag'))
      .update(Buffer.concat([Buffer.of(1), Buffer.from('email'), createHash('sha256').update('a@b.c').digest()]))
      .digest();
    expect(tags.tag('suppression', 'email', 'a@b.c')).toEqual(expected);
    expect(tags.tagOfHash('suppression', 'email', createHash('sha256').update('a@b.c').digest())).toEqual(expected);
    expect(() => tags.tagOfHash('suppression', 'email', Buffer.alloc(20))).toThrow(RangeError);
  });

  it('differ by purpose, kind and value, and kind and value do not run together', async () => {
    const tags = await start();
    const made = [
      ...all(tags),
      tags.tag('plan', 'phone', 'a@b.c').toString('hex'),
      tags.tag('plan', 'email', 'a').toString('hex'),
    ];
    expect(new Set(made).size).toBe(made.length);
  });

  it('stay as they are through a rotation of the key-encryption key', async () => {
    const before = await start();
    await source.transaction((manager) => new DataKeys(new KeyRing([newKek, oldKek]), clock).rotate(manager));
    const after = await start([newKek]);
    expect(all(after)).toEqual(all(before));
    expect(after.digest('residue', 's')('v')).toBe(before.digest('residue', 's')('v'));
  });

  it('of staff change with the quarter, without a restart, and can still be found', async () => {
    const tags = await start();
    const spring = tags.tag('staff', 'staff', 'id-1');
    const tombstone = tags.tag('suppression', 'email', 'a@b.c');
    clock.set(new Date('2026-07-01T00:00:00Z'));
    const summer = tags.tag('staff', 'staff', 'id-1');
    expect(summer).not.toEqual(spring);
    expect(tags.tag('suppression', 'email', 'a@b.c')).toEqual(tombstone);
    expect(tags.tagsOfAllEpochs('staff', 'staff', 'id-1')).toEqual(expect.arrayContaining([spring, summer]));
    clock.set(new Date('2026-10-01T00:00:00Z'));
    expect(() => tags.tag('staff', 'staff', 'id-1')).toThrow(KeyMissing);
    await source.transaction((manager) => tags.load(manager));
    expect(tags.tag('staff', 'staff', 'id-1')).toHaveLength(32);
  });

  it('of staff cannot be computed any more when their retention is over', async () => {
    const tags = await start();
    const spring = tags.tag('staff', 'staff', 'id-1').toString('hex');
    clock.set(new Date('2029-07-01T00:00:00Z'));
    const keys = new DataKeys(new KeyRing([oldKek]), clock);
    const due = await keys.due(source.manager, clock.now());
    expect(due.map(({ owner }) => owner.id)).toEqual(['staff/2026-Q2']);
    await keys.destroy(
      source.manager,
      due.map(({ id }) => id),
      clock.now(),
    );
    await source.transaction((manager) => tags.load(manager));
    const known = tags.tagsOfAllEpochs('staff', 'staff', 'id-1').map((tag) => tag.toString('hex'));
    expect(known).not.toContain(spring);
    expect(known.length).toBeGreaterThan(0);
  });

  it('are not silently made anew when a secret was destroyed', async () => {
    await start();
    await new DataKeys(new KeyRing([oldKek]), clock).destroy(
      source.manager,
      { kind: 'purpose', id: 'suppression' },
      clock.now(),
    );
    await expect(start()).rejects.toThrow(KeyDestroyed);
  });

  it('have digests bound to a scope', async () => {
    const tags = await start();
    const digest = tags.digest('residue', 'erasure-1');
    expect(digest('x')).toBe(tags.digest('residue', 'erasure-1')('x'));
    expect(digest('x')).toMatch(/^[\w-]{32}$/);
    expect(
      new Set([
        digest('x'),
        digest('y'),
        tags.digest('residue', 'erasure-2')('x'),
        tags.digest('plan', 'erasure-1')('x'),
      ]).size,
    ).toBe(4);
  });
});
