import type { Strategy } from '../../../datamap/language.js';
import type { Scalar } from '../../../datamap/language.js';
import { alreadyMasked, type MaskedColumn } from './already-masked.js';

const text: MaskedColumn = { family: 'text', length: 60 };

describe('alreadyMasked', () => {
  it.each([
    [null, null, text, true],
    [null, 'a', text, false],
    [{ constant: '-' }, '-', text, true],
    [{ constant: '-' }, 'a', text, false],
    [{ constant: 0 }, '0.00', { family: 'decimal', length: null }, true],
    [{ constant: false }, true, { family: 'boolean', length: null }, false],
    [{ hash: { suffix: '@erased.invalid' } }, `${'0a'.repeat(16)}@erased.invalid`, text, true],
    [{ hash: { suffix: '@erased.invalid' } }, 'anna@erased.invalid', text, false],
    [{ hash: {} }, 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', { family: 'uuid', length: null }, false],
    [{ date: 'year' }, '1980-01-01', { family: 'date', length: null }, true],
    [{ date: 'year' }, '1980-05-01', { family: 'date', length: null }, false],
    [{ date: 'month' }, '1980-05-01T00:00:00', { family: 'timestamp', length: null }, true],
    [{ date: 'month' }, '1980-05-01T10:00:00Z', { family: 'timestamptz', length: null }, false],
    [{ keepPrefix: 2 }, '70', text, true],
    [{ keepPrefix: 2 }, '70173', text, false],
    [{ json: ['a'] }, '{"a":null,"b":1}', { family: 'json', length: null }, true],
    [{ json: ['a'] }, '{"a":1}', { family: 'json', length: null }, false],
    [{ redact: true }, 'of nobody', text, true],
  ] as [Strategy, Scalar, MaskedColumn, boolean][])('%j of %j in %j: %s', (strategy, value, column, expected) => {
    expect(alreadyMasked(strategy, value, column)).toBe(expected);
  });
});
