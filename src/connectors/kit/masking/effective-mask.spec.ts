import type { Collection, Strategy } from '../../../datamap/language.js';
import type { SurveyedCollection, SurveyedColumn } from '../contract.js';
import { effectiveMask } from './effective-mask.js';

function column(name: string, type: string, more: Partial<SurveyedColumn> = {}): SurveyedColumn {
  const length = /^(?:character varying|varchar)\((\d+)\)$/.exec(type)?.[1];
  return {
    name,
    type,
    nullable: false,
    hasDefault: false,
    generated: false,
    length: length ? Number(length) : null,
    ...more,
  };
}

function table(columns: SurveyedColumn[], more: Partial<SurveyedCollection> = {}): SurveyedCollection {
  return {
    name: 't',
    columns: [column('id', 'integer'), ...columns],
    key: ['id'],
    references: [],
    unique: [],
    indexes: [],
    rows: 0,
    ...more,
  };
}

function collection(fields: Record<string, { category?: string; mask?: Strategy; freeText?: boolean }>): Collection {
  return {
    key: 'id',
    purpose: 'p',
    fields: Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, { category: 'user', ...field }])),
    erasure: 'mask',
  };
}

describe('effectiveMask', () => {
  it('keeps to the map where the column allows it', () => {
    const strategies: Record<string, Strategy> = {
      gone: null,
      fixed: { constant: 'x' },
      hashed: { hash: {} },
      day: { date: 'year' },
      code: { keepPrefix: 2 },
      doc: { json: ['a'] },
      prose: { redact: true },
    };
    const columns = [
      column('gone', 'integer', { nullable: true }),
      column('fixed', 'varchar(10)'),
      column('hashed', 'character varying(40)'),
      column('day', 'timestamp without time zone'),
      column('code', 'text'),
      column('doc', 'jsonb'),
      column('prose', 'text'),
    ];
    const fields = Object.fromEntries(Object.entries(strategies).map(([name, mask]) => [name, { mask }]));
    expect(effectiveMask(collection(fields), table(columns))).toEqual({ mask: strategies, findings: [] });
  });

  it.each([
    ['integer', 'integer', { constant: 0 }],
    ['decimal(10,2)', 'numeric', { constant: 0 }],
    ['boolean', 'boolean', { constant: false }],
    ['date', 'date', { date: 'year' }],
    ['jsonb', 'jsonb', { constant: '{}' }],
    ['text', 'text', { constant: '[erased]' }],
    ['varchar(3)', 'varchar(3)', { constant: '-' }],
    ['uuid', 'uuid', { hash: {} }],
    ['text[]', 'text[]', { constant: '{}' }],
  ] satisfies [string, string, Strategy][])('plans around NOT NULL in a column of %s', (_name, type, instead) => {
    expect(effectiveMask(collection({ f: {} }), table([column('f', type)]))).toEqual({
      mask: { f: instead },
      findings: [{ field: 'f', code: 'replaced', because: 'not-null' }],
    });
  });

  it('keeps a column unique, and a mail address looking like one', () => {
    const columns = [column('mail', 'varchar(60)'), column('nick', 'varchar(20)')];
    const fields = { mail: { category: 'user.contact.email' }, nick: { mask: { constant: 'x' } } };
    const { mask, findings } = effectiveMask(
      collection(fields),
      table(columns, { unique: [['mail'], ['nick', 'mail']] }),
    );
    expect(mask).toEqual({ mail: { hash: { suffix: '@erased.invalid' } }, nick: { hash: {} } });
    expect(findings.map(({ because }) => because)).toEqual(['not-null', 'unique']);
  });

  it.each([
    ['an enumeration that takes no NULL', column('f', "enum('a','b')"), {}, 'not-null'],
    ['a type it does not know', column('f', 'geometry'), {}, 'not-null'],
    ['a unique text too short for a hash', column('f', 'varchar(5)'), { unique: [['f']] }, 'not-null'],
    [
      'a reference that takes no NULL',
      column('f', 'integer'),
      { references: [{ columns: ['f'], to: 'o', toColumns: ['id'], onDelete: 'no action' }] },
      'not-null',
    ],
    ['a generated column', column('f', 'text', { generated: true, nullable: true }), {}, 'generated'],
    ['a column of the key', column('f', 'text', { nullable: true }), { key: ['id', 'f'] }, 'key'],
  ] as [string, SurveyedColumn, Partial<SurveyedCollection>, string][])(
    'says so of %s',
    (_name, one, more, because) => {
      expect(effectiveMask(collection({ f: {} }), table([one], more))).toEqual({
        mask: {},
        findings: [{ field: 'f', code: 'impossible', because }],
      });
    },
  );

  it('says of a column that is not there', () => {
    expect(effectiveMask(collection({ f: {} }), table([])).findings).toEqual([
      { field: 'f', code: 'impossible', because: 'no-such-column' },
    ]);
  });

  it('warns of a constraint that only the server can judge', () => {
    const one = table([column('f', 'text', { nullable: true })], { checked: ['f'] });
    expect(effectiveMask(collection({ f: {} }), one)).toEqual({
      mask: { f: null },
      findings: [{ field: 'f', code: 'may-fail', because: 'check' }],
    });
  });

  it('redacts prose unless the map says otherwise, and masks only the fields it is asked for', () => {
    const columns = [column('prose', 'text', { nullable: true }), column('other', 'text', { nullable: true })];
    const fields = { prose: { freeText: true }, other: {} };
    expect(effectiveMask(collection(fields), table(columns), ['prose']).mask).toEqual({ prose: { redact: true } });
  });
});
