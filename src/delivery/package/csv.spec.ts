import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { cell, csvLine, guard } from './csv.js';

/** A reader by RFC 4180, as strict as can be. */
function parse(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    let value = '';
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        if (at >= text.length) throw new Error('quote not closed');
        if (text[at] === '"' && text[at + 1] === '"') {
          value += '"';
          at += 2;
        } else if (text[at] === '"') {
          at += 1;
          break;
        } else value += text[at++];
      }
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') {
        if (text[at] === '"' || text[at] === '\n') throw new Error('bare quote or line feed');
        value += text[at++];
      }
    }
    row.push(value);
    if (text[at] === ',') at += 1;
    else if (text.startsWith('\r\n', at)) {
      at += 2;
      rows.push(row);
      row = [];
    } else throw new Error('neither a comma nor the end of the line');
    if (text[at - 1] === ',' && at >= text.length) throw new Error('line not ended');
  }
  return rows;
}

/** What a spreadsheet calculates, once it has taken away quotes, blanks and what cannot be seen. */
const DANGEROUS = /^["\s\p{C}\p{Z}]*[=+\-@＝＋－＠]/u;
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', ';', ',', '"', "'", '\t', '\r', '\n', '|', ' ', 'a', '1', '\uFEFF'),
  }),
);

describe('CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30 123', "'+49 30 123"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', "'\tx"],
    ['\rx', "'\rx"],
    ['\nx', "'\nx"],
    ['\u0000=x', "'\u0000=x"],
    ['  =x', "'  =x"],
    ['\uFEFF=x', "'\uFEFF=x"],
    ['\u200B=x', "'\u200B=x"],
    ['＝1+1', "'＝1+1"],
    ['＠x', "'＠x"],
    ["=cmd|'/C calc'!A0", "'=cmd|'/C calc'!A0"],
    ['Müller;=1+1', "Müller;'=1+1"],
    ['a; "=1', 'a; "\'=1'],
    ['a\t@x', "a\t'@x"],
    ['a\n-x', "a\n'-x"],
    ['a = b', 'a = b'],
    ['erika@example.org', 'erika@example.org'],
    ['2024-07-13', '2024-07-13'],
    ['', ''],
  ])('guards %j as %j', (text, guarded) => {
    expect(guard(text)).toBe(guarded);
  });

  it('leaves numbers and truth values as they are, and writes lists and objects as JSON', () => {
    expect([cell(-5), cell(1e21), cell(true), cell(null), cell(undefined)]).toEqual(['-5', '1e+21', 'true', '', '']);
    expect(cell({ a: ['x', 1] })).toBe('"{""a"":[""x"",1]}"');
    expect(cell(['=1'])).toBe('"[""=1""]"');
  });

  it('is read back by any reader of RFC 4180 as the guarded values', () => {
    fc.assert(
      fc.property(fc.array(fc.array(anyText, { minLength: 2, maxLength: 5 }), { maxLength: 5 }), (rows) => {
        expect(parse(rows.map(csvLine).join(''))).toEqual(rows.map((row) => row.map(guard)));
      }),
    );
  });

  it('changes nothing but by inserting apostrophes', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(guard(text).replaceAll("'", '')).toBe(text.replaceAll("'", ''));
      }),
    );
  });

  it('begins no cell with a formula, whatever a reader takes for a separator', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 1, maxLength: 4 }), (row) => {
        const line = csvLine(row);
        for (const piece of line.split(/[;\t\r\n|]/)) expect(piece).not.toMatch(DANGEROUS);
        for (const value of parse(line)[0] as string[]) {
          expect(value).not.toMatch(/^[\t\r\n]/);
          for (const piece of value.split(/[;\t\r\n|]/)) expect(piece).not.toMatch(DANGEROUS);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('agrees with csv-stringify on everything that needs no guard', () => {
    const tame = fc
      .string({ unit: fc.constantFrom('a', 'ä', '"', ',', ' ', '1', '€', '\r\n') })
      .filter((text) => guard(text) === text);
    fc.assert(
      fc.property(fc.array(tame, { minLength: 1, maxLength: 5 }), (row) => {
        const theirs = stringify([row], { record_delimiter: 'windows', quoted_match: /[",\r\n;\t|]/ });
        expect(csvLine(row)).toBe(theirs);
      }),
    );
  });
});
