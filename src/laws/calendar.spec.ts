import { Temporal } from 'temporal-polyfill';
import { UnknownPlace } from './calendar.js';
import { legalDay, startOfLegalDay } from './legal-day.js';
import { parsePeriod } from './period.js';
import { readLaws } from './reading/read-laws.js';
import { addWorkingDays, workingDayFrom } from './working-days.js';

const laws = readLaws(new URL('./', import.meta.url));
const gdpr = laws.pinned('eu-gdpr@2026-01-01');
const germany = laws.pinned('de@2026-01-01');
const day = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);

describe('a calendar', () => {
  it('knows why a day is off, in both languages', () => {
    const berlin = laws.calendar(germany, { state: 'BE' });
    expect(berlin.place).toBe('DE-BE');
    expect(berlin.whyOff(day('2026-12-25'))?.de).toBe('1. Weihnachtstag');
    expect(berlin.whyOff(day('2026-12-25'))?.en).toMatch(/Christmas/);
    expect(berlin.whyOff(day('2026-12-27'))).toEqual({ de: 'Sonntag', en: 'Sunday' });
    expect(berlin.whyOff(day('2026-12-28'))).toBeNull();
  });

  it('works half days and local holidays, so that a date is never later than the law allows', () => {
    const bavaria = laws.calendar(germany, { country: 'DE', state: 'BY' });
    expect(bavaria.isWorkingDay(day('2026-12-24'))).toBe(true);
    expect(bavaria.isWorkingDay(day('2028-08-15'))).toBe(true);
    expect(bavaria.isWorkingDay(day('2026-01-06'))).toBe(false);
  });

  it('takes the controller’s country under the GDPR, if it lies in the Union', () => {
    const epiphany = day('2026-07-14');
    expect(laws.calendar(gdpr, { country: 'FR' }).isWorkingDay(epiphany)).toBe(false);
    expect(laws.calendar(gdpr).isWorkingDay(epiphany)).toBe(true);
    expect(laws.calendar(gdpr, { country: 'US', state: 'CA' }).isWorkingDay(day('2026-11-26'))).toBe(true);
    expect(laws.calendar(gdpr, { country: 'US', state: 'CA' }).place).toBe('');
  });

  it('takes no state of another country', () => {
    expect(laws.calendar(germany, { country: 'US', state: 'CA' }).place).toBe('DE');
    expect(laws.calendar(laws.pinned('us-ca@2026-01-01'), { country: 'DE', state: 'BE' }).place).toBe('US-CA');
  });

  it.each([
    { country: 'DE', state: 'XX' },
    { country: 'DE', state: 'constructor' },
    { country: 'DE', state: 'be' },
  ])('refuses a place that nobody knows: %o', (place) => {
    expect(() => laws.calendar(germany, place)).toThrow(UnknownPlace);
  });

  it('is found again', () => {
    expect(laws.calendar(germany, { state: 'HH' })).toBe(laws.calendar(germany, { state: 'HH' }));
  });

  it('counts working days both ways', () => {
    const calendar = laws.calendar(germany);
    expect(addWorkingDays(day('2026-12-23'), 2, calendar).toString()).toBe('2026-12-28');
    expect(addWorkingDays(day('2026-12-28'), -2, calendar).toString()).toBe('2026-12-23');
    expect(addWorkingDays(day('2026-12-27'), 0, calendar).toString()).toBe('2026-12-27');
    expect(workingDayFrom(day('2026-12-23'), calendar).toString()).toBe('2026-12-23');
  });

  it('that never works is an error and not a loop', () => {
    const never = { place: 'nowhere', isWorkingDay: () => false, whyOff: () => null };
    expect(() => workingDayFrom(day('2026-12-23'), never)).toThrow(RangeError);
    expect(() => addWorkingDays(day('2026-12-23'), 1, never)).toThrow(RangeError);
  });
});

describe('a legal day', () => {
  it('is the date on the wall, also in the hour that the clocks change', () => {
    expect(legalDay(new Date('2026-10-24T22:30:00Z'), 'Europe/Berlin').toString()).toBe('2026-10-25');
    expect(legalDay(new Date('2026-10-25T23:30:00Z'), 'Europe/Berlin').toString()).toBe('2026-10-26');
    expect(legalDay(new Date('2026-10-25T22:30:00Z'), 'Europe/Berlin').toString()).toBe('2026-10-25');
    expect(() => legalDay(new Date(0), 'Mars/Olympus')).toThrow(RangeError);
  });

  it('begins at midnight there', () => {
    expect(startOfLegalDay(day('2026-07-01'), 'Europe/Berlin').toISOString()).toBe('2026-06-30T22:00:00.000Z');
    expect(legalDay(startOfLegalDay(day('2026-03-29'), 'Europe/Berlin'), 'Europe/Berlin').toString()).toBe(
      '2026-03-29',
    );
  });
});

describe('a period', () => {
  it('is read', () => {
    expect(parsePeriod('P1M')).toEqual({ amount: 1, unit: 'months' });
    expect(parsePeriod('15BD')).toEqual({ amount: 15, unit: 'businessDays' });
  });

  it.each(['', 'P0D', 'P1', '1M', 'P1M2D', '-P1M', 'P1H', 'P1.5M', 'BD', 'P9999D', ' P1M'])('is not: %p', (text) => {
    expect(() => parsePeriod(text)).toThrow(RangeError);
  });
});
