import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { partsOf, replaceParts } from '../../src/delivery/parts/parts.repository.js';
import { Part } from '../../src/delivery/parts/part.entity.js';
import { Exclusion } from '../../src/delivery/review/exclusion.entity.js';
import { newId } from '../../src/platform/ids/ids.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';

const now = new Date('2026-11-23T10:00:00Z');
let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  source = await connect(database);
});
afterAll(async () => {
  await source.destroy();
  await database.drop();
});

/** Runs on rows whose case and request exist only as far as a test of this room needs: foreign keys are not checked. */
async function lone<T>(work: (manager: DataSource['manager']) => Promise<T>): Promise<T> {
  const owner = await connect({ ...database, url: database.ownerUrl });
  try {
    return await owner.transaction(async (manager) => {
      await manager.query(`SET LOCAL session_replication_role = replica`);
      return work(manager);
    });
  } finally {
    await owner.destroy();
  }
}

const part = (ordinal: number, file = `${newId()}.part`) => ({
  id: newId(),
  ordinal,
  file,
  records: 3,
  bytes: 100,
  sha256: randomBytes(32),
});

describe('the tables of delivery', () => {
  it('are as the migration makes them', async () => {
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    const own = upQueries.map(({ query }) => query).filter((query) => /"(part|exclusion|package|download)/.test(query));
    expect(own).toEqual([]);
  });

  it('replace what was collected before, and name the files that are no longer needed', async () => {
    const of = { requestId: newId(), caseId: newId(), system: 'shop', collection: 'orders' };
    await lone(async (manager) => {
      const other = { ...of, collection: 'customers' };
      await replaceParts(manager, other, [part(0)], now);
      const first = [part(0), part(1), part(2)];
      expect(await replaceParts(manager, of, first, now)).toEqual([]);
      const again = [part(0), part(1)];
      expect((await replaceParts(manager, of, again, now)).sort()).toEqual(first.map(({ file }) => file).sort());
      // The same parts once more: nothing is replaced, nothing doubled.
      expect(await replaceParts(manager, of, again, now)).toEqual([]);
      const stored = await partsOf(manager, of.requestId);
      expect(stored.map(({ collection, ordinal, file }) => [collection, ordinal, file])).toEqual([
        ['customers', 0, stored[0]?.file],
        ['orders', 0, again[0]?.file],
        ['orders', 1, again[1]?.file],
      ]);
      expect(stored[1]?.sha256).toEqual(again[0]?.sha256);
      expect((await replaceParts(manager, of, [], now)).length).toBe(2);
    });
  });

  it('keep what an officer decided when a part is collected again', async () => {
    const of = { requestId: newId(), caseId: newId(), system: 'crm', collection: 'notes' };
    const one = part(0);
    const exclusion = {
      id: newId(),
      requestId: of.requestId,
      partId: one.id,
      system: 'crm',
      collection: 'notes',
      recordDigest: 'd',
      field: 'text',
      spanStart: null,
      spanEnd: null,
      valueDigest: null,
      reason: 'rights-of-others' as const,
      released: false,
      setBy: newId(),
      setAt: now,
    };
    // Here the foreign key between part and exclusion is what is tested, so the others are taken away, in this transaction.
    const owner = await connect({ ...database, url: database.ownerUrl });
    const runner = owner.createQueryRunner();
    await runner.startTransaction();
    await runner.query(`ALTER TABLE part DROP CONSTRAINT part_request_fk, DROP CONSTRAINT part_case_fk`);
    await runner.query(`ALTER TABLE exclusion DROP CONSTRAINT exclusion_request_fk`);
    await replaceParts(runner.manager, of, [one], now);
    await runner.manager.insert(Exclusion, exclusion);
    await replaceParts(runner.manager, of, [part(0)], now);
    expect(await runner.manager.findOneByOrFail(Exclusion, { id: exclusion.id })).toMatchObject({
      partId: null,
      recordDigest: 'd',
    });
    await runner.rollbackTransaction();
    await runner.release();
    await owner.destroy();
  });

  it.each([
    ['a span without a field', { field: null, spanStart: 0, spanEnd: 3, valueDigest: 'v' }],
    ['a span of an unknown text', { spanStart: 0, spanEnd: 3, valueDigest: null }],
    ['a span that ends before it begins', { spanStart: 3, spanEnd: 3, valueDigest: 'v' }],
    ['half a span', { spanStart: 3, spanEnd: null, valueDigest: 'v' }],
    ['a released span', { spanStart: 0, spanEnd: 3, valueDigest: 'v', released: true }],
    ['a release of an unknown text', { released: true, valueDigest: null }],
  ])('refuse %s', async (_what, change) => {
    await expect(
      lone((manager) =>
        manager.insert(Exclusion, {
          id: newId(),
          requestId: newId(),
          partId: null,
          system: 's',
          collection: 'c',
          recordDigest: 'd',
          field: 'f',
          spanStart: null,
          spanEnd: null,
          reason: 'rights-of-others',
          released: false,
          setBy: newId(),
          setAt: now,
          ...change,
        }),
      ),
    ).rejects.toThrow(/exclusion_(span|release)/);
  });

  it('belong to a request that exists', async () => {
    await expect(
      source.manager.insert(Part, {
        ...part(0),
        requestId: newId(),
        caseId: newId(),
        system: 's',
        collection: 'c',
        createdAt: now,
      }),
    ).rejects.toThrow(/part_(request|case)_fk/);
  });
});
