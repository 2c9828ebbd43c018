import { canonicalIdentifier, emailSpellings, phoneDigits } from './identifiers.js';

describe('identifiers as systems store them', () => {
  it.each([
    ['+49 (0)711 123-4567', undefined, '+497111234567'],
    ['0049 711 1234567', undefined, '+497111234567'],
    ['0711/1234567', 'DE', '+497111234567'],
    ['0711/1234567', undefined, null],
    ['unknown', 'DE', null],
    ['', 'DE', null],
  ])('reads the number %s in %s', (stored, phoneCountry, canonical) => {
    expect(canonicalIdentifier('phone', stored, phoneCountry ? { phoneCountry } : {})).toBe(canonical);
  });

  it('reads addresses in any case, and other kinds as they are', () => {
    expect(canonicalIdentifier('email', ' Anna@EXÄMPLE.de ')).toBe('anna@xn--exmple-cua.de');
    expect(canonicalIdentifier('customer_no', ' K-1 ')).toBe('K-1');
    expect(canonicalIdentifier('customer_no', '  ')).toBeNull();
  });

  it('knows the spellings to ask for', () => {
    expect(emailSpellings('anna@xn--exmple-cua.de')).toEqual(['anna@xn--exmple-cua.de', 'anna@exämple.de']);
    expect(phoneDigits('+497111234567', { phoneCountry: 'DE' })).toContain('07111234567');
    expect(phoneDigits('+497111234567', { phoneCountry: 'AT' })).not.toContain('07111234567');
    expect(phoneDigits('+497111234567')).not.toContain('07111234567');
  });
});
