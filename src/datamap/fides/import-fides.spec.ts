import { buildGraph } from '../graph.js';
import { lint } from '../lint/lint.js';
import { loadMap } from '../load/load-map.js';
import { importFides, type ImportedDataset } from './import-fides.js';

/** A library with the features that datasets of Fides use, in both spellings of the meta block. */
const library = `dataset:
  - fides_key: city_library
    name: City library
    description: Readers and what they borrow
    fides_meta:
      namespace: { database_name: lib, schema: lending }
    collections:
      - name: reader
        fields:
          - name: branch
            data_categories: [system.operations]
            fides_meta: { primary_key: True, data_type: string }
          - name: number
            data_categories: [user.unique_id]
            fides_meta: { primary_key: True, data_type: integer }
          - name: mail
            data_categories: [user.contact.email]
            fidesops_meta: { identity: email, data_type: string }
          - name: mobile
            data_categories: [system.operations]
            fides_meta: { identity: phone_number }
          - name: second_mail
            data_categories: [user.contact.email]
            fides_meta: { identity: email }
          - name: home_id
            data_categories: [system.operations]
            fides_meta:
              data_type: integer
              references: [{ dataset: city_library, field: home.id, direction: to }]
          - name: nick
            data_categories: [user.name]
            fides_meta:
              data_type: string
              length: 20
              masking_strategy_override: { strategy: random_string_rewrite, configuration: { length: 30, format_preservation: { suffix: -x } } }
          - name: profile
            fides_meta: { data_type: object }
            fields:
              - name: hobby
                data_categories: [user.demographic.profile]
              - name: friends
                fides_meta: { data_type: 'object[]' }
                fields:
                  - name: full_name
                    data_categories: [user.name]
                  - name: since
              - name: member_ref
                data_categories: [user.unique_id]
                fides_meta: { references: [{ dataset: city_library, field: loan.id, direction: to }] }
          - name: shoe_size
            data_categories: [user.measurements.feet]
          - name: whatever
      - name: loan
        fides_meta: { erase_after: [city_library.fine, city_library.reader, other.thing] }
        fields:
          - name: id
            data_categories: [system.operations]
            fides_meta: { primary_key: True }
          - name: reader_branch
            fides_meta: { references: [{ dataset: city_library, field: reader.branch, direction: from }] }
          - name: reader_number
            fides_meta: { references: [{ dataset: city_library, field: reader.number, direction: from }] }
          - name: book_id
            data_categories: [system.operations]
            fides_meta: { references: [{ dataset: city_library, field: book.id, direction: to }] }
          - name: remark
            data_categories: [user.content.private]
            fides_meta: { masking_strategy_override: { strategy: string_rewrite, configuration: { rewrite_value: gone } }, length: 3 }
      - name: fine
        fides_meta: { masking_strategy_override: { strategy: delete } }
        fields:
          - name: id
            fides_meta: { primary_key: True }
          - name: loan_ref
            data_categories: [user.financial]
            fides_meta: { data_type: string, references: [{ dataset: city_library, field: loan.id }] }
          - name: secret
            data_categories: [user.authorization.password]
            fides_meta: { masking_strategy_override: { strategy: aes_encrypt } }
      - name: home
        fields:
          - name: id
            fides_meta: { primary_key: True, data_type: string }
          - name: street
            data_categories: [user.contact.address.street]
      - name: book
        fields:
          - name: id
            fides_meta: { primary_key: True }
          - name: title
            data_categories: [system.operations]
      - name: archive
        fides_meta: { skip_processing: true }
        fields:
          - name: email
            data_categories: [user.contact.email]
            fides_meta: { identity: email }
  - fides_key: events
    collections:
      - name: visit
        data_categories: [user.behavior]
        fields:
          - name: at
          - name: guest
            fides_meta: { references: [{ dataset: city_library, field: reader.number, direction: from }] }
          - name: stranger
            fides_meta: { references: [{ dataset: elsewhere, field: person.id, direction: from }] }
`;

const result = importFides('library.yml', library);
const [city, events] = result.imported as [ImportedDataset, ImportedDataset];
const { reader, loan, fine, home, archive } = city.map.collections;

function lines(code: string): string[] {
  return result.findings.filter((one) => one.code === code).map((one) => library.split('\n')[one.line - 1]!.trim());
}

it('makes one map a dataset, which passes the schema and asks for what Fides does not know', () => {
  expect(result.imported.map((one) => one.dataset)).toEqual(['city_library', 'events']);
  for (const { map, yaml } of result.imported) {
    const loaded = loadMap('map.yaml', yaml);
    expect(loaded).toMatchObject({ status: 'loaded', map });
    const findings = loaded.status === 'loaded' ? lint(loaded.map) : [];
    expect(new Set(findings.map((one) => one.code))).toEqual(new Set(['to-fill-in']));
    expect(findings.map((one) => one.path.join('.'))).toEqual(
      expect.arrayContaining(['purposes.unstated.basis', 'recipients.0.name', 'connector', 'controllers.0']),
    );
  }
  expect(result.findings.filter((one) => one.severity === 'error')).toEqual([]);
});

it('keeps composite keys and namespaces', () => {
  expect(reader!.key).toEqual(['branch', 'number']);
  expect(reader!.from).toBe('lending.reader');
  expect(events.map.collections['visit']!.from).toBeUndefined();
});

it('reads identities in both spellings, one column of a kind', () => {
  expect(reader!.identifiedBy).toMatchObject({ email: 'mail', phone: 'mobile' });
  expect(reader!.fields['mobile']).toBe('user.contact.phone_number');
  expect(lines('fides/second-identity')).toEqual(['- name: second_mail']);
});

it('turns directions and keys into ownership and sharing', () => {
  expect(loan!.belongsTo).toEqual({ reader: ['reader_branch', 'reader_number'] });
  expect(home!.sharedBy).toEqual({ reader: { from: ['home_id'], to: ['id'], as: 'text' } });
  expect(fine!.belongsTo).toEqual({ loan: 'loan_ref' });
  expect(lines('fides/no-direction')).toHaveLength(1);
});

it('reads the same links whichever end declares them', () => {
  const base = (customer: string, order: string): string => `dataset:
  - fides_key: d
    collections:
      - name: customer
        fields:
          - { name: id, data_categories: [user.unique_id], fides_meta: { primary_key: true${customer} } }
          - { name: mail, data_categories: [user.contact.email], fides_meta: { identity: email } }
      - name: order
        fields:
          - { name: id, fides_meta: { primary_key: true } }
          - { name: customer_id, data_categories: [user.unique_id], fides_meta: { data_type: integer${order} } }
`;
  const from = base('', ', references: [{ dataset: d, field: customer.id, direction: from }]');
  const to = base(', references: [{ dataset: d, field: order.customer_id, direction: to }]', '');
  const both = base(
    ', references: [{ dataset: d, field: order.customer_id, direction: to }]',
    ', references: [{ dataset: d, field: customer.id, direction: from }]',
  );
  for (const text of [from, to, both]) {
    const { imported, findings } = importFides('d', text);
    expect(imported[0]!.map.collections['order']!.belongsTo).toEqual({ customer: 'customer_id' });
    expect(findings).toEqual([]);
  }
});

it('walks to other systems by an identifier that both show', () => {
  const kind = 'city_library_reader_number';
  expect(reader!.identifiedBy).toHaveProperty(kind, 'number');
  expect(events.map.collections['visit']!.identifiedBy).toMatchObject({
    [kind]: 'guest',
    elsewhere_person_id: 'stranger',
  });
  expect(city.map.follow).toEqual([kind]);
  expect(events.map.follow).toEqual([kind, 'elsewhere_person_id']);
  expect(result.findings.find((one) => one.code === 'fides/other-dataset')?.hint).toContain('elsewhere_person_id: id');
});

it('masks documents by their personal leaves', () => {
  expect(reader!.fields['profile']).toEqual({
    category: ['user.demographic.profile', 'user.name', 'user.unique_id'],
    mask: { json: ['hobby', 'friends[*].full_name', 'member_ref'] },
  });
  expect(lines('fides/nested-link')).toEqual(['- name: member_ref']);
});

it('carries masks over, and checks length and type', () => {
  expect(reader!.fields['nick']).toEqual({ category: 'user.name', mask: { hash: { suffix: '-x', length: 18 } } });
  expect(loan!.fields['remark']).toEqual({ category: 'user.content.private', mask: { constant: 'gone' } });
  expect(lines('fides/length')).toEqual(['- name: nick', '- name: remark']);
  expect(fine!.fields['secret']).toBe('user.authorization.password');
  expect(lines('fides/mask')).toEqual(['- name: secret']);
  expect(fine!.erasure).toBe('delete');
  expect(loan!.erasure).toBe('mask');
});

it('knows categories dot by dot', () => {
  expect(reader!.fields['shoe_size']).toBe('user');
  expect(lines('fides/category')).toEqual(['- name: shoe_size']);
  expect(events.map.collections['visit']!.fields).toEqual({
    at: 'user.behavior',
    guest: 'user.behavior',
    stranger: 'user.behavior',
  });
  expect(reader!.notPersonal).toContain('whatever');
});

it('obeys erase_after where the links allow it', () => {
  expect(loan!.eraseAfter).toEqual(['fine']);
  expect(result.findings.filter((one) => one.code === 'fides/erase-after').map((one) => one.message)).toEqual([
    expect.stringContaining('other.thing lies in another dataset'),
    expect.stringContaining('cannot be erased after reader'),
  ]);
  expect(buildGraph(city.map).deleteOrder.indexOf('fine')).toBeLessThan(
    buildGraph(city.map).deleteOrder.indexOf('loan'),
  );
});

it('says what is skipped and what is left out', () => {
  expect(archive!.searched).toMatchObject({ not: { ground: expect.stringMatching(/^\?\?\?/) } });
  expect(archive!.erasure).toHaveProperty('keep');
  expect(city.map.collections).not.toHaveProperty('book');
  expect(city.map.notPersonal).toEqual(['lending.book']);
  expect(lines('fides/left-out')).toEqual(['- name: book']);
});

describe('hostile and broken files', () => {
  it.each([
    ['nothing', '', 'fides/no-dataset'],
    ['another kind of file', 'system: []', 'fides/no-dataset'],
    ['a dataset without key', 'dataset:\n  - name: x', 'fides/no-key'],
    [
      'a collection without name',
      'dataset:\n  - fides_key: x\n    collections: [{ fields: [] }, { name: a, fields: [{ name: b, data_categories: [user] }] }]',
      'fides/no-name',
    ],
    [
      'a collection twice',
      'dataset:\n  - fides_key: x\n    collections: [{ name: a, fields: [] }, { name: a, fields: [] }]',
      'fides/name',
    ],
    [
      'a direction that is none',
      'dataset:\n  - fides_key: x\n    collections: [{ name: a, fields: [{ name: b, fides_meta: { references: [{ dataset: x, field: a.b, direction: up }] } }] }]',
      'fides/reference',
    ],
    [
      'a link to nowhere',
      'dataset:\n  - fides_key: x\n    collections: [{ name: a, fields: [{ name: b, fides_meta: { references: [{ dataset: x, field: z.b }] } }] }]',
      'fides/link',
    ],
    ['a prototype', 'dataset:\n  - fides_key: x\n    collections: [{ name: __proto__, fields: [] }]', 'fides/name'],
    ['numbers for names', 'dataset:\n  - fides_key: 7', 'fides/no-key'],
    ['a broken file', 'dataset: [', 'yaml/'],
  ])('%s', (_what, text, code) => {
    expect(
      importFides('x.yml', text)
        .findings.map((one) => one.code)
        .join(),
    ).toContain(code);
  });

  it('reads a single dataset that is not in a list, and one full of nulls', () => {
    const nulls =
      'fides_key: x\nfides_meta: null\ndata_categories: null\ncollections:\n  - name: a\n    fides_meta: null\n    fields:\n      - { name: id, fides_meta: { primary_key: true, references: null, identity: null, length: null }, fields: null, data_categories: [user.unique_id] }\n';
    const { imported } = importFides('x.yml', nulls);
    expect(imported[0]!.map.collections['a']).toMatchObject({ key: 'id', fields: { id: 'user.unique_id' } });
  });

  it('leaves circles of ownership to the linter', () => {
    const text =
      'dataset:\n  - fides_key: x\n    collections:\n      - { name: a, fields: [{ name: id, data_categories: [user], fides_meta: { primary_key: true, identity: email } }, { name: b_id, fides_meta: { references: [{ dataset: x, field: b.id, direction: from }] } }] }\n      - { name: b, fields: [{ name: id, data_categories: [user], fides_meta: { primary_key: true } }, { name: a_id, fides_meta: { references: [{ dataset: x, field: a.id, direction: from }] } }] }\n';
    const { imported } = importFides('x.yml', text);
    expect(lint(imported[0]!.map).map((one) => one.code)).toContain('ownership-cycle');
  });
});
