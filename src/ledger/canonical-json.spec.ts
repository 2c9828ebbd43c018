import canonicalizeModule from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json.js';

const canonicalize = canonicalizeModule as unknown as (value: unknown) => string;

describe('canonicalJson', () => {
  it('writes what the library writes, for anything that JSON can hold', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(canonicalJson(value)).toBe(canonicalize(value));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    [{ b: 1, a: 'x', 10: 0, 9: 0 }, '{"10":0,"9":0,"a":"x","b":1}'],
    [{ a: undefined, b: [undefined, null] }, '{"b":[null,null]}'],
    [{ é: 'ü\u2028"\\\n', at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z","é":"ü\u2028\\"\\\\\\n"}'],
    [-0, '0'],
  ])('%j', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
    expect(canonicalize(value)).toBe(text);
  });

  it('has no text for numbers that JSON lacks', () => {
    expect(() => canonicalJson({ a: Infinity })).toThrow(RangeError);
    expect(() => canonicalJson(NaN)).toThrow(RangeError);
  });
});
