import fc from 'fast-check';
import type { KnownPerson } from './known-person.js';
import { LONGEST_TEXT, recognise } from './recognise.js';

const anna: KnownPerson = {
  identifiers: [
    { kind: 'email', value: 'anna.mueller@example.com' },
    { kind: 'phone', value: '+497111234567' },
    { kind: 'customer_no', value: 'k-10023' },
    { kind: 'customer_id', value: '7' },
    { kind: 'iban', value: 'DE89370400440532013000' },
    { kind: 'date_of_birth', value: '1981-04-03' },
    { kind: 'postal_address', value: 'Lindenstraße 4b, 04103 Leipzig' },
  ],
  names: ['Anna-Lena Müller', 'Anna-Lena', 'Müller'],
  country: 'DE',
};

/** Of the person as [words], of others as {words}. */
function marked(text: string, person = anna): string {
  let out = '';
  let at = 0;
  for (const { start, end, ofPerson } of recognise(text, person)) {
    out += text.slice(at, start) + (ofPerson ? '[' : '{') + text.slice(start, end) + (ofPerson ? ']' : '}');
    at = end;
  }
  return out + text.slice(at);
}

describe('names', () => {
  it.each([
    ['Frau Müller rief an', 'Frau [Müller] rief an'],
    [
      'Müllers Vertrag, MÜLLER’S Hund, die Müllersche Akte',
      '[Müllers] Vertrag, [MÜLLER’S] Hund, die [Müllersche] Akte',
    ],
    ['Mueller, Muller und Mu\u0308ller', '[Mueller], [Muller] und [Mu\u0308ller]'],
    ['Müllerin, Obermüller, Müllerstraße', 'Müllerin, Obermüller, Müllerstraße'],
    ['Müller, Anna-Lena', '[Müller, Anna-Lena]'],
    ['Anna Lena und Lena', '[Anna Lena] und [Lena]'],
    ['M\u200bül\u00adler', '[M\u200bül\u00adler]'],
    ['ＭÜＬＬＥＲ', '[ＭÜＬＬＥＲ]'],
    ['Anna-Lenas Brief', '[Anna-Lenas] Brief'],
    ['Hannah annalisiert', 'Hannah annalisiert'],
    ['Sehr geehrter Herr Dr. Kurz, liebe Grüße', 'Sehr geehrter Herr Dr. {Kurz}, liebe Grüße'],
    ['Dear Tom Smith-Jones, hello team', 'Dear {Tom Smith-Jones}, hello team'],
    ['Hallo Team', 'Hallo Team'],
  ])('%j', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it('of ordinary words are hers alone, not their declensions', () => {
    const lang = { identifiers: [], names: ['Lang'] };
    expect(marked('Ein langes Gespräch mit Langs Bruder', lang)).toBe('Ein langes Gespräch mit [Langs] Bruder');
  });

  it('with particles and accents', () => {
    const person = { identifiers: [], names: ['José von der Au', 'Øystein'] };
    expect(marked('Jose von der Au, der Au-Weg, Oeystein und Oystein', person)).toBe(
      '[Jose von der Au], der [Au]-Weg, [Oeystein] und Oystein',
    );
  });
});

describe('addresses, numbers and dates', () => {
  it.each([
    ['<Anna.Mueller@Example.com>,', '<[Anna.Mueller@Example.com]>,'],
    ['mailto:anna.mueller@example.com?subject=x', 'mailto:[anna.mueller@example.com]?subject=x'],
    ['anna.mueller+shop@example.com, bob@example.com.', '[anna.mueller+shop@example.com], {bob@example.com}.'],
    ['anna.mueller (at) example.com', '[anna.mueller (at) example.com]'],
    ['@home, a@b, user@localhost', '@home, a@b, user@localhost'],
    [
      '0711 / 123-4567, +49 (0)711 1234567, 00497111234567',
      '[0711 / 123-4567], [+49 (0)711 1234567], [00497111234567]',
    ],
    ['Büro: 030 901820, Bestellung 4711123456', 'Büro: {030 901820}, Bestellung 4711123456'],
    ['am 03.04.2026 um 10:00', 'am 03.04.2026 um 10:00'],
    ['K-10023, K-100234, Kundennr. 7 und Hausnr. 7', '[K-10023], K-100234, Kundennr. [7] und Hausnr. 7'],
    ['Ihre Bestellnummer: A-4471', 'Ihre Bestellnummer: {A-4471}'],
    ['DE89 3704 0044 0532 0130 00 bitte', '[DE89 3704 0044 0532 0130 00] bitte'],
    ['GB82WEST12345698765432 and GB82WEST12345698765431', '{GB82WEST12345698765432} and GB82WEST12345698765431'],
    ['geb. am 3. April 1981; born on 4 May 1979', 'geb. am [3. April 1981]; born on {4 May 1979}'],
    ['03.04.81, 1981-04-03, April 3, 1981, 3.4.1982', '[03.04.81], [1981-04-03], [April 3, 1981], 3.4.1982'],
    ['Lindenstr. 4 b, 04103 Leipzig', '[Lindenstr. 4 b, 04103 Leipzig]'],
    ['in der Lindenstrasse 4b und der Lindenstraße 4', 'in der [Lindenstrasse 4b] und der Lindenstraße 4'],
  ])('%j', (text, expected) => {
    expect(marked(text)).toBe(expected);
  });

  it('say what each is and why', () => {
    expect(recognise('Müller, K-10023, bob@example.com', anna)).toEqual([
      { start: 0, end: 6, kind: 'name', ofPerson: true, why: 'own-name' },
      { start: 8, end: 15, kind: 'number', ofPerson: true, why: 'own-identifier' },
      { start: 17, end: 32, kind: 'email', ofPerson: false, why: 'email' },
    ]);
  });

  it('know nobody when nobody is known', () => {
    expect(marked('Müller, 7', { identifiers: [], names: [] })).toBe('Müller, 7');
  });
});

describe('spans', () => {
  const pieces = fc.constantFrom(
    'Müller', 'Anna-Lena', 'Mu\u0308ller', '😀', '👩‍👩‍👧', '\u200b', '\u00ad', ' ', '\n', ', ', '@', 'anna.mueller@example.com', '0711 1234567', '+49',
    'K-10023', 'Kundennummer ', 'Herr ', 'DE89370400440532013000', '3.4.1981', 'Lindenstraße 4b', '𝐌üller', 'ﬁ', 'ß', 'İ', '\ud83d', '\u0308', '<', '>', "'s", 's',
  ); // prettier-ignore
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 30 }).map((some) => some.join('')),
    fc.string({ unit: 'binary', maxLength: 200 }),
  );

  it('never overlap, never cut a character in half, and lie within the text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        let before = 0;
        for (const { start, end } of recognise(text, anna)) {
          expect(start).toBeGreaterThanOrEqual(before);
          expect(end).toBeGreaterThan(start);
          for (const at of [start, end]) {
            const pair = /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '');
            expect(pair).toBe(false);
          }
          before = end;
        }
        expect(before).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('find the e-mail address wherever it stands alone', () => {
    fc.assert(
      fc.property(texts, texts, (before, behind) => {
        const text = `${before} <anna.mueller@example.com> ${behind}`;
        const at = before.length + 2;
        expect(
          recognise(text, anna).some(({ start, end, ofPerson }) => ofPerson && start <= at && end >= at + 24),
        ).toBe(true);
      }),
    );
  });

  it.each(['Müller ', 'a', '@', '1 ', 'de89 ', 'Kundennummer ', 'Herr A ', '0711 123', '((((', "Anna's'"])(
    'are found in %j repeated, in time that grows with the text alone',
    (unit) => {
      const time = (length: number): number => {
        const text = unit.repeat(length / unit.length);
        const from = performance.now();
        recognise(text, anna);
        return performance.now() - from;
      };
      time(5_000);
      const short = Math.max(20, time(10_000));
      expect(time(40_000)).toBeLessThan(short * 4 * 5);
      expect(LONGEST_TEXT).toBeLessThanOrEqual(200_000);
    },
  );
});
