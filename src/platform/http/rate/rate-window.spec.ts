import { countedAddress, RateWindows } from './rate-window.js';

describe('the coarse limit', () => {
  it('allows the limit in a window, and says how long to wait', () => {
    const windows = new RateWindows(60_000);
    expect([1, 2, 3].map(() => windows.count('a', 2, 0).allowed)).toEqual([true, true, false]);
    expect(windows.count('a', 2, 59_001)).toEqual({ allowed: false, retryAfterSeconds: 1 });
    expect(windows.count('b', 2, 59_001)).toEqual({ allowed: true });
    expect(windows.count('a', 2, 60_000)).toEqual({ allowed: true });
  });

  it('does not grow without bound', () => {
    const windows = new RateWindows(60_000, 100);
    for (let subject = 0; subject < 1000; subject++) windows.count(String(subject), 1, 0);
    expect(windows.size).toBeLessThanOrEqual(100);
    windows.count('later', 1, 60_000);
    expect(windows.size).toBe(1);
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['nonsense', 'unknown'],
  ])('counts %s as %s', (address, counted) => {
    expect(countedAddress(address)).toBe(counted);
  });
});
