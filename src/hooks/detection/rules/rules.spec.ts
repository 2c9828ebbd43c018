import { describe, expect, it } from '@jest/globals';
import { labelledMessages, PARTS } from '../measuring/labelled.js';
import { detect } from '../detect.js';
import { editsBetween } from './distance.js';
import { Lexicon } from './lexicon.js';
import { ruleBook, ruleText } from './our-rules.js';
import { Pattern } from './pattern.js';
import { Reading } from './reading.js';
import { reviewIsDue } from './review.js';
import { RuleBook } from './rule-book.js';

describe('words of the rules', () => {
  const lexicon = new Lexicon(['dates']);
  lexicon.add('daten', 1, true);
  lexicon.add('löschen', 2, true);
  lexicon.add('einwilligung', 3, true);
  lexicon.add('wipe', 4, true);
  lexicon.add('lösch*', 5, false);
  lexicon.add('*daten', 6, false);

  it.each([
    ['daten', [1, 6]],
    ['datn', [1]],
    ['dtaen', [1]],
    ['taten', []],
    ['dates', []],
    ['kundendaten', [6]],
    ['loeschen', [2, 5]],
    ['loeshcen', [2]],
    ['einwiligun', [3]],
    ['einigung', []],
    ['wpie', []],
  ])('%s means %j', (word, expected) => {
    expect([...lexicon.meanings(word)].sort()).toEqual(expected);
  });

  it.each([
    ['daten', 'daten', 0],
    ['daten', 'dtaen', 1],
    ['daten', 'date', 1],
    ['daten', 'karten', 2],
    ['abc', 'xyz', 3],
  ])('%s and %s are %i edits apart', (a, b, edits) => {
    expect(editsBetween(a, b, 5)).toBe(edits);
  });
});

describe('patterns', () => {
  const numbers = new Map<string, number>();
  const meaningOf = (word: string): number => {
    if (!numbers.has(word)) numbers.set(word, numbers.size);
    return numbers.get(word)!;
  };
  const found = (pattern: string, sentence: string): boolean => {
    const made = new Pattern(pattern, meaningOf);
    const words = sentence.split(' ');
    const reading = new Reading(
      words,
      words.map((word) => new Set(numbers.has(word) ? [numbers.get(word)!] : [])),
      () => [],
    );
    return made.find(reading).length > 0;
  };

  it.each([
    ['a b', 'x a b y', true],
    ['a b', 'a x b', false],
    ['a ..1 b', 'a x b', true],
    ['a ..1 b', 'a x x b', false],
    ['a ..2 b', 'a , b', false],
    ['a ...2 b', 'a , b', true],
    ['a|c b', 'c b', true],
    ['a x? b', 'a b', true],
    ['a x? b', 'a x b', true],
    ['^ a', 'a x', true],
    ['^ a', 'x a', false],
    ['^ x? a', 'x a', true],
  ])('%j in %j: %s', (pattern, sentence, expected) => {
    expect(found(pattern, sentence)).toBe(expected);
  });

  it('are refused when they name what there is not', () => {
    const file = {
      version: '',
      review: '',
      thresholds: { sure: 1, unsure: 0 },
      falseFriends: '',
      concepts: {},
      rules: [],
    };
    expect(() => new RuleBook({ ...file, phrases: { one: ['@nothing'] } })).toThrow('no such concept');
    expect(() => new RuleBook({ ...file, phrases: { one: ['$other'] } })).toThrow('not described above');
  });
});

describe('the rules of the house', () => {
  it('each speak in both languages, and each has fired on a labelled message', () => {
    const fired = new Set(
      PARTS.flatMap(labelledMessages).flatMap(({ text }) => [
        ...detect(text).rules,
        ...detect(text, { locale: 'fr' }).rules,
      ]),
    );
    for (const text of ['Je demande mes données personnelles.', 'x'.repeat(100_001)])
      detect(text).rules.forEach((id) => fired.add(id));
    const silent = ruleBook().rules.filter(({ id }) => !fired.has(id));
    expect(silent.map(({ id }) => id)).toEqual([]);
    expect(ruleText('erase.my-data')!.de).toMatch(/gelöscht/);
    expect(ruleText('of.before')).toBeUndefined();
  });

  it('are due for review the day after their date', () => {
    expect(reviewIsDue(new Date('2027-05-31T23:59:59Z'), '2027-05-31')).toBe(false);
    expect(reviewIsDue(new Date('2027-06-01T00:00:00Z'), '2027-05-31')).toBe(true);
    expect(ruleBook().review).toMatch(/^\d{4}-\d\d-\d\d$/);
  });
});
