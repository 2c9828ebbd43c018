import fc from 'fast-check';
import { dayIn, receiptMoment } from '../../web/src/desk/record/receipt-moment.js';
import { faultsOf, recordedOf, type RecordValues } from '../../web/src/desk/record/record-form.js';

const ZONES = ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kathmandu', 'Pacific/Auckland', 'UTC'];
const NOW = new Date('2026-11-23T09:00:00Z');

const clockIn = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);

describe('the moment of a true receipt', () => {
  it('is the typed day and hour at the place where it arrived', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2001-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }),
        fc.constantFrom(...ZONES),
        (any, zone) => {
          const at = new Date(Math.floor(any.getTime() / 60_000) * 60_000);
          const [day, time] = [dayIn(at, zone), clockIn(at, zone)];
          const moment = receiptMoment(day, time, zone, NOW);
          expect([dayIn(moment, zone), clockIn(moment, zone)]).toEqual([day, time]);
        },
      ),
    );
  });

  it('is noon where no hour is known, and now where noon is still ahead', () => {
    expect(receiptMoment('2026-11-20', '', 'Europe/Berlin', NOW).toISOString()).toBe('2026-11-20T11:00:00.000Z');
    expect(receiptMoment('2026-11-23', '', 'Europe/Berlin', NOW)).toEqual(NOW);
    // A day that lies ahead is not made today: the form refuses it.
    expect(receiptMoment('2026-11-24', '', 'Europe/Berlin', NOW) > NOW).toBe(true);
  });

  it('stays on its day when the clocks change', () => {
    for (const day of ['2026-03-29', '2026-10-25']) {
      for (const time of ['00:00', '01:30', '02:30', '03:30', '23:59']) {
        expect(dayIn(receiptMoment(day, time, 'Europe/Berlin', NOW), 'Europe/Berlin')).toBe(day);
      }
    }
  });
});

describe('what somebody of the office writes down', () => {
  const values: RecordValues = {
    channel: 'letter',
    day: '2026-11-20',
    time: '',
    controllers: ['nordlicht'],
    rights: ['erasure'],
    copyFirst: true,
    identifiers: [
      { kind: 'email', value: ' a@example.org ' },
      { kind: 'phone', value: '  ' },
    ],
    text: '  ',
    locale: 'de',
    country: '',
    state: '',
    relation: 'customer',
    replyBy: 'post',
    role: 'controller',
    acting: false,
    actingName: '',
    actingRelation: null,
    authority: null,
    actingContact: '',
    testPerson: false,
    files: [],
  };
  const faults = (change: Partial<RecordValues>) => faultsOf({ ...values, ...change }, 'Europe/Berlin', NOW);

  it('is sent without what was left empty, and the copy comes first only where both are asked for', () => {
    const sent = recordedOf(values, 'Europe/Berlin', NOW);
    expect(sent).toMatchObject({
      receivedAt: '2026-11-20T11:00:00.000Z',
      identifiers: [{ kind: 'email', value: 'a@example.org' }],
    });
    for (const left of ['text', 'country', 'state', 'testPerson', 'actingFor', 'copyFirst'])
      expect(sent).not.toHaveProperty(left);
    expect(recordedOf({ ...values, rights: ['access', 'erasure'] }, 'Europe/Berlin', NOW).copyFirst).toBe(true);
  });

  it('is told what is missing or wrong before it is sent', () => {
    expect(faults({})).toEqual([]);
    expect(faults({ day: '' })).toEqual(['day']);
    expect(faults({ day: '2026-11-24' })).toEqual(['future']);
    expect(faults({ day: '2026-11-23', time: '10:01' })).toEqual(['future']);
    expect(faults({ controllers: [], rights: [] })).toEqual(['controllers', 'rights']);
    expect(faults({ identifiers: [{ kind: 'email', value: ' ' }] })).toEqual(['identifiers']);
    expect(faults({ identifiers: [{ kind: 'E mail', value: 'x' }] })).toEqual(['identifiers']);
    expect(faults({ country: 'Deutschland', state: '12345' })).toEqual(['country', 'state']);
    expect(faults({ acting: true, actingName: 'Kanzlei' })).toEqual(['acting']);
  });
});
