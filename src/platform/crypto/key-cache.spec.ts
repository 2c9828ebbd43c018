import { randomBytes } from 'node:crypto';
import { newId } from '../ids/ids.js';
import { DataKey } from './data-key.js';
import { KeyCache } from './key-cache.js';

const LIFE = 1_000;
const at = (milliseconds: number): Date => new Date(1_700_000_000_000 + milliseconds);
const newKey = (owner = newId()): DataKey => new DataKey(newId(), { kind: 'case', id: owner }, randomBytes(32));

describe('the cache of unwrapped keys', () => {
  it('finds by owner and by id for a short while', () => {
    const cache = new KeyCache(10, LIFE);
    const key = newKey();
    cache.put(key, at(0));
    expect(cache.ofOwner(key.owner, at(LIFE - 1))).toBe(key);
    expect(cache.byId(key.id, at(LIFE - 1))).toBe(key);
    expect(cache.byId(key.id, at(LIFE))).toBeUndefined();
    expect(cache.ofOwner(key.owner, at(0))).toBeUndefined();
  });

  it('does not let a use lengthen the life, nor a clock that is set back', () => {
    const cache = new KeyCache(10, LIFE);
    const key = newKey();
    cache.put(key, at(0));
    cache.byId(key.id, at(900));
    expect(cache.byId(key.id, at(1_100))).toBeUndefined();
    cache.put(key, at(0));
    expect(cache.byId(key.id, at(-5_000))).toBeUndefined();
  });

  it('drops what was used longest ago', () => {
    const cache = new KeyCache(2, LIFE);
    const [a, b, c] = [newKey(), newKey(), newKey()];
    cache.put(a, at(0));
    cache.put(b, at(0));
    cache.byId(a.id, at(1));
    cache.put(c, at(2));
    expect([a, b, c].map((key) => cache.ofOwner(key.owner, at(3)))).toEqual([a, undefined, c]);
  });

  it('buries: a slow reader cannot bring a destroyed key back', () => {
    const cache = new KeyCache(10, LIFE);
    const key = newKey();
    cache.put(key, at(0));
    cache.bury([key.id], at(10));
    expect(cache.byId(key.id, at(10))).toBeUndefined();
    cache.put(key, at(20));
    expect(cache.ofOwner(key.owner, at(20))).toBeUndefined();
  });

  it('keeps the next key of an owner when the former is buried', () => {
    const cache = new KeyCache(10, LIFE);
    const former = newKey();
    const next = newKey(former.owner.id);
    cache.put(former, at(0));
    cache.put(next, at(1));
    cache.bury([former.id], at(2));
    expect(cache.ofOwner(next.owner, at(3))).toBe(next);
  });
});
