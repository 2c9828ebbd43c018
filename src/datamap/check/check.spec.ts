import type { Collection, SystemMap } from '../language.js';
import { outlineOf, type Survey, type SurveyedCollection, type SurveyedColumn } from '../survey/survey.js';
import { check } from './check.js';

const map: SystemMap = {
  habeas: 1,
  system: 'shop',
  title: 'Shop',
  connector: 'postgres',
  connection: {},
  controllers: ['acme'],
  purposes: { order: { title: 'Order', basis: '6(1)(b)', ends: 'later' } },
  recipients: [],
  source: 'none',
  transfers: 'none',
  automatedDecisions: 'none',
  copies: {},
  collections: {
    customers: {
      key: 'id',
      purpose: 'order',
      identifiedBy: { email: 'email' },
      fields: {
        email: { category: 'user.contact.email', mask: { hash: { suffix: '@erased.invalid' } } },
        name: 'user.name',
      },
      erasure: 'mask',
    },
    invoices: {
      key: 'id',
      purpose: 'order',
      belongsTo: { customers: 'customer_id' },
      fields: { note: 'user.content.private' },
      notPersonal: ['customer_id', 'invoiced_at'],
      erasure: { retain: { ground: 'de/ao-147/buchungsbeleg', from: 'invoiced_at', keep: ['note'] } },
    },
  },
  notPersonal: ['products'],
};

function column(name: string, type = 'text', rest: Partial<SurveyedColumn> = {}): SurveyedColumn {
  return { name, type, nullable: true, hasDefault: false, generated: false, length: null, ...rest };
}

function table(name: string, columns: SurveyedColumn[], rest: Partial<SurveyedCollection> = {}): SurveyedCollection {
  return { name, columns, key: ['id'], references: [], unique: [], indexes: [], rows: 1, ...rest };
}

const customers = table(
  'customers',
  [column('id', 'integer'), column('email', 'varchar', { length: 100 }), column('name')],
  {
    unique: [['email']],
  },
);
const invoices = table(
  'invoices',
  [column('id', 'integer'), column('customer_id', 'integer'), column('invoiced_at', 'date'), column('note')],
  {
    indexes: [['customer_id']],
    references: [{ columns: ['customer_id'], to: 'customers', toColumns: ['id'], onDelete: 'NO ACTION' }],
  },
);
const survey: Survey = {
  collections: [customers, invoices, table('products', [column('id', 'integer'), column('title')])],
};

function codes(of: SystemMap, over: Survey, before?: Survey): string[] {
  return check(of, over, before ? { before: outlineOf(before) } : {}).map(
    (one) => `${one.severity} ${one.code} ${one.path.join('.')}`,
  );
}

function withTable(changed: SurveyedCollection): Survey {
  const others = survey.collections.filter((one) => one.name !== changed.name);
  return { collections: [...others, changed] };
}

function withColumn(of: SurveyedCollection, changed: SurveyedColumn): Survey {
  return withTable({ ...of, columns: [...of.columns.filter((one) => one.name !== changed.name), changed] });
}

function withCollection(name: string, changes: Partial<Collection>): SystemMap {
  return { ...map, collections: { ...map.collections, [name]: { ...map.collections[name]!, ...changes } } };
}

it('finds nothing where map and schema agree', () => {
  expect(codes(map, survey, survey)).toEqual([]);
});

describe('what no map names', () => {
  it.each([
    [
      'a column that looks personal',
      withColumn(customers, column('phone')),
      'error column-personal collections.customers.fields',
    ],
    [
      'a column of unknown meaning',
      withColumn(customers, column('tier')),
      'warning column-unknown collections.customers.fields',
    ],
    [
      'a table that looks personal',
      withTable(table('leads', [column('id'), column('email')])),
      'error table-personal collections',
    ],
    [
      'a table of unknown meaning',
      withTable(table('jobs', [column('id'), column('run')])),
      'warning table-unknown collections',
    ],
  ])('%s', (_what, over, expected) => {
    expect(codes(map, over)).toEqual([expected]);
  });

  it('what looks personal by its values', () => {
    const samples = ['a@example.org', 'b@example.org', 'c@example.org'];
    const found = check(map, withColumn(customers, column('x1', 'text', { samples })));
    expect(found).toMatchObject([{ code: 'column-personal' }]);
    expect(JSON.stringify(found)).not.toContain('example.org');
  });

  it('what is listed as not personal and looks it', () => {
    const doubtful = withCollection('customers', { notPersonal: ['birthday'] });
    expect(codes(doubtful, withColumn(customers, column('birthday', 'date')))).toEqual([
      'warning not-personal-doubtful collections.customers.notPersonal.0',
    ]);
  });
});

it('names tables and columns that are gone', () => {
  expect(codes(map, { collections: [customers] })).toEqual(['error table-missing collections.invoices']);
  const without = { ...invoices, columns: invoices.columns.filter((one) => one.name !== 'invoiced_at') };
  expect(codes(map, withTable(without))).toEqual(['error column-missing collections.invoices.notPersonal.1']);
});

it('names columns without an index by which people are looked up and links are walked', () => {
  expect(codes(map, withTable({ ...customers, unique: [] }))).toEqual([
    'warning index-missing collections.customers.identifiedBy.email',
  ]);
  expect(codes(map, withTable({ ...invoices, indexes: [] }))).toEqual([
    'warning index-missing collections.invoices.belongsTo.customers',
  ]);
  expect(codes(map, withTable({ ...invoices, indexes: [['invoiced_at', 'customer_id']] }))).toEqual([
    'warning index-missing collections.invoices.belongsTo.customers',
  ]);
  expect(codes(map, withTable({ ...invoices, indexes: [['customer_id', 'invoiced_at']] }))).toEqual([]);
});

it('names collections that nothing leads to, and circles', () => {
  const { belongsTo: _gone, ...loose } = map.collections['invoices']!;
  expect(codes({ ...map, collections: { ...map.collections, invoices: loose } }, survey)).toContain(
    'error unreachable-collection collections.invoices',
  );
  expect(codes(withCollection('customers', { belongsTo: { invoices: 'id' } }), survey)).toContain(
    'error cycle collections.customers',
  );
});

describe('drift since the map was applied', () => {
  it.each([
    ['another type', column('name', 'jsonb'), ['warning type-drift collections.customers.fields.name']],
    [
      'another length',
      column('name', 'varchar', { length: 10 }),
      ['warning type-drift collections.customers.fields.name'],
    ],
    [
      'not null now',
      column('name', 'text', { nullable: false }),
      [
        'warning mask-null-on-not-null collections.customers.fields.name',
        'warning type-drift collections.customers.fields.name',
      ],
    ],
    ['the same in capitals', column('name', 'TEXT'), []],
  ])('%s', (_what, changed, expected) => {
    expect(codes(map, withColumn(customers, changed), survey).sort()).toEqual(expected);
  });

  it('a column that came since', () => {
    expect(codes(map, withColumn(customers, column('tier')), survey)).toEqual(
      expect.arrayContaining(['warning column-new collections.customers']),
    );
  });
});

describe('masks that the database would refuse', () => {
  const at = 'collections.customers.fields.name.mask';
  const masked = (mask: NonNullable<unknown> | null): SystemMap =>
    withCollection('customers', {
      fields: { ...map.collections['customers']!.fields, name: { category: 'user.name', mask: mask as never } },
    });

  it.each([
    [
      'null where nothing may be null',
      null,
      column('name', 'text', { nullable: false }),
      {},
      `error mask-null-on-not-null ${at}`,
    ],
    [
      'one constant in a unique column',
      { constant: 'X' },
      column('name'),
      { unique: [['email'], ['name']] },
      `error mask-constant-on-unique ${at}`,
    ],
    [
      'a constant that is too long',
      { constant: 'ERASED' },
      column('name', 'varchar', { length: 3 }),
      {},
      `error mask-too-long ${at}`,
    ],
    [
      'a hash that does not fit',
      { hash: { suffix: '@erased.invalid' } },
      column('name', 'varchar', { length: 20 }),
      {},
      `error mask-too-long ${at}`,
    ],
    [
      'a hash that will be cut',
      { hash: { length: 32 } },
      column('name', 'varchar', { length: 20 }),
      {},
      `warning mask-too-long ${at}`,
    ],
    ['a hash in a number', { hash: {} }, column('name', 'bigint'), {}, `error mask-type ${at}`],
    ['a text in a number', { constant: 'X' }, column('name', 'integer'), {}, `error mask-type ${at}`],
    ['a year of a text', { date: 'year' }, column('name', 'varchar'), {}, `error mask-type ${at}`],
    ['a path in a text', { json: ['a'] }, column('name', 'varchar'), {}, `error mask-type ${at}`],
    [
      'a constant under a check',
      { constant: 'X' },
      column('name'),
      { checked: ['name'] },
      `warning mask-under-check ${at}`,
    ],
    [
      'anything in a computed column',
      { constant: 'X' },
      column('name', 'text', { generated: true }),
      {},
      `error mask-on-generated ${at}`,
    ],
    [
      'a value in a foreign key',
      { constant: 'X' },
      column('name'),
      { references: [{ columns: ['name'], to: 'people', toColumns: ['id'], onDelete: '' }] },
      `error mask-on-reference ${at}`,
    ],
  ])('%s', (_what, mask, changed, rest, expected) => {
    const columns = [...customers.columns.filter((one) => one.name !== 'name'), changed];
    expect(codes(masked(mask), withTable({ ...customers, columns, ...rest }))).toEqual([expected]);
  });

  it.each([
    ['a hash that fits', { hash: { suffix: '@erased.invalid' } }, column('name', 'varchar', { length: 40 })],
    ['a constant of its type', { constant: 0 }, column('name', 'integer')],
    ['the year of a date', { date: 'year' }, column('name', 'timestamptz')],
    ['a path in a document', { json: ['a.b'] }, column('name', 'jsonb')],
  ])('not %s', (_what, mask, changed) => {
    expect(codes(masked(mask), withColumn(customers, changed))).toEqual([]);
  });

  it('says nothing of masks where rows go', () => {
    const deleted = { ...masked({ constant: 'toolong' }) };
    deleted.collections = {
      ...deleted.collections,
      customers: { ...deleted.collections['customers']!, erasure: 'delete' },
    };
    expect(codes(deleted, withColumn(customers, column('name', 'varchar', { length: 2 })))).toEqual([]);
  });
});

describe('a foreign key that deletes along', () => {
  const references = [{ columns: ['customer_id'], to: 'customers', toColumns: ['id'], onDelete: 'CASCADE' }];
  const cascading = withTable({ ...invoices, references });
  const gone = map.collections['customers']!;
  const under = (invoicesAre: Partial<Collection>): SystemMap => ({
    ...map,
    collections: {
      customers: { ...gone, erasure: 'delete' },
      invoices: { ...map.collections['invoices']!, ...invoicesAre },
    },
  });
  const CASCADE = 'error cascade-takes-kept-rows collections.customers.erasure';

  it('is no danger where the kept rows are found as owned: their owner is masked then, and not deleted', () => {
    expect(codes(under({}), cascading)).toEqual([]);
    expect(codes(map, cascading)).toEqual([]);
  });

  it.each<[string, Partial<Collection>]>([
    ['by another link', { belongsTo: undefined, sharedBy: { customers: { from: ['id'], to: ['customer_id'] } } }],
    ['in a collection that is not searched', { searched: { not: { ground: 'de/bdsg-34-1-2', reason: 'archive' } } }],
    ['of one controller alone', { scope: { acme: { note: 'a' } } }],
  ])('takes kept rows along that are reached only %s', (_how, invoicesAre) => {
    expect(codes(under(invoicesAre), cascading)).toContain(CASCADE);
  });
});
