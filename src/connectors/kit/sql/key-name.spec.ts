import fc from 'fast-check';
import { asNumber, keyName } from './key-name.js';

describe('keyName', () => {
  it.each([
    [[12], ['12'], true],
    [[-3], ['-3'], true],
    [[1.5], ['1.5'], true],
    [[12], ['12.0'], false],
    [[12], ['012'], false],
    [[12], ['12 '], false],
    [[0], [''], false],
    [['9007199254740993'], ['9007199254740992'], false],
    [[1, 2], ['1', '2'], true],
    [[1, 2], [12], false],
    [['1', '2'], ['1,2'], false],
  ])('%j and %j: %p', (one, other, same) => {
    expect(keyName(one) === keyName(other)).toBe(same);
  });

  it('gives two texts one name only when they are one text', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.maxSafeInteger().map(String),
      fc.bigInt().map(String),
      fc.double().map(String),
    );
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        expect(asNumber(one) === asNumber(other)).toBe(one === other);
        expect(String(asNumber(one))).toBe(one);
      }),
    );
  });
});
