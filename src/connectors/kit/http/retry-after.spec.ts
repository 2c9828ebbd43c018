import { retryAfter } from './retry-after.js';

const now = new Date('2026-11-23T12:00:00Z');
const DAY = 24 * 3_600_000;

it.each([
  ['3', 3_000],
  ['0.5', 1_000],
  ['0', 1_000],
  ['-20', 1_000],
  ['86400000', DAY],
  ['1e9', undefined],
  ['Mon, 23 Nov 2026 12:01:00 GMT', 60_000],
  ['Monday, 23-Nov-26 12:00:30 GMT', 30_000],
  ['Mon Nov 23 12:00:10 2026', 10_000],
  ['Mon, 23 Nov 2026 11:00:00 GMT', 1_000],
  ['Fri, 31 Dec 2999 23:59:59 GMT', DAY],
  ['soon', undefined],
  ['', undefined],
  ['NaN', undefined],
  ['Infinity', undefined],
  ['3 seconds', undefined],
  ['2026', 2_026_000],
  ['Mon, 99 Zzz 2026', undefined],
])('%s', (header, milliseconds) => {
  expect(retryAfter({ 'retry-after': header }, now)).toBe(milliseconds);
});

it('says nothing when nothing was said', () => expect(retryAfter({}, now)).toBeUndefined());
