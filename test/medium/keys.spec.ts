import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { SetClock } from '../../src/platform/clock/clock.js';
import { DataKeyEntity } from '../../src/platform/crypto/data-key.entity.js';
import { keyIdOf } from '../../src/platform/crypto/data-key.js';
import { DataKeys } from '../../src/platform/crypto/data-keys.js';
import { KeyDestroyed, KeyMissing, KeyUnreadable } from '../../src/platform/crypto/errors.js';
import { CACHE_MILLISECONDS } from '../../src/platform/crypto/key-cache.js';
import type { KeyOwner } from '../../src/platform/crypto/key-owner.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { insertKeys, KEY_PARAMETERS, keyParameters } from '../../src/platform/crypto/prepared-key.js';
import { newId } from '../../src/platform/ids/ids.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';

const place = { table: 'message', row: 'r', column: 'body' };
const newCase = (): KeyOwner => ({ kind: 'case', id: newId() });
const moment = (text: string): Date => new Date(text);

describe('data keys', () => {
  let database: TestDatabase;
  let source: DataSource;
  let clock: SetClock;
  const [oldKek, newKek] = [randomBytes(32), randomBytes(32)];
  const ring = new KeyRing([oldKek]);
  /** Another process: a cache of its own, perhaps other key-encryption keys. */
  const process = (keys = ring): DataKeys => new DataKeys(keys, clock);
  const rowsOf = (owner: KeyOwner): Promise<DataKeyEntity[]> =>
    source.getRepository(DataKeyEntity).findBy({ ownerKind: owner.kind, ownerId: owner.id });

  beforeAll(async () => {
    database = await freshDatabase();
    source = await connect(database);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });
  beforeEach(async () => {
    clock = new SetClock(moment('2026-05-05T12:00:00Z'));
    await source.query('DELETE FROM data_key');
  });

  it('open in another process what was sealed in one', async () => {
    const owner = newCase();
    const key = await process().create(source.manager, owner, moment('2030-01-01T00:00:00Z'));
    const sealed = key.seal('Grüße', place);
    const reader = process();
    expect((await reader.of(source.manager, owner)).openText(sealed, place)).toBe('Grüße');
    expect((await reader.byId(source.manager, keyIdOf(sealed))).openText(sealed, place)).toBe('Grüße');
    const [row] = await rowsOf(owner);
    expect(row).toMatchObject({ kekId: ring.newest, createdAt: clock.now(), destroyedAt: null });
    expect(row?.destroyAfter).toEqual(moment('2030-01-01T00:00:00Z'));
  });

  it('are one for each owner when two create at once, in whatever order', async () => {
    const owners = Array.from({ length: 200 }, newCase);
    const wishes = owners.map((owner) => ({ owner, destroyAfter: null }));
    const runs = await Promise.all(
      [wishes, [...wishes].reverse(), wishes, [...wishes].reverse()].map((list) =>
        source.transaction((manager) => process().createMany(manager, list)),
      ),
    );
    const idsOf = (keys: { id: string; owner: KeyOwner }[]): [string, string][] =>
      keys.map((key): [string, string] => [key.owner.id, key.id]).sort();
    for (const keys of runs) expect(idsOf(keys)).toEqual(idsOf(runs[0] ?? []));
    expect(await source.getRepository(DataKeyEntity).count()).toBe(owners.length);
    const one = runs[0]?.[0];
    const other = runs[1]?.find((key) => key.id === one?.id);
    expect(other?.openText(one?.seal('x', place) ?? Buffer.alloc(0), place)).toBe('x');
  });

  it('do not lock each other out when two create the same in opposite orders', async () => {
    const [a, b, middle] = [newCase(), newCase(), newCase()];
    const wish = (owner: KeyOwner): { owner: KeyOwner; destroyAfter: null } => ({ owner, destroyAfter: null });
    // A third one stops both half-way, each with its first row inserted.
    const blocker = source.createQueryRunner();
    await blocker.startTransaction();
    await process().create(blocker.manager, middle, null);
    const runs = [
      [a, middle, b],
      [b, middle, a],
    ].map((order) => source.transaction((manager) => process().createMany(manager, order.map(wish))));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await blocker.rollbackTransaction();
    await blocker.release();
    const [first, second] = await Promise.all(runs);
    expect(second?.map((key) => key.id).reverse()).toEqual(first?.map((key) => key.id));
  });

  it('wait for a rival, and take over when it rolls back', async () => {
    const owner = newCase();
    const rival = source.createQueryRunner();
    await rival.startTransaction();
    const lost = await process().create(rival.manager, owner, null);
    const waiting = process().create(source.manager, owner, null);
    await rival.rollbackTransaction();
    await rival.release();
    const key = await waiting;
    expect(key.id).not.toBe(lost.id);
    expect((await process().of(source.manager, owner)).id).toBe(key.id);
  });

  it('come in the order asked for, the same one twice, the absent as null', async () => {
    const [a, b, absent] = [newCase(), newCase(), newCase()];
    const keys = process();
    const made = await keys.createMany(
      source.manager,
      [a, b, a].map((owner) => ({ owner, destroyAfter: null })),
    );
    expect(made.map((key) => key.owner.id)).toEqual([a.id, b.id, a.id]);
    expect(made[0]?.id).toBe(made[2]?.id);
    const many = await process().ofMany(source.manager, [absent, b, a, b]);
    expect(many.map((key) => key?.owner.id ?? null)).toEqual([null, b.id, a.id, b.id]);
    expect(await keys.createMany(source.manager, [])).toEqual([]);
    expect(await keys.ofMany(source.manager, [])).toEqual([]);
    await expect(process().of(source.manager, absent)).rejects.toThrow(KeyMissing);
    await expect(process().byId(source.manager, newId())).rejects.toThrow(KeyMissing);
  });

  it('can be inserted inside the single statement of another room', async () => {
    const owner = newCase();
    const { row, key } = process().prepare(owner, moment('2030-01-01T00:00:00Z'));
    const [counted] = await source.query<{ made: number }[]>(
      `WITH key AS (${insertKeys(1, 2)} RETURNING id) SELECT count(*)::int + $1::int AS made FROM key`,
      [41, ...keyParameters([row])],
    );
    expect(counted?.made).toBe(42);
    expect(keyParameters([row])).toHaveLength(KEY_PARAMETERS);
    const found = await process().of(source.manager, owner);
    expect(found.openText(key.seal('x', place), place)).toBe('x');
  });

  describe('destroyed', () => {
    it('open nothing any more, and the row holds nothing', async () => {
      const owner = newCase();
      const keys = process();
      const key = await keys.create(source.manager, owner, null);
      await keys.of(source.manager, owner);
      expect(await keys.destroy(source.manager, owner, moment('2026-06-01T00:00:00Z'))).toEqual([key.id]);
      for (const reader of [keys, process()]) {
        await expect(reader.of(source.manager, owner)).rejects.toThrow(KeyDestroyed);
        await expect(reader.byId(source.manager, key.id)).rejects.toMatchObject({ code: 'key-destroyed' });
        expect(await reader.ofMany(source.manager, [owner])).toEqual([null]);
      }
      expect(await rowsOf(owner)).toMatchObject([{ wrapped: null, destroyedAt: moment('2026-06-01T00:00:00Z') }]);
    });

    it('are destroyed once: the first moment stays, and the second call names none', async () => {
      const owner = newCase();
      const keys = process();
      const key = await keys.create(source.manager, owner, null);
      await keys.destroy(source.manager, key.id, moment('2026-06-01T00:00:00Z'));
      expect(await keys.destroy(source.manager, [key.id], moment('2027-06-01T00:00:00Z'))).toEqual([]);
      expect(await keys.destroy(source.manager, owner, moment('2027-06-01T00:00:00Z'))).toEqual([]);
      expect(await rowsOf(owner)).toMatchObject([{ destroyedAt: moment('2026-06-01T00:00:00Z') }]);
    });

    it('stay usable when the destroying transaction is rolled back', async () => {
      const owner = newCase();
      const keys = process();
      await keys.create(source.manager, owner, null);
      await expect(
        source.transaction(async (manager) => {
          await keys.destroy(manager, owner, clock.now());
          throw new Error('changed our mind');
        }),
      ).rejects.toThrow('changed our mind');
      await expect(keys.of(source.manager, owner)).resolves.toBeDefined();
    });

    it('do not live on in this process by a read between destruction and commit', async () => {
      const owner = newCase();
      const keys = process();
      await keys.create(source.manager, owner, null);
      await source.transaction(async (manager) => {
        await keys.destroy(manager, owner, clock.now());
        await expect(keys.of(source.manager, owner)).resolves.toBeDefined();
      });
      await expect(keys.of(source.manager, owner)).rejects.toThrow(KeyDestroyed);
    });

    it('live on in another process for half a minute at most, and never for what is stored', async () => {
      const owner = newCase();
      const other = process();
      await process().create(source.manager, owner, null);
      const held = await other.of(source.manager, owner);
      await process().destroy(source.manager, owner, clock.now());
      await expect(source.transaction((manager) => process().assertLiving(manager, [held]))).rejects.toThrow(
        KeyDestroyed,
      );
      clock.advance(CACHE_MILLISECONDS - 1);
      await expect(other.of(source.manager, owner)).resolves.toBe(held);
      clock.advance(1);
      await expect(other.of(source.manager, owner)).rejects.toThrow(KeyDestroyed);
    });

    it('wait for a transaction that stores under the key', async () => {
      const owner = newCase();
      const keys = process();
      const key = await keys.create(source.manager, owner, null);
      const storing = source.createQueryRunner();
      await storing.startTransaction();
      await keys.assertLiving(storing.manager, [key]);
      let dead = false;
      const destroying = process()
        .destroy(source.manager, owner, clock.now())
        .then(() => (dead = true));
      await new Promise((resolve) => setTimeout(resolve, 150));
      expect(dead).toBe(false);
      await storing.commitTransaction();
      await storing.release();
      await destroying;
      expect(dead).toBe(true);
    });

    it('cannot be half dead: the table itself refuses', async () => {
      const owner = newCase();
      await process().create(source.manager, owner, null);
      await expect(source.query(`UPDATE data_key SET destroyed_at = now()`)).rejects.toThrow(/dead_holds_nothing/);
      await expect(source.query(`UPDATE data_key SET wrapped = NULL`)).rejects.toThrow(/dead_holds_nothing/);
    });
  });

  it('die on time: due, postponed, given another date', async () => {
    const keys = process();
    const [soon, later, never] = [newCase(), newCase(), newCase()];
    await keys.createMany(source.manager, [
      { owner: later, destroyAfter: moment('2026-09-01T00:00:00Z') },
      { owner: soon, destroyAfter: moment('2026-06-01T00:00:00Z') },
      { owner: never, destroyAfter: null },
    ]);
    const due = async (text: string): Promise<string[]> =>
      (await keys.due(source.manager, moment(text))).map(({ owner }) => owner.id);
    expect(await due('2026-05-31T23:59:59Z')).toEqual([]);
    expect(await due('2026-06-01T00:00:00Z')).toEqual([soon.id]);
    expect(await due('2030-01-01T00:00:00Z')).toEqual([soon.id, later.id]);
    expect(await keys.postpone(source.manager, soon, moment('2026-05-01T00:00:00Z'))).toBe(false);
    expect(await keys.postpone(source.manager, never, moment('2026-05-01T00:00:00Z'))).toBe(false);
    expect(await keys.postpone(source.manager, soon, moment('2026-07-01T00:00:00Z'))).toBe(true);
    expect(await due('2026-06-15T00:00:00Z')).toEqual([]);
    expect(await keys.setDestroyAfter(source.manager, soon, null)).toBe(true);
    expect(await keys.setDestroyAfter(source.manager, later, moment('2026-05-01T00:00:00Z'))).toBe(true);
    expect(await due('2030-01-01T00:00:00Z')).toEqual([later.id]);
    await keys.destroy(source.manager, later, clock.now());
    expect(await due('2030-01-01T00:00:00Z')).toEqual([]);
    expect(await keys.setDestroyAfter(source.manager, later, clock.now())).toBe(false);
  });

  describe('rotation', () => {
    const both = new KeyRing([newKek, oldKek]);
    const onlyNew = new KeyRing([newKek]);

    it('wraps the living anew, leaves the dead dead, and frees the old key-encryption key', async () => {
      const [living, dead] = [newCase(), newCase()];
      const keys = process();
      const sealed = (await keys.create(source.manager, living, null)).seal('x', place);
      const { id } = await keys.create(source.manager, dead, null);
      await keys.destroy(source.manager, dead, clock.now());
      const before = await rowsOf(dead);

      const rotating = process(both);
      expect(await source.transaction((manager) => rotating.rotate(manager))).toEqual({ rewrapped: 1, remaining: [] });
      expect(await rowsOf(dead)).toEqual(before);
      const after = process(onlyNew);
      expect((await after.of(source.manager, living)).openText(sealed, place)).toBe('x');
      await expect(after.byId(source.manager, id)).rejects.toThrow(KeyDestroyed);
      await expect(process(ring).of(source.manager, living)).rejects.toThrow(KeyUnreadable);
      expect(await source.transaction((manager) => rotating.rotate(manager))).toEqual({ rewrapped: 0, remaining: [] });
    });

    it('goes through more keys than one batch', async () => {
      const wishes = Array.from({ length: 2_500 }, () => ({ owner: newCase(), destroyAfter: null }));
      await process().createMany(source.manager, wishes);
      const result = await source.transaction((manager) => process(both).rotate(manager));
      expect(result).toEqual({ rewrapped: 2_500, remaining: [] });
      const keys = await process(onlyNew).ofMany(
        source.manager,
        wishes.map(({ owner }) => owner),
      );
      expect(keys.every((key) => key !== null)).toBe(true);
    });

    it('reports what it cannot read, and does not stop at it', async () => {
      const foreign = new KeyRing([randomBytes(32)]);
      await process(foreign).create(source.manager, newCase(), null);
      await process().create(source.manager, newCase(), null);
      expect(await source.transaction((manager) => process(both).rotate(manager))).toEqual({
        rewrapped: 1,
        remaining: [{ kekId: foreign.newest, keys: 1, newest: false, atHand: false }],
      });
      expect(await process(onlyNew).wrappings(source.manager)).toHaveLength(2);
    });

    it.each(['destroyed first', 'rotated first'])('beside a destruction (%s): shredded stays dead', async (order) => {
      const owner = newCase();
      await process().create(source.manager, owner, null);
      const destroy = (manager = source.manager): Promise<unknown> => process().destroy(manager, owner, clock.now());
      const rotate = (manager = source.manager): Promise<unknown> => process(both).rotate(manager);
      const [first, second] = order === 'destroyed first' ? [destroy, rotate] : [rotate, destroy];
      const runner = source.createQueryRunner();
      await runner.startTransaction();
      await first(runner.manager);
      const other = source.transaction((manager) => second(manager));
      await new Promise((resolve) => setTimeout(resolve, 100));
      await runner.commitTransaction();
      await runner.release();
      await other;
      expect(await rowsOf(owner)).toMatchObject([{ wrapped: null, destroyedAt: clock.now() }]);
    });
  });

  describe('after a restore', () => {
    it('are destroyed again when the ledger calls them destroyed', async () => {
      const [gone, alive] = [newCase(), newCase()];
      const keys = process();
      const sealed = (await keys.create(source.manager, gone, null)).seal('x', place);
      await keys.create(source.manager, alive, null);
      const backup = await source.getRepository(DataKeyEntity).find();
      const destroyed = await keys.destroy(source.manager, gone, clock.now());

      await source.query('DELETE FROM data_key');
      await source.getRepository(DataKeyEntity).insert(backup);
      const restarted = process();
      expect((await restarted.of(source.manager, gone)).openText(sealed, place)).toBe('x');
      expect(await restarted.redestroy(source.manager, [...destroyed, newId()])).toEqual(destroyed);
      await expect(restarted.of(source.manager, gone)).rejects.toThrow(KeyDestroyed);
      await expect(restarted.of(source.manager, alive)).resolves.toBeDefined();
      expect(await restarted.redestroy(source.manager, destroyed)).toEqual([]);
      expect(await restarted.redestroy(source.manager, [])).toEqual([]);
    });

    it('cannot be read from a back-up whose key-encryption key is gone', async () => {
      const owner = newCase();
      await process().create(source.manager, owner, null);
      const backup = await rowsOf(owner);
      await source.transaction((manager) => process(new KeyRing([newKek, oldKek])).rotate(manager));
      await source.query('DELETE FROM data_key');
      await source.getRepository(DataKeyEntity).insert(backup);
      await expect(process(new KeyRing([newKek])).of(source.manager, owner)).rejects.toThrow(KeyUnreadable);
    });
  });

  it('keep no secret in the database', async () => {
    const key = await process().create(source.manager, newCase(), null);
    const [dump] = await source.query<{ all: string }[]>(`SELECT string_agg(d::text, '') AS all FROM data_key d`);
    for (const secret of [oldKek, key.derive('seal')]) expect(dump?.all).not.toContain(secret.toString('hex'));
  });
});
