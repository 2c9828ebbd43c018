import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { DataKey, keyIdOf, SEAL_OVERHEAD, type Place } from './data-key.js';
import { SealBroken } from './errors.js';
import { newId } from '../ids/ids.js';

const owner = { kind: 'case', id: newId() } as const;
const newKey = (material = randomBytes(32), id = newId()): DataKey => new DataKey(id, owner, material);
const place: Place = { table: 'message', row: newId(), column: 'body' };
const text = fc.string({ unit: 'binary', maxLength: 20 });
const anyPlace = fc.record({ table: text, row: text, column: text });
const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array));

describe('a data key', () => {
  const key = newKey();

  it('opens what it sealed', () => {
    fc.assert(
      fc.property(bytes, anyPlace, (plain, where) => {
        const sealed = key.seal(plain, where);
        expect(sealed).toHaveLength(plain.length + SEAL_OVERHEAD);
        expect(key.open(sealed, where)).toEqual(plain);
      }),
    );
    expect(key.openText(key.seal('Grüße 👋', place), place)).toBe('Grüße 👋');
  });

  it('never seals the same twice alike', () => {
    expect(key.seal('a', place)).not.toEqual(key.seal('a', place));
  });

  it('opens nothing in which one bit has changed, or that is cut or lengthened', () => {
    fc.assert(
      fc.property(bytes, fc.nat(), fc.nat(7), (plain, at, bit) => {
        const sealed = key.seal(plain, place);
        const changed = Buffer.from(sealed);
        changed[at % sealed.length]! ^= 1 << bit;
        expect(() => key.open(changed, place)).toThrow(SealBroken);
        expect(() => key.open(sealed.subarray(0, at % sealed.length), place)).toThrow(SealBroken);
        expect(() => key.open(Buffer.concat([sealed, Buffer.of(0)]), place)).toThrow(SealBroken);
      }),
    );
  });

  it('opens nothing that was moved, also where table, row and column run together', () => {
    fc.assert(
      fc.property(anyPlace, anyPlace, (from, to) => {
        fc.pre(from.table !== to.table || from.row !== to.row || from.column !== to.column);
        fc.pre([from, to].every((one) => Object.values(one).every((part) => !/\p{Cs}/u.test(part))));
        expect(() => key.open(key.seal('x', from), to)).toThrow(SealBroken);
      }),
    );
    const sealed = key.seal('x', { table: 'ab', row: 'c', column: '' });
    expect(() => key.open(sealed, { table: 'a', row: 'bc', column: '' })).toThrow(SealBroken);
  });

  it('does not open what another key sealed, nor the same key under another id', () => {
    const material = randomBytes(32);
    const [one, other] = [newKey(material), newKey(material)];
    expect(() => newKey().open(one.seal('x', place), place)).toThrow(SealBroken);
    expect(() => other.open(one.seal('x', place), place)).toThrow(SealBroken);
    const relabelled = one.seal('x', place);
    other.seal('', place).copy(relabelled, 0, 0, 17);
    expect(() => other.open(relabelled, place)).toThrow(SealBroken);
  });

  it('tells the key of a sealed value, and refuses what is none', () => {
    expect(keyIdOf(key.seal('x', place))).toBe(key.id);
    fc.assert(
      fc.property(bytes, (junk) => {
        fc.pre(junk[0] !== 1);
        expect(() => keyIdOf(junk)).toThrow(SealBroken);
        expect(() => key.open(junk, place)).toThrow(SealBroken);
      }),
    );
  });

  it('says nothing of the content when a seal is broken', () => {
    const sealed = key.seal('canary', place);
    sealed[sealed.length - 1]! ^= 1;
    try {
      key.open(sealed, place);
      throw new Error('opened');
    } catch (error) {
      expect(error).toBeInstanceOf(SealBroken);
      expect(inspect(error)).not.toContain('canary');
      expect(error).toMatchObject({ code: 'seal-broken', name: 'SealBroken' });
    }
  });

  it('does not show itself', () => {
    const material = Buffer.alloc(32, 'K');
    const shown = newKey(material);
    shown.seal('x', place);
    for (const text of [JSON.stringify(shown), inspect(shown, { depth: 9, showHidden: true })]) {
      expect(text).not.toContain('KKKK');
      expect(text).not.toContain('4b 4b 4b');
      expect(text).not.toContain('75,75,75');
    }
  });

  it('still opens what the first release sealed', () => {
    const golden = newKey(Buffer.alloc(32, 7), '0190163d-8694-739b-aea5-966c26f8ad91');
    const sealed = Buffer.from(GOLDEN, 'base64');
    expect(golden.openText(sealed, { table: 't', row: 'r', column: 'c' })).toBe('golden');
  });

  it('makes digests that belong to one scope', () => {
    const digest = key.digest('erasure-1');
    expect(digest('a')).toBe(key.digest('erasure-1')('a'));
    expect(digest('a')).toMatch(/^[\w-]{32}$/);
    expect(digest('a')).not.toBe(digest('b'));
    expect(digest('a')).not.toBe(key.digest('erasure-2')('a'));
    expect(digest('a')).not.toBe(newKey().digest('erasure-1')('a'));
  });
});

const GOLDEN = 'AQGQFj2GlHObrqWWbCb4rZGoDm5qVTSQiR4FGJ3RvPnRydu8LYGUsABUiSOZTm/fJrQA';
