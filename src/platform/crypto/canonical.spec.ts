import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { canonicalise } from './canonical.js';

interface Vector {
  kind: string;
  value: string;
  country?: string;
  canonical?: string;
  code?: string;
}

const { vectors } = JSON.parse(readFileSync(new URL('./canonical.vectors.json', import.meta.url), 'utf8')) as {
  vectors: Vector[];
};

describe('canonical forms', () => {
  it.each(vectors)('$kind $value → $canonical$code', ({ kind, value, country, canonical, code }) => {
    const expected = canonical === undefined ? { ok: false, code } : { ok: true, value: canonical };
    expect(canonicalise(kind, value, country === undefined ? {} : { country })).toEqual(expected);
  });

  // A lone surrogate cannot stand in a JSON file that other languages read too.
  it.each(['\ud800', 'a\udfff@example.com', '\ud83d'])('refuses half of a surrogate pair', (value) => {
    expect(canonicalise('email', value)).toEqual({ ok: false, code: 'forbidden-character' });
    expect(canonicalise('customer_id', value)).toEqual({ ok: false, code: 'forbidden-character' });
  });

  it.each([undefined, null, 42, {}, [], ['a@example.com'], { toString: () => 'a@example.com' }, new Date(0)])(
    'takes text alone, not %p',
    (value) => expect(canonicalise('email', value)).toEqual({ ok: false, code: 'not-text' }),
  );

  it('refuses huge input at once', () => {
    for (const huge of ['a'.repeat(50_000_000), '\ufdfa'.repeat(10_000_000), `${'a'.repeat(300)}@example.com`]) {
      const before = performance.now();
      expect(canonicalise('email', huge)).toEqual({ ok: false, code: 'too-long' });
      expect(performance.now() - before).toBeLessThan(200);
    }
    // U+FDFA becomes eighteen characters under NFKC.
    expect(canonicalise('name', '\ufdfa'.repeat(200))).toEqual({ ok: false, code: 'too-long' });
  });

  it('knows the longest address', () => {
    const domain = `${'d'.repeat(60)}.${'d'.repeat(60)}.${'d'.repeat(60)}.example`;
    const local = (length: number): string => 'l'.repeat(length - domain.length - 1);
    expect(canonicalise('email', `${local(254)}@${domain}`)).toMatchObject({ ok: true });
    expect(canonicalise('email', `${local(255)}@${domain}`)).toEqual({ ok: false, code: 'too-long' });
    expect(canonicalise('email', `${'ü'.repeat(33)}@example.com`)).toEqual({ ok: false, code: 'too-long' });
  });

  it('is the same when done twice, and never throws', () => {
    const kinds = fc.constantFrom('email', 'phone', 'fax', 'customer_id', 'name', '__proto__');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.emailAddress(),
      fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.domain()).map(([local, host]) => `${local}@${host}`),
      fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })).map((parts) => parts.join('@')),
      fc.integer({ min: 0, max: 10 ** 12 }).map((number) => `+49${number}`),
    );
    fc.assert(
      fc.property(kinds, text, (kind, value) => {
        const once = canonicalise(kind, value, { country: 'DE' });
        if (once.ok) expect(canonicalise(kind, once.value, { country: 'DE' })).toEqual(once);
      }),
      { numRuns: 3_000 },
    );
  });

  it('does not depend on the spelling of an address', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.string({ unit: fc.constantFrom(' ', '\t', '\n') }), (address, space) => {
        const plain = canonicalise('email', address);
        expect(canonicalise('email', `${space}${address.toUpperCase()}${space}`)).toEqual(plain);
      }),
    );
  });
});
