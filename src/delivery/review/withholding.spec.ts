import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import type { JsonValue } from '../../connectors/kit/contract.js';
import type { Collection } from '../../datamap/language.js';
import { recordDigest, valueDigest } from './digests.js';
import { OFFICER_REASONS, type ExclusionRule } from './exclusion.js';
import { withholding, withholdsNothing, type WithholdingOptions } from './withholding.js';

const digest = (value: string): string => createHmac('sha256', 'k').update(value).digest('base64url');
const map: Pick<Collection, 'fields' | 'jointly'> = {
  fields: {
    name: 'user.name',
    note: { category: 'user.content', freeText: true },
    clerk: { category: 'user.name', aboutOthers: true },
    password: { category: 'user.authorization.password', neverDisclose: true, freeText: true },
    json: { category: 'user.content', freeText: true },
  },
};
const key = ['7'];
const record: Record<string, JsonValue> = {
  name: 'Erika',
  note: 'Max war hier, sagt Max.',
  clerk: 'K. Bauer',
  password: 'geheim',
  json: { by: 'Max' },
};

const options = (rules: ExclusionRule[] = [], change: Partial<WithholdingOptions> = {}): WithholdingOptions => ({
  system: 'crm',
  collection: 'notes',
  map,
  rules,
  digest,
  blackout: '█',
  ...change,
});
const rule = (change: Partial<ExclusionRule>): ExclusionRule => ({
  system: 'crm',
  collection: 'notes',
  recordDigest: recordDigest(digest, 'crm', 'notes', key),
  field: 'note',
  spanStart: null,
  spanEnd: null,
  valueDigest: valueDigest(digest, record.note ?? null),
  reason: 'rights-of-others',
  released: false,
  ...change,
});
const apply = (rules: ExclusionRule[] = [], change: Partial<WithholdingOptions> = {}, of = record) =>
  withholding(options(rules, change))({ key, record: of });

describe('withholding', () => {
  it('starts closed', () => {
    expect(apply()).toEqual({
      record: {
        name: 'Erika',
        note: { withheld: 'free-text-unreviewed' },
        clerk: { withheld: 'others-unreviewed' },
        password: { withheld: 'never-disclosed' },
        json: { withheld: 'free-text-unreviewed' },
      },
      withheld: [
        { field: 'note', reason: 'free-text-unreviewed' },
        { field: 'clerk', reason: 'others-unreviewed' },
        { field: 'password', reason: 'never-disclosed' },
        { field: 'json', reason: 'free-text-unreviewed' },
      ],
    });
  });

  it('opens one field of one record by a release, and no other', () => {
    const shown = withholding(options([rule({ released: true })]));
    expect(shown({ key, record }).record).toMatchObject({
      note: record.note,
      clerk: { withheld: 'others-unreviewed' },
    });
    expect(shown({ key: ['8'], record }).record).toMatchObject({ note: { withheld: 'free-text-unreviewed' } });
  });

  it('closes again when the text is not the one that was reviewed', () => {
    const changed = { ...record, note: 'Max war hier, sagt Moritz.' };
    expect(apply([rule({ released: true })], {}, changed).record).toMatchObject({
      note: { withheld: 'free-text-unreviewed' },
    });
    const spans = [rule({ released: true }), rule({ spanStart: 0, spanEnd: 3 })];
    expect(apply(spans, {}, changed).record).toMatchObject({ note: { withheld: 'free-text-unreviewed' } });
    const plain = rule({ field: 'name', spanStart: 0, spanEnd: 2, valueDigest: valueDigest(digest, 'Erika') });
    expect(apply([plain], {}, { ...record, name: 'Xenia' }).record).toMatchObject({
      name: { withheld: 'rights-of-others' },
    });
  });

  it('never opens what is never disclosed, nor what the map does not know', () => {
    const released = rule({ field: 'password', released: true, valueDigest: valueDigest(digest, 'geheim') });
    expect(apply([released]).record).toMatchObject({ password: { withheld: 'never-disclosed' } });
    const strange = apply(
      [rule({ field: 'iban', released: true, valueDigest: valueDigest(digest, 'DE00') })],
      {},
      { iban: 'DE00' },
    );
    expect(strange).toEqual({ record: {}, withheld: [{ field: 'iban', reason: 'not-in-map' }] });
  });

  it('lets an exclusion win over a release', () => {
    const rules = [rule({ released: true }), rule({ reason: 'trade-secret' })];
    expect(apply(rules).record).toMatchObject({ note: { withheld: 'trade-secret' } });
    expect(apply(rules.reverse()).record).toMatchObject({ note: { withheld: 'trade-secret' } });
    expect(apply([rule({ field: null, reason: 'legal-privilege', valueDigest: null })])).toEqual({
      record: null,
      withheld: [{ field: null, reason: 'legal-privilege' }],
    });
  });

  it('blacks out spans, also touching, overlapping and unordered ones', () => {
    const spans = (...pairs: [number, number][]) =>
      apply([rule({ released: true }), ...pairs.map(([spanStart, spanEnd]) => rule({ spanStart, spanEnd }))]).record
        ?.note;
    expect(spans([0, 3])).toBe('█ war hier, sagt Max.');
    expect(spans([19, 22], [0, 3])).toBe('█ war hier, sagt █.');
    expect(spans([0, 2], [1, 3], [3, 7])).toBe('█ hier, sagt Max.');
    expect(spans([0, 1000])).toBe('█');
    expect(spans([5, 7], [0, 1000])).toBe('█');
  });

  it('withholds a value that is no text as a whole when a span is set on it', () => {
    const json = { field: 'json', valueDigest: valueDigest(digest, record.json ?? null) };
    const rules = [rule({ ...json, released: true }), rule({ ...json, spanStart: 0, spanEnd: 1 })];
    expect(apply(rules).record).toMatchObject({ json: { withheld: 'rights-of-others' } });
  });

  it('holds nothing back where there is nothing', () => {
    expect(apply([], {}, { note: '', clerk: null, json: [] })).toEqual({
      record: { note: '', clerk: null, json: [] },
      withheld: [],
    });
  });

  it('withholds joint records until an officer has released this one as it stands', () => {
    const joint = { map: { ...map, jointly: true } };
    expect(apply([], joint)).toEqual({ record: null, withheld: [{ field: null, reason: 'joint-unreviewed' }] });
    const release = rule({ field: null, released: true, valueDigest: valueDigest(digest, record) });
    expect(apply([release], joint).record).toMatchObject({ name: 'Erika', note: { withheld: 'free-text-unreviewed' } });
    expect(apply([release], joint, { ...record, name: 'Erika und Max' }).record).toBeNull();
  });

  it('knows only the fields of the answer', () => {
    expect(apply([], { only: new Set(['name']) })).toEqual({ record: { name: 'Erika' }, withheld: [] });
  });

  it('is not led astray by names of the language itself', () => {
    const hostile = JSON.parse('{"__proto__":{"name":"x"},"constructor":"y","name":"Erika"}') as Record<
      string,
      JsonValue
    >;
    const { record: shown } = apply([], {}, hostile);
    expect(shown).toEqual({ name: 'Erika' });
    expect(Object.getPrototypeOf(shown)).toBe(Object.prototype);
    const odd = withholding(
      options([], { map: { fields: JSON.parse('{"__proto__":"user"}') as Collection['fields'] } }),
    );
    const kept =
      odd({ key, record: JSON.parse('{"__proto__":{"polluted":true}}') as Record<string, JsonValue> }).record ?? {};
    expect(Object.keys(kept)).toEqual(['__proto__']);
    expect((kept as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('passes records untouched only where no rule could ever touch one', () => {
    const open = { fields: { name: 'user.name' } };
    expect(withholdsNothing(options([], { map: open }))).toBe(true);
    expect(withholdsNothing(options([]))).toBe(false);
    expect(withholdsNothing(options([rule({})], { map: open }))).toBe(false);
    expect(withholdsNothing(options([rule({ system: 'shop' })], { map: open }))).toBe(true);
    expect(withholdsNothing(options([], { map: { ...open, jointly: true } }))).toBe(false);
    expect(withholdsNothing(options([], { map: open, only: new Set() }))).toBe(false);
  });

  it('shows nothing of an unreviewed text, whatever rules there are without a release of it', () => {
    const anyRule = fc.record({
      field: fc.constantFrom(null, 'note', 'clerk', 'name'),
      spanStart: fc.constantFrom(null, 0, 4),
      spanEnd: fc.constantFrom(null, 3, 9),
      valueDigest: fc.constantFrom(null, valueDigest(digest, record.note ?? null), 'other'),
      reason: fc.constantFrom(...OFFICER_REASONS),
      released: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyRule, { maxLength: 6 }), (changes) => {
        const rules = changes.map((change) => rule(change));
        const shown = JSON.stringify(apply(rules).record);
        const reviewed = rules.some(
          ({ field, released, valueDigest: of }) =>
            field === 'note' && released && of === valueDigest(digest, record.note ?? null),
        );
        if (!reviewed) expect(shown ?? '').not.toContain('war hier');
        expect(shown ?? '').not.toContain('geheim');
      }),
    );
  });
});
