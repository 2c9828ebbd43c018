import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { newId } from '../ids/ids.js';
import { KeyUnreadable } from './errors.js';
import { kekId, KeyRing } from './key-ring.js';
import type { KeyOwner, KeyOwnerKind } from './key-owner.js';

const kinds: KeyOwnerKind[] = ['case', 'erasure', 'deferred', 'inbound', 'system', 'purpose'];
const owners = fc.record({ kind: fc.constantFrom(...kinds), id: fc.string({ unit: 'grapheme' }) });
const place = { table: 't', row: 'r', column: 'c' };

describe('a key ring', () => {
  const [oldKek, newKek] = [randomBytes(32), randomBytes(32)];
  const old = new KeyRing([oldKek]);
  const both = new KeyRing([newKek, oldKek]);
  const onlyNew = new KeyRing([newKek]);

  it('unwraps what it wrapped, for every owner', () => {
    fc.assert(
      fc.property(owners, (owner) => {
        const { row, key } = old.generate(newId(), owner);
        expect(old.unwrap(row).openText(key.seal('x', place), place)).toBe('x');
      }),
    );
  });

  it('opens the same values after re-wrapping under a newer key, and any number of times', () => {
    fc.assert(
      fc.property(owners, fc.integer({ min: 1, max: 5 }), (owner, times) => {
        const { row, key } = old.generate(newId(), owner);
        let [rings, wrapped] = [[oldKek], row];
        for (let time = 0; time < times; time++) {
          rings = [randomBytes(32), ...rings];
          wrapped = new KeyRing(rings).rewrap(wrapped);
        }
        const newest = new KeyRing(rings.slice(0, 1));
        expect(wrapped.kekId).toBe(newest.newest);
        expect(newest.unwrap(wrapped).openText(key.seal('x', place), place)).toBe('x');
      }),
      { numRuns: 30 },
    );
  });

  it('wraps under the newest and needs the older ones only to unwrap', () => {
    const { row } = old.generate(newId(), { kind: 'case', id: 'a' });
    expect(both.newest).toBe(kekId(newKek));
    expect(both.ids).toEqual([kekId(newKek), kekId(oldKek)]);
    expect(() => onlyNew.unwrap(row)).toThrow(KeyUnreadable);
    expect(() => onlyNew.unwrap(both.rewrap(row))).not.toThrow();
    expect(() => old.unwrap(both.rewrap(row))).toThrow(KeyUnreadable);
  });

  it('opens a wrapped key in its own row and for its own owner alone', () => {
    const owner: KeyOwner = { kind: 'case', id: 'a' };
    const { row } = old.generate(newId(), owner);
    for (const forged of [
      { ...row, id: newId() },
      { ...row, owner: { kind: 'case', id: 'b' } as const },
      { ...row, owner: { kind: 'erasure', id: 'a' } as const },
      { ...row, wrapped: row.wrapped.subarray(1) },
      { ...row, wrapped: Buffer.alloc(0) },
      { ...row, kekId: kekId(newKek) },
    ]) {
      expect(() => both.unwrap(forged)).toThrow(KeyUnreadable);
    }
    expect(() => both.unwrap(row)).not.toThrow();
  });

  it('notices any changed bit of a wrapped key', () => {
    const { row } = old.generate(newId(), { kind: 'case', id: 'a' });
    fc.assert(
      fc.property(fc.nat(row.wrapped.length - 1), fc.nat(7), (at, bit) => {
        const wrapped = Buffer.from(row.wrapped);
        wrapped[at]! ^= 1 << bit;
        expect(() => old.unwrap({ ...row, wrapped })).toThrow(KeyUnreadable);
      }),
    );
  });

  it('names its keys without telling them, and does not show them', () => {
    const loud = new KeyRing([Buffer.alloc(32, 'K')]);
    expect(loud.newest).toMatch(/^[0-9a-f]{16}$/);
    expect(JSON.stringify(loud) + inspect(loud, { depth: 9, showHidden: true })).not.toMatch(/KKKK|4b 4b 4b|75,75,75/);
  });

  it('cannot be empty, nor hold a short key', () => {
    expect(() => new KeyRing([])).toThrow(RangeError);
    expect(() => new KeyRing([randomBytes(32), randomBytes(16)])).toThrow(RangeError);
  });
});
