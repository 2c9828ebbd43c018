import { FetchSize } from './fetch-size.js';

const rows = (count: number, width: number): string[][] => Array.from({ length: count }, () => ['x'.repeat(width)]);

describe('the number of rows that are fetched at a time', () => {
  it('begins small and grows to what was asked for when rows are narrow', () => {
    const fetch = new FetchSize(2_000);
    expect(fetch.next).toBe(100);
    fetch.saw(rows(100, 50));
    expect(fetch.next).toBe(2_000);
  });

  it('falls with the width of the rows, and to one row at the least', () => {
    const fetch = new FetchSize(2_000);
    fetch.saw(rows(10, 100_000));
    expect(fetch.next).toBe(9);
    fetch.saw(rows(1, 5_000_000));
    expect(fetch.next).toBe(1);
    fetch.saw(rows(1, 10));
    expect(fetch.next).toBe(2_000);
  });

  it('never asks for more than it may, nor changes its mind for nothing', () => {
    const fetch = new FetchSize(7);
    expect(fetch.next).toBe(7);
    fetch.saw([]);
    expect(fetch.next).toBe(7);
  });
});
