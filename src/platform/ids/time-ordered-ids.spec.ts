import { validate, version } from 'uuid';
import { newId } from './ids.js';
import { TimeOrderedIds } from './time-ordered-ids.js';

describe('time-ordered ids', () => {
  it('are UUIDs of version 7 that bear the time', () => {
    const at = Date.UTC(2026, 0, 2, 3, 4, 5, 6);
    const id = new TimeOrderedIds({ now: () => new Date(at) }).next();
    expect(validate(id)).toBe(true);
    expect(version(id)).toBe(7);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(at);
  });

  it('bear the time of the wall', () => {
    const before = Date.now();
    const said = Number.parseInt(newId().replace('-', '').slice(0, 12), 16);
    expect(Math.abs(said - before)).toBeLessThan(1_000);
  });

  it('grow and never repeat, within a millisecond and beyond what it holds', () => {
    const ids = new TimeOrderedIds({ now: () => new Date(1_700_000_000_000) });
    const made = Array.from({ length: 20_000 }, () => ids.next());
    expect(made).toEqual(made.toSorted());
    expect(new Set(made).size).toBe(made.length);
  });

  it('grow when the clock is set back', () => {
    let now = 1_700_000_000_500;
    const ids = new TimeOrderedIds({ now: () => new Date(now) });
    const earlier = ids.next();
    now -= 400;
    expect(ids.next() > earlier).toBe(true);
  });
});
