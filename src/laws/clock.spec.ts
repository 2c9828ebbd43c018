import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { ClockEvent } from './clock-event.js';
import { clockOf, type LegalClock } from './clock.js';
import { NothingReceived } from './case-days.js';
import { UnknownRight } from './law.js';
import type { RightName } from './law-data.js';
import { readLaws } from './reading/read-laws.js';
import { spoken } from './step.js';

const laws = readLaws(new URL('./', import.meta.url));
const BERLIN = 'Europe/Berlin';
const germany = laws.pinned('de@2026-01-01');
const nationwide = laws.calendar(germany);

const noon = (day: string, zone = BERLIN): Date =>
  new Date(Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).epochMilliseconds);
const received = (day: string, zone = BERLIN): ClockEvent => ({ kind: 'received', at: noon(day, zone), zone });
const german = (events: ClockEvent[], right: RightName = 'access', calendar = nationwide): LegalClock =>
  clockOf(germany, right, events, calendar);
const rules = (clock: LegalClock): string[] => clock.steps.map((step) => step.rule);

describe('the month of the GDPR', () => {
  it.each([
    ['2026-01-31', '2026-03-02', '2026-04-30'],
    ['2026-03-05', '2026-04-07', '2026-06-05'],
    ['2026-08-31', '2026-09-30', '2026-11-30'],
    ['2026-11-23', '2026-12-23', '2027-02-23'],
    ['2026-11-25', '2026-12-28', '2027-02-25'],
    // EDPB Guidelines 01/2022
    ['2025-03-05', '2025-04-07', '2025-06-05'],
  ])('received %s: due %s, extended %s', (day, due, extended) => {
    const clock = german([received(day)]);
    expect(clock.due.toString()).toBe(due);
    expect(clock.unpausedDue.toString()).toBe(due);
    expect(clock.extendedDue?.toString()).toBe(extended);
    expect(clock.state).toBe('running');
    expect(clock.ack).toBeNull();
  });

  it('rolls over the holidays of the Land, and only of that Land', () => {
    // 2026-11-18 is Repentance Day, a holiday in Saxony alone.
    const saxony = laws.calendar(germany, { country: 'DE', state: 'SN' });
    const berlin = laws.calendar(germany, { country: 'DE', state: 'BE' });
    expect(german([received('2026-10-18')], 'access', saxony).due.toString()).toBe('2026-11-19');
    expect(german([received('2026-10-18')], 'access', berlin).due.toString()).toBe('2026-11-18');
  });

  it('takes the day of receipt from the wall of the controller, not from UTC', () => {
    const lateEvening = new Date('2026-11-23T23:30:00Z');
    expect(german([{ kind: 'received', at: lateEvening, zone: BERLIN }]).received.toString()).toBe('2026-11-24');
    expect(german([{ kind: 'received', at: lateEvening, zone: 'America/New_York' }]).received.toString()).toBe(
      '2026-11-23',
    );
  });

  it('counts a corrected receipt', () => {
    expect(german([received('2026-11-25'), received('2026-11-23')]).due.toString()).toBe('2026-12-23');
  });

  it('sends the answer five working days before it is due', () => {
    expect(german([received('2026-11-23')]).answerBy.toString()).toBe('2026-12-16');
    // 25, 26 and 27 December are off: five working days before Monday the 28th is Friday the 18th.
    expect(german([received('2026-11-25')]).answerBy.toString()).toBe('2026-12-18');
    expect(german([received('2026-11-23')]).warnFrom.toString()).toBe('2026-12-09');
  });

  it('asks for a restriction on the next working day after an objection', () => {
    expect(german([received('2026-12-24')], 'objection').act?.toString()).toBe('2026-12-28');
    expect(german([received('2026-11-23')], 'rectification').act?.toString()).toBe('2026-11-24');
    expect(german([received('2026-11-23')]).act).toBeNull();
  });

  it('refuses a right that the law does not know, and a case without receipt', () => {
    expect(() => german([received('2026-11-23')], 'do_not_sell')).toThrow(UnknownRight);
    expect(() => german([])).toThrow(NothingReceived);
  });
});

describe('a doubt', () => {
  const asked: ClockEvent = { kind: 'doubt_recorded', at: noon('2026-11-25') };
  const settled: ClockEvent = { kind: 'doubt_settled', at: noon('2026-12-02') };

  it('recorded by an officer without undue delay does not count its days, and the unpaused date stays in view', () => {
    const clock = german([received('2026-11-23'), asked, settled]);
    expect(clock.due.toString()).toBe('2026-12-30');
    expect(clock.unpausedDue.toString()).toBe('2026-12-23');
    expect(clock.answerBy.toString()).toBe('2026-12-16');
    expect(clock.state).toBe('running');
    expect(rules(clock)).toEqual(expect.arrayContaining(['pause', 'unpaused']));
  });

  it('that stands moves nothing yet', () => {
    const clock = german([received('2026-11-23'), asked]);
    expect(clock.state).toBe('paused');
    expect(clock.due.toString()).toBe('2026-12-23');
  });

  it('asked late pauses nothing', () => {
    const late: ClockEvent = { kind: 'doubt_recorded', at: noon('2026-12-01') };
    const clock = german([received('2026-11-23'), late]);
    expect(clock.state).toBe('running');
    expect(clock.due.toString()).toBe('2026-12-23');
    expect(rules(clock)).toContain('pause_too_late');
  });

  it('ends with the answer', () => {
    const clock = german([received('2026-11-23'), asked, { kind: 'answered', at: noon('2026-12-24') }]);
    expect(clock.state).toBe('answered');
    expect(clock.inTime).toBe(true);
  });
});

describe('an extension', () => {
  const extended = (day: string, reason = 'complexity'): ClockEvent => ({ kind: 'extended', at: noon(day), reason });

  it('reaches three months from receipt, and warns by the earlier, chained date', () => {
    const clock = german([received('2026-01-31'), extended('2026-02-20')]);
    expect(clock.due.toString()).toBe('2026-04-30');
    expect(clock.cautiousDue.toString()).toBe('2026-04-28');
    expect(clock.answerBy.toString()).toBe('2026-04-21');
    expect(clock.extended).toBe(true);
    expect(clock.mayExtendUntil).toBeNull();
  });

  it('counts once', () => {
    const clock = german([received('2026-11-23'), extended('2026-12-01'), extended('2027-01-15')]);
    expect(clock.due.toString()).toBe('2027-02-23');
    expect(rules(clock)).toContain('extension_again');
  });

  it.each([
    ['the day after the deadline', '2026-12-24', 'complexity', 'extension_too_late'],
    ['without a reason', '2026-12-01', '  ', 'extension_without_reason'],
  ])('has no effect %s', (_name, day, reason, rule) => {
    const clock = german([received('2026-11-23'), extended(day, reason)]);
    expect(clock.due.toString()).toBe('2026-12-23');
    expect(clock.extended).toBe(false);
    expect(rules(clock)).toContain(rule);
  });

  it('is possible on the last day', () => {
    const clock = german([received('2026-11-23'), extended('2026-12-23')]);
    expect(clock.extended).toBe(true);
    expect(german([received('2026-11-23')]).mayExtendUntil?.toString()).toBe('2026-12-23');
  });
});

describe('an end', () => {
  it('is late after the due date', () => {
    const clock = german([received('2026-11-23'), { kind: 'answered', at: noon('2026-12-24') }]);
    expect(clock.inTime).toBe(false);
    expect(clock.mayExtendUntil).toBeNull();
  });

  it('may be a withdrawal', () => {
    expect(german([received('2026-11-23'), { kind: 'withdrawn', at: noon('2026-11-24') }]).state).toBe('withdrawn');
  });

  it('keeps the first answer: supplements do not move it', () => {
    const clock = german([
      received('2026-11-23'),
      { kind: 'answered', at: noon('2026-12-20') },
      { kind: 'answered', at: noon('2027-01-20') },
    ]);
    expect(clock.inTime).toBe(true);
  });
});

describe('California', () => {
  const zone = 'America/Los_Angeles';
  const law = laws.pinned('us-ca@2026-01-01');
  const calendar = laws.calendar(law);
  const californian = (right: RightName, ...events: ClockEvent[]): LegalClock => clockOf(law, right, events, calendar);

  it('confirms in ten business days and answers in 45 calendar days', () => {
    const clock = californian('access', received('2026-11-23', zone));
    expect(clock.ack?.toString()).toBe('2026-12-09');
    expect(clock.due.toString()).toBe('2027-01-07');
    expect(clock.cautiousDue.toString()).toBe('2027-01-06');
    expect(clock.extendedDue?.toString()).toBe('2027-02-21');
  });

  it('opts out in fifteen business days, the day after Thanksgiving left out', () => {
    const clock = californian('do_not_sell', received('2026-11-23', zone));
    expect(clock.due.toString()).toBe('2026-12-16');
    expect(clock.mayExtendUntil).toBeNull();
    expect(clock.ack).toBeNull();
  });

  it('does not move a Sunday', () => {
    const clock = californian('access', received('2026-11-23', zone), {
      kind: 'extended',
      at: noon('2026-12-01', zone),
      reason: 'complexity',
    });
    expect(clock.due.toString()).toBe('2027-02-21');
    expect(clock.due.dayOfWeek).toBe(7);
  });

  it('knows no pause', () => {
    const clock = californian(
      'erasure',
      received('2026-11-23', zone),
      { kind: 'doubt_recorded', at: noon('2026-11-23', zone) },
      { kind: 'doubt_settled', at: noon('2026-12-20', zone) },
    );
    expect(clock.due.toString()).toBe('2027-01-07');
    expect(rules(clock)).toContain('pause_unknown');
  });

  it('works on the Friday before a holiday on Saturday (no substitute under state law)', () => {
    // Ten business days after 2026-06-22, with 3 July worked: Monday 6 July.
    expect(californian('access', received('2026-06-22', zone)).ack?.toString()).toBe('2026-07-06');
  });
});

describe('the explanation', () => {
  it('is in both languages, step by step, with what is not confirmed marked', () => {
    const clock = german([received('2026-11-25')]);
    expect(rules(clock)).toEqual([
      'receipt',
      'period_length',
      'period',
      'roll_forward',
      'calendar',
      'due',
      'answer_by',
    ]);
    const lines = spoken(clock.steps, 'de');
    expect(lines[0]).toBe('Die Anfrage ist am Mittwoch, 25. November 2026 eingegangen. [Art. 12(3) sentence 1 GDPR]');
    expect(lines[3]).toContain('1. Weihnachtstag');
    expect(lines[3]).toContain('Montag, 28. Dezember 2026');
    expect(lines[2]).toContain('noch zu bestätigen');
    expect(spoken(clock.steps, 'en').join('\n')).toContain('not confirmed yet');
    expect(clock.confirmed).toBe(false);
  });

  it('leaves no hole in any sentence', () => {
    const events: ClockEvent[] = [
      received('2026-01-31'),
      { kind: 'doubt_recorded', at: noon('2026-02-02') },
      { kind: 'doubt_settled', at: noon('2026-02-05') },
      { kind: 'extended', at: noon('2026-02-20'), reason: 'number' },
      { kind: 'answered', at: noon('2026-03-20') },
    ];
    for (const right of germany.rights) {
      for (const { text } of german(events, right).steps) {
        expect(`${text.de}${text.en}`).not.toMatch(/[{}]|undefined|\[object/);
      }
    }
  });
});

describe('for any receipt', () => {
  const day = fc
    .integer({ min: 0, max: 365 * 12 })
    .map((offset) => Temporal.PlainDate.from('2024-01-01').add({ days: offset }));
  const state = fc.constantFrom(
    'BB',
    'BE',
    'BW',
    'BY',
    'HB',
    'HE',
    'HH',
    'MV',
    'NI',
    'NW',
    'RP',
    'SH',
    'SL',
    'SN',
    'TH',
  );
  const place = state.map((land) => laws.calendar(germany, { country: 'DE', state: land }));

  it('the due date in the EU is worked, and not before the nominal one', () => {
    fc.assert(
      fc.property(day, place, fc.boolean(), (on, calendar, extend) => {
        const events = [received(on.toString())];
        if (extend) events.push({ kind: 'extended', at: noon(on.add({ days: 3 }).toString()), reason: 'number' });
        const clock = german(events, 'access', calendar);
        expect(calendar.isWorkingDay(clock.due)).toBe(true);
        expect(Temporal.PlainDate.compare(clock.due, on.add({ months: extend ? 3 : 1 }))).toBeGreaterThanOrEqual(0);
        expect(Temporal.PlainDate.compare(clock.answerBy, clock.due)).toBeLessThan(0);
        expect(Temporal.PlainDate.compare(clock.warnFrom, clock.answerBy)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('a later receipt is never due earlier', () => {
    fc.assert(
      fc.property(day, fc.nat(40), place, (on, later, calendar) => {
        const one = german([received(on.toString())], 'access', calendar);
        const other = german([received(on.add({ days: later }).toString())], 'access', calendar);
        expect(Temporal.PlainDate.compare(one.due, other.due)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('a pause never makes it earlier, and the same events give the same clock', () => {
    fc.assert(
      fc.property(day, fc.nat(10), fc.nat(60), place, (on, until, length, calendar) => {
        const asked = on.add({ days: until });
        const events: ClockEvent[] = [
          received(on.toString()),
          { kind: 'doubt_recorded', at: noon(asked.toString()) },
          { kind: 'doubt_settled', at: noon(asked.add({ days: length }).toString()) },
        ];
        const clock = german(events, 'erasure', calendar);
        expect(Temporal.PlainDate.compare(clock.unpausedDue, clock.due)).toBeLessThanOrEqual(0);
        expect(clock.unpausedDue.toString()).toBe(
          german([received(on.toString())], 'erasure', calendar).due.toString(),
        );
        expect(JSON.stringify(german(structuredClone(events), 'erasure', calendar))).toBe(JSON.stringify(clock));
      }),
    );
  });
});
