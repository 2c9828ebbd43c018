import { pooledBytes } from './random-pool.js';

describe('pooled random bytes', () => {
  it('gives as many as asked for, across the end of the pool', () => {
    for (let count = 1; count < 300; count++) expect(pooledBytes(count)).toHaveLength(count);
  });

  it('gives nothing out twice, and nothing that was struck out', () => {
    const given = Array.from({ length: 20_000 }, () => pooledBytes(16).toString('hex'));
    expect(new Set(given).size).toBe(given.length);
    expect(given).not.toContain('0'.repeat(32));
  });

  it('gives what is nobody else’s to change', () => {
    const bytes = pooledBytes(16);
    const before = Buffer.from(bytes);
    for (let call = 0; call < 1_000; call++) pooledBytes(16).fill(1);
    expect(bytes).toEqual(before);
  });
});
