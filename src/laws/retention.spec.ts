import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { UnknownLaw } from './laws.js';
import { readLaws } from './reading/read-laws.js';
import { spoken } from './step.js';

const laws = readLaws(new URL('./', import.meta.url));
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const TODAY = day('2026-11-23');
const kept = (ground: string, from: string, asOf = TODAY): string[] => {
  const { keptUntil, mayGoFrom } = laws.retainUntil(ground, day(from), asOf);
  return [keptUntil.toString(), mayGoFrom.toString()];
};

describe('retention', () => {
  it.each([
    ['de/ao-147/buchungsbeleg', '2021-01-01', '2029-12-31', '2030-01-01'],
    ['de/ao-147/buchungsbeleg', '2024-07-13', '2032-12-31', '2033-01-01'],
    ['de/ao-147/buchungsbeleg', '2021-12-31', '2029-12-31', '2030-01-01'],
    ['de/ustg-14b/invoice', '2024-02-29', '2032-12-31', '2033-01-01'],
    ['de/hgb-257/buchungsbeleg', '2025-06-01', '2033-12-31', '2034-01-01'],
    ['de/ao-147/books', '2021-01-01', '2031-12-31', '2032-01-01'],
    ['de/ao-147/handelsbrief', '2021-01-01', '2027-12-31', '2028-01-01'],
  ])('%s of %s is kept until %s and may go from %s', (ground, from, until, go) => {
    expect(kept(ground, from)).toEqual([until, go]);
  });

  it('asks the law of the day: before 2025 a voucher was kept for ten years', () => {
    expect(kept('de/ao-147/buchungsbeleg', '2021-01-01', day('2024-12-31'))[0]).toBe('2031-12-31');
    expect(kept('de/ao-147/buchungsbeleg', '2021-01-01', day('2025-01-01'))[0]).toBe('2029-12-31');
  });

  it('shortens no period that had ended before, and reaches back no further than its own first day', () => {
    // Ten years from the end of 2013: over on 2023-12-31, before the eight years came.
    expect(kept('de/ao-147/buchungsbeleg', '2013-05-05')).toEqual(['2023-12-31', '2024-01-01']);
    // Eight years from the end of 2015 would be 2023-12-31, but until the end of 2024 ten years were the law.
    expect(kept('de/ao-147/buchungsbeleg', '2015-05-05')).toEqual(['2024-12-31', '2025-01-01']);
    expect(kept('de/ao-147/buchungsbeleg', '2014-05-05')).toEqual(['2024-12-31', '2025-01-01']);
    expect(kept('de/ao-147/buchungsbeleg', '2017-05-05')).toEqual(['2025-12-31', '2026-01-01']);
  });

  it('is a "not before" where the tax assessment period may run, and says so', () => {
    const tax = laws.retainUntil('de/ao-147/buchungsbeleg', day('2021-01-01'), TODAY);
    expect(tax.notBefore).toBe(true);
    expect(tax.confirmed).toBe(false);
    const lines = spoken(tax.steps, 'de');
    expect(lines[1]).toContain('Freitag, 31. Dezember 2021');
    expect(lines.at(-1)).toContain('solange');
    expect(lines.join('\n')).toContain('noch zu bestätigen: ');
    expect(laws.retainUntil('de/hgb-257/books', day('2021-01-01'), TODAY).notBefore).toBe(false);
  });

  it('knows no period for a ground of another kind, or for none', () => {
    expect(() => laws.retainUntil('gdpr/17-3-e/claim', TODAY, TODAY)).toThrow(UnknownLaw);
    expect(() => laws.retainUntil('de/ao-147/nothing', TODAY, TODAY)).toThrow(UnknownLaw);
    expect(() => laws.retainUntil('__proto__', TODAY, TODAY)).toThrow(UnknownLaw);
  });

  it('ends on the last day of a year, never before the event, and never earlier for a later event', () => {
    const date = fc.integer({ min: 0, max: 365 * 25 }).map((offset) => day('2005-01-01').add({ days: offset }));
    const ground = fc.constantFrom('de/ao-147/buchungsbeleg', 'de/ao-147/books', 'de/ao-147/handelsbrief');
    fc.assert(
      fc.property(ground, date, fc.nat(1000), date, (id, from, later, asOf) => {
        const { keptUntil, mayGoFrom } = laws.retainUntil(id, from, asOf);
        expect([keptUntil.month, keptUntil.day]).toEqual([12, 31]);
        expect(mayGoFrom.since(keptUntil).days).toBe(1);
        expect(keptUntil.year - from.year).toBeGreaterThanOrEqual(6);
        const next = laws.retainUntil(id, from.add({ days: later }), asOf).keptUntil;
        expect(Temporal.PlainDate.compare(keptUntil, next)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('the case file', () => {
  it('is kept three years to the year’s end in Germany, and visibly unconfirmed', () => {
    const retention = laws.caseRetention(laws.current('de', TODAY), day('2026-12-23'));
    expect(retention.keepUntil.toString()).toBe('2029-12-31');
    expect(retention.mayGoFrom.toString()).toBe('2030-01-01');
    expect(retention.confirmed).toBe(false);
  });

  it('is kept 24 months from closing in California', () => {
    const retention = laws.caseRetention(laws.current('us-ca', TODAY), day('2026-12-23'));
    expect(retention.keepUntil.toString()).toBe('2028-12-23');
    expect(retention.confirmed).toBe(true);
  });
});
