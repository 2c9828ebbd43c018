import { hasErrors } from '../finding.js';
import { lint } from '../lint/lint.js';
import { loadMap } from '../load/load-map.js';
import type { Reference, Survey, SurveyedCollection, SurveyedColumn } from '../survey/survey.js';
import { scan } from './scan.js';

function table(
  name: string,
  columns: string[],
  rest: Partial<SurveyedCollection> = {},
  samples: Record<string, SurveyedColumn['samples']> = {},
): SurveyedCollection {
  return {
    name,
    key: ['id'],
    references: [],
    unique: [],
    indexes: [],
    rows: 10,
    columns: columns.map((text) => {
      const [column = '', type = 'text'] = text.split(' ');
      const shown = samples[column];
      return {
        name: column,
        type,
        nullable: true,
        hasDefault: false,
        generated: false,
        length: null,
        ...(shown ? { samples: shown } : {}),
      };
    }),
    ...rest,
  };
}

function to(target: string, column: string): Reference {
  return { columns: [column], to: target, toColumns: ['id'], onDelete: 'NO ACTION' };
}

const shop: Survey = {
  collections: [
    table(
      'customer',
      ['id integer', 'first_name', 'email', 'tier', 'support_rep_id integer', 'default_address_id integer'],
      {
        references: [to('employee', 'support_rep_id'), to('address', 'default_address_id')],
      },
    ),
    table('employee', ['id integer', 'last_name', 'email', 'reports_to integer'], {
      references: [to('employee', 'reports_to')],
    }),
    table(
      'invoice',
      [
        'id integer',
        'customer_id integer',
        'invoice_date timestamp',
        'billing_address',
        'total numeric',
        'ship_to integer',
      ],
      {
        references: [to('customer', 'customer_id'), to('address', 'ship_to')],
      },
    ),
    table('invoice_line', ['id integer', 'invoice_id integer', 'track_id integer'], {
      references: [to('invoice', 'invoice_id'), to('track', 'track_id')],
    }),
    table('track', ['id integer', 'title']),
    table('address', ['id integer', 'street', 'city']),
    table(
      'webhook_log',
      ['id bigint', 'payload'],
      {},
      { payload: ['ann@example.org', 'bob@example.org', 'eve@example.org'] },
    ),
    table('newsletter_draft', ['id integer', 'iban'], {}),
    table('country', ['code', 'population integer'], { key: ['code'] }),
  ],
};

const result = scan(shop, { system: 'my-shop', connector: 'postgres', connection: { url: 'env:SHOP_URL' } });
const { collections } = result.map;

it('passes the schema, and the YAML says what the map says', () => {
  const loaded = loadMap('shop.yaml', result.yaml);
  expect(loaded).toMatchObject({ status: 'loaded', map: result.map });
});

it('is refused by the linter with questions alone', () => {
  const loaded = loadMap('shop.yaml', result.yaml);
  const findings = loaded.status === 'loaded' ? lint(loaded.map, { locate: loaded.locate }) : [];
  expect(hasErrors(findings)).toBe(true);
  expect(new Set(findings.map((one) => one.code))).toEqual(new Set(['to-fill-in']));
  expect(findings.map((one) => one.path.join('.'))).toEqual(
    expect.arrayContaining([
      'purposes.unstated.basis',
      'source',
      'copies.backup.kept',
      'collections.customer.erasure.keep.ground',
    ]),
  );
});

it('finds people where they can be looked up, under a key that no other system uses', () => {
  expect(collections['customer']!.identifiedBy).toEqual({ email: 'email', my_shop_customer_id: 'id' });
  expect(collections['webhook_log']!.identifiedBy).toEqual({ email: 'payload', my_shop_webhook_log_id: 'id' });
});

it('gives rows to their owners along foreign keys, and not to those who are merely referred to', () => {
  expect(collections['invoice']!.belongsTo).toEqual({ customer: 'customer_id' });
  expect(collections['invoice_line']!.belongsTo).toEqual({ invoice: 'invoice_id' });
  expect(collections['customer']!.belongsTo).toBeUndefined();
});

it('shares what several may refer to', () => {
  expect(collections['address']!.sharedBy).toEqual({ customer: 'default_address_id', invoice: 'ship_to' });
  expect(collections['address']!.identifiedBy).toBeUndefined();
});

it('takes staff for other people', () => {
  expect(collections['employee']!.searched).toMatchObject({ not: {} });
  expect(collections['employee']!.identifiedBy).toBeUndefined();
  expect(collections['customer']!.fields['support_rep_id']).toEqual({
    category: 'user.unique_id',
    origin: 'third_party',
    aboutOthers: true,
  });
});

it('loses no table that looks personal, and leaves out what does not', () => {
  expect(collections['newsletter_draft']!.searched).toMatchObject({ not: {} });
  expect(Object.keys(collections)).not.toContain('track');
  expect(result.yaml).toContain('#   - track');
  expect(result.yaml).toContain('#   - country');
});

it('leaves what it does not know visibly to decide', () => {
  expect(collections['customer']!.fields).not.toHaveProperty('tier');
  expect(result.yaml).toMatch(/# to decide:\n\s+#\s+tier: text/);
  expect(result.yaml).toContain('perhaps retain: { ground: de/ao-147/buchungsbeleg, from: invoice_date');
});

it('proposes to destroy nothing', () => {
  for (const collection of Object.values(collections)) expect(collection.erasure).toHaveProperty('keep');
});

it('shows no sampled value', () => {
  expect(result.yaml).not.toContain('example.org');
});

it('does not lose its way in circles and doubles', () => {
  const circular: Survey = {
    collections: [
      table('user', ['id integer', 'email', 'best_order integer', 'referred_by integer'], {
        references: [to('order', 'best_order'), to('user', 'referred_by')],
      }),
      table('order', ['id integer', 'user_id integer', 'billing integer', 'shipping integer', 'parent integer'], {
        references: [to('user', 'user_id'), to('place', 'billing'), to('place', 'shipping'), to('order', 'parent')],
      }),
      table('place', ['id integer', 'street', 'order_id integer'], { references: [to('order', 'order_id')] }),
      table('ghost', ['id integer'], { references: [to('nowhere', 'x')], key: [] }),
    ],
  };
  const { map, yaml } = scan(circular, { system: 's', connector: 'postgres', connection: {} });
  expect(map.collections['order']!.belongsTo).toEqual({ user: 'user_id' });
  const loaded = loadMap('s', yaml);
  const codes = loaded.status === 'loaded' ? lint(loaded.map).map((one) => one.code) : ['refused'];
  expect(new Set(codes)).toEqual(new Set(['to-fill-in']));
  expect(yaml).toContain('refers to rows of its own kind');
});

it('has nothing to say of an empty schema but that there is nothing', () => {
  const { map } = scan({ collections: [] }, { system: 's', connector: 'postgres', connection: {} });
  expect(map.collections).toEqual({});
});
