import { createHash, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { SetClock } from '../../src/platform/clock/clock.js';
import { DataKeys } from '../../src/platform/crypto/data-keys.js';
import { KeyRing } from '../../src/platform/crypto/key-ring.js';
import { Tags } from '../../src/platform/crypto/tags.js';
import { newId } from '../../src/platform/ids/ids.js';
import type { SuppressionIdentifier } from '../../src/suppression/identifier.js';
import { MarketingBlocks } from '../../src/suppression/marketing-blocks.js';
import { Suppression } from '../../src/suppression/suppression.js';
import { connect, freshDatabase, type TestDatabase } from '../kit/database.js';

const mail = (value: string): SuppressionIdentifier => ({ kind: 'email', value });
const hash = (canonical: string, kind = 'email'): SuppressionIdentifier => ({
  kind,
  sha256: createHash('sha256').update(canonical).digest('hex'),
});

describe('suppression', () => {
  let database: TestDatabase;
  let source: DataSource;
  let suppression: Suppression;
  let blocks: MarketingBlocks;
  let shop: string;
  const clock = new SetClock(new Date('2026-05-05T12:00:00Z'));
  const statuses = async (controller: string, list: SuppressionIdentifier[]): Promise<string[]> =>
    (await suppression.check(source.manager, controller, list)).map(({ status }) => status);

  beforeAll(async () => {
    database = await freshDatabase();
    source = await connect(database);
    // Controllers are another room's; here their ids suffice.
    const owner = await connect({ ...database, url: database.ownerUrl });
    for (const { conname, name } of await owner.query<{ conname: string; name: string }[]>(
      `SELECT conname, conrelid::regclass::text AS name FROM pg_constraint
        WHERE contype = 'f' AND conrelid IN ('tombstone'::regclass, 'marketing_block'::regclass)`,
    )) {
      await owner.query(`ALTER TABLE ${name} DROP CONSTRAINT ${conname}`);
    }
    await owner.destroy();
    const tags = new Tags(new DataKeys(new KeyRing([randomBytes(32)]), clock), clock);
    await source.transaction((manager) => tags.load(manager));
    suppression = new Suppression(tags, clock);
    blocks = new MarketingBlocks(tags, clock);
  });
  afterAll(async () => {
    await source.destroy();
    await database.drop();
  });
  beforeEach(() => (shop = newId()));

  it('knows an erased person in any spelling, as a value or as a plain hash', async () => {
    await suppression.write(source.manager, shop, [
      mail('Maria@Example.com'),
      { kind: 'phone', value: '+49 30 901820' },
    ]);
    expect(
      await statuses(shop, [
        mail(' maria@example.COM '),
        hash('maria@example.com'),
        { kind: 'email', sha256: createHash('sha256').update('maria@example.com').digest('hex').toUpperCase() },
        { kind: 'phone', value: '+4930901820' },
        hash('+4930901820', 'phone'),
        mail('other@example.com'),
        { kind: 'customer_id', value: 'maria@example.com' },
        hash('Maria@Example.com'),
      ]),
    ).toEqual(['suppressed', 'suppressed', 'suppressed', 'suppressed', 'suppressed', 'clear', 'clear', 'clear']);
  });

  it('reads national phone numbers in the country given', async () => {
    const list = [{ kind: 'phone', value: '030 901820' }];
    await suppression.write(source.manager, shop, list, null, { country: 'DE' });
    const [there] = await suppression.check(source.manager, shop, list, { country: 'DE' });
    const [elsewhere] = await suppression.check(source.manager, shop, list);
    expect(there?.status).toBe('suppressed');
    expect(elsewhere).toEqual({ status: 'unusable', code: 'country-needed' });
  });

  it('says nothing about another controller', async () => {
    await suppression.write(source.manager, shop, [mail('a@example.com')]);
    expect(await statuses(newId(), [mail('a@example.com')])).toEqual(['clear']);
  });

  it('keeps no identifier, nor its plain hash', async () => {
    await suppression.write(source.manager, shop, [mail('canary@example.com')]);
    await blocks.write(source.manager, shop, [mail('canary@example.com')], 'objection');
    const [dump] = await source.query<{ all: string }[]>(
      `SELECT (SELECT string_agg(t::text, '') FROM tombstone t) || (SELECT string_agg(m::text, '') FROM marketing_block m) AS all`,
    );
    const identifier = hash('canary@example.com');
    expect(dump?.all).toBeTruthy();
    expect(dump?.all).not.toContain('canary');
    expect(dump?.all).not.toContain('sha256' in identifier ? identifier.sha256 : '');
    // The lists cannot be joined with each other either.
    const shared = await source.query<unknown[]>(`SELECT 1 FROM tombstone JOIN marketing_block USING (tag)`);
    expect(shared).toEqual([]);
  });

  it('writes twice what is once, also at the same moment and with doubles in one call', async () => {
    const list = [mail('a@example.com'), mail('A@example.com'), mail('b@example.com')];
    const results = await Promise.all(
      [list, [...list].reverse(), list].map((one) =>
        source.transaction((manager) => suppression.write(manager, shop, one)),
      ),
    );
    expect(results.reduce((sum, { written }) => sum + written, 0)).toBe(2);
    expect(await suppression.write(source.manager, shop, list)).toEqual({ written: 0, unusable: [] });
    expect(await suppression.write(source.manager, shop, [])).toEqual({ written: 0, unusable: [] });
    expect(await suppression.check(source.manager, shop, [])).toEqual([]);
  });

  it('keeps two people apart who were erased under one key', async () => {
    const key = [{ kind: 'customer_id', value: '17' }];
    const [first, second] = [randomBytes(24), randomBytes(24)];
    for (const fingerprint of [first, second, first]) {
      await suppression.write(source.manager, shop, key, fingerprint);
    }
    const [verdict] = await suppression.check(source.manager, shop, key);
    expect(verdict).toMatchObject({ status: 'suppressed', since: clock.now() });
    const found = verdict?.status === 'suppressed' ? verdict.tombstones.map(({ fingerprint }) => fingerprint) : [];
    expect(found).toHaveLength(2);
    expect(found).toEqual(expect.arrayContaining([first, second]));
  });

  it('answers thousands at once, in their order', async () => {
    const list = Array.from({ length: 10_000 }, (_, index) => mail(`p${index}@example.com`));
    await suppression.write(
      source.manager,
      shop,
      list.filter((_, index) => index % 3 === 0),
    );
    expect(await statuses(shop, list)).toEqual(list.map((_, index) => (index % 3 === 0 ? 'suppressed' : 'clear')));
  });

  it('names what it cannot use by its place and a code, never by the value, and goes on', async () => {
    const list = [
      mail('ok@example.com'),
      mail('canary'),
      { kind: 'email', sha256: 'abc' },
      { kind: 'email', sha256: `${'0'.repeat(63)}g` },
      mail('a@example.com\u0000'),
      { kind: '__proto__', value: '__proto__' },
    ];
    const { written, unusable } = await suppression.write(source.manager, shop, list);
    expect(written).toBe(2);
    expect(unusable).toEqual([
      { index: 1, code: 'not-an-email' },
      { index: 2, code: 'not-a-hash' },
      { index: 3, code: 'not-a-hash' },
      { index: 4, code: 'forbidden-character' },
    ]);
    expect(await statuses(shop, list)).toEqual([
      'suppressed',
      'unusable',
      'unusable',
      'unusable',
      'unusable',
      'suppressed',
    ]);
  });

  it('is lifted for one controller, with its reason, and leaves the marketing block', async () => {
    const person = [mail('back@example.com')];
    const other = newId();
    for (const controller of [shop, other]) await suppression.write(source.manager, controller, person);
    await blocks.write(source.manager, shop, person, 'objection');

    expect(await suppression.lift(source.manager, shop, [hash('back@example.com')], 'new-relation')).toEqual({
      lifted: 1,
      unusable: [],
    });
    expect(await statuses(shop, person)).toEqual(['clear']);
    expect(await statuses(other, person)).toEqual(['suppressed']);
    expect(await blocks.check(source.manager, shop, person)).toEqual([
      { status: 'blocked', since: clock.now(), reason: 'objection' },
    ]);
    expect((await suppression.lift(source.manager, shop, person, 'new-relation')).lifted).toBe(0);
    const rows = await source.query<unknown[]>(`SELECT lift_reason FROM tombstone WHERE controller_id = $1`, [shop]);
    expect(rows).toEqual([{ lift_reason: 'new-relation' }]);
  });

  it('holds again when she is erased again', async () => {
    const person = [mail('again@example.com')];
    await suppression.write(source.manager, shop, person);
    await suppression.lift(source.manager, shop, person, 'new-relation');
    expect((await suppression.write(source.manager, shop, person)).written).toBe(1);
    expect(await statuses(shop, person)).toEqual(['suppressed']);
  });

  it('blocks marketing until the person herself agrees anew; the first reason stays', async () => {
    const person = [mail('m@example.com'), mail('nonsense')];
    expect(await blocks.write(source.manager, shop, person, 'objection')).toEqual({
      written: 1,
      unusable: [{ index: 1, code: 'not-an-email' }],
    });
    expect((await blocks.write(source.manager, shop, person, 'opt-out')).written).toBe(0);
    expect(await blocks.check(source.manager, shop, [...person, mail('x@example.com')])).toMatchObject([
      { status: 'blocked', reason: 'objection' },
      { status: 'unusable' },
      { status: 'clear' },
    ]);
    expect((await blocks.lift(source.manager, shop, person, 'new-consent')).lifted).toBe(1);
    expect((await blocks.check(source.manager, shop, person))[0]).toEqual({ status: 'clear' });
  });
});
