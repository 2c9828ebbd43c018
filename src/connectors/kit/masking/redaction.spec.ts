import fc from 'fast-check';
import { ERASED, redact, redaction, redactorOf } from './redaction.js';

const anna = redactorOf(
  [
    { kind: 'email', value: 'anna.schmidt@example.com' },
    { kind: 'phone', value: '+497111234567' },
    { kind: 'customer_no', value: 'K-10023' },
    { kind: 'customer_id', value: '2' },
  ],
  ['Anna', 'Schmidt', 'Anna von der Au'],
);

describe('redaction', () => {
  it.each([
    ['Mail to ANNA.Schmidt@example.com, please.', 'Mail to [erased], please.'],
    ['Call 0711 / 123-4567 or +49 (0)711 1234567.', 'Call [erased] or [erased].'],
    ['Customer K-10023 (not K-100234) has 2 lamps.', 'Customer [erased] (not K-100234) has 2 lamps.'],
    [
      'Frau Schmidt, Anna von der Au, and Hannah der Goldschmidt',
      'Frau [erased], [erased], and Hannah der Goldschmidt',
    ],
    ['annaschmidt xanna.schmidt@example.com', 'annaschmidt xanna.[erased]@example.com'],
    ['nothing here', 'nothing here'],
  ])('%s', (text, redacted) => {
    expect(redact(text, anna, null)).toBe(redacted);
  });

  it('knows nobody without identifiers and names', () => {
    expect(redactorOf([], ['', '  ', 'x'])).toBeNull();
    expect(redact('text', null, 3)).toBe('text');
  });

  it('stays within the column, by characters and not by halves of them', () => {
    expect(redact('Anna 😀😀😀', anna, 10)).toBe('[erased] 😀');
  });

  it('survives names made of anything, and leaves none of them whole', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2, unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, around) => {
        const redactor = redactorOf([], [name]);
        const redacted = redact(`${around} ${name} ${around}`, redactor, null);
        expect(redact(redacted, redactor, null).length).toBeGreaterThan(0);
        if (/^\p{L}{3,}$/u.test(name)) expect(redacted).toContain(ERASED);
      }),
    );
  });

  it('gives connectors the new text, the passages and the places, and nothing more the second time', () => {
    const text = 'Anna (anna.schmidt@example.com) rang Herrn Kurz an. Anna!';
    const first = redaction(text, anna);
    expect(first.passages).toEqual(['anna.schmidt@example.com', 'Anna']);
    expect(first.redacted).toBe('[erased] ([erased]) rang Herrn Kurz an. [erased]!');
    expect(redaction(first.redacted, anna)).toEqual({ spans: [], redacted: first.redacted, passages: [] });
    expect(redaction('Mr Erased [erased]', redactorOf([], ['Erased'])).redacted).toBe('Mr [erased] [erased]');
  });
});
