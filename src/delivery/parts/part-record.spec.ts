import fc from 'fast-check';
import { fromLine, type PartRecord, recordText, toLine, UnmappedField } from './part-record.js';

const names = ['id', 'name', 'Straße "2"', '12', 'note'];
const fields = new Set(names);
const anyRecord = fc.record({
  key: fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.maxSafeInteger()), { minLength: 1, maxLength: 3 }),
  record: fc.dictionary(fc.constantFrom(...names), fc.jsonValue()),
}) as fc.Arbitrary<PartRecord>;

describe('a line of a part', () => {
  it('is what the serialiser would write, and is read back as it was', () => {
    fc.assert(
      fc.property(anyRecord, (found) => {
        const line = toLine(found, fields);
        expect(line).toBe(JSON.stringify({ k: found.key, r: found.record }));
        expect(recordText(line)).toBe(JSON.stringify(found.record));
        expect(JSON.stringify(fromLine(line))).toBe(JSON.stringify(found));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is never longer than one line', () => {
    expect(toLine({ key: ['a\nb'], record: { note: 'x\r\ny\u2028"\\' } }, fields)).toBe(
      '{"k":["a\\nb"],"r":{"note":"x\\r\\ny\u2028\\"\\\\"}}',
    );
  });

  it('holds nothing that the map does not name', () => {
    expect(() => toLine({ key: [1], record: { id: 1, secret: 'x' } }, fields)).toThrow(UnmappedField);
  });
});
