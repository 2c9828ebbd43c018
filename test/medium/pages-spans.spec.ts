import fc from 'fast-check';
import {
  decisionsOf,
  isWhole,
  nameOf,
  type ReviewItem,
  textOf,
} from '../../web/src/desk/dossier/package/review-choice.js';
import { pieces, type Span, storedOffset, withSpan } from '../../web/src/desk/dossier/package/spans.js';

const text = fc.string({ unit: fc.constantFrom('a', 'ß', ' ', '\n', '\r\n', 'Ω', '😀'), minLength: 1, maxLength: 60 });

/** A text with some selections in it, each anywhere. */
const selected = text.chain((words) =>
  fc.tuple(
    fc.constant(words),
    fc.array(fc.tuple(fc.nat(words.length), fc.nat(words.length)), { minLength: 1, maxLength: 8 }),
  ),
);

const all = (words: string, selections: readonly (readonly [number, number])[]): Span[] =>
  selections.reduce<Span[]>(
    (spans, [a, b]) => withSpan(spans, words, { start: Math.min(a, b), end: Math.max(a, b) }),
    [],
  );

describe('words that are withheld', () => {
  it('stay in order and apart, begin and end with a word, and cover all that was selected', () => {
    fc.assert(
      fc.property(selected, ([words, selections]) => {
        const spans = all(words, selections);
        for (const [index, { start, end }] of spans.entries()) {
          expect(start).toBeLessThan(end);
          expect(start).toBeGreaterThan(index === 0 ? -1 : spans[index - 1]!.end);
          expect(words.slice(start, end)).not.toMatch(/^\s|\s$/);
        }
        const held = new Set(
          spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, n) => start + n)),
        );
        for (const [a, b] of selections) {
          for (let at = Math.min(a, b); at < Math.max(a, b); at += 1) {
            if (/\S/.test(words[at]!)) expect(held.has(at)).toBe(true);
          }
        }
      }),
    );
  });

  it('and the rest make up the text again, each piece once', () => {
    fc.assert(
      fc.property(selected, ([words, selections]) => {
        const spans = all(words, selections);
        const shown = pieces(words, spans);
        expect(shown.map((piece) => piece.text).join('')).toBe(words);
        expect(
          shown.filter(({ withheld }) => withheld).map(({ start, text: one }) => [start, start + one.length]),
        ).toEqual(spans.map(({ start, end }) => [start, end]));
        for (const { start, text: one } of shown) expect(words.slice(start, start + one.length)).toBe(one);
      }),
    );
  });

  it('are found in the stored text, whatever a text area makes of its line ends', () => {
    fc.assert(
      fc.property(text, (stored) => {
        const shown = stored.replaceAll('\r\n', '\n');
        for (let at = 0; at <= shown.length; at += 1) {
          expect(stored.slice(0, storedOffset(stored, at)).replaceAll('\r\n', '\n')).toBe(shown.slice(0, at));
        }
      }),
    );
  });

  it('leave nothing selected as it was', () => {
    expect(withSpan([], 'a  b', { start: 1, end: 3 })).toEqual([]);
    expect(withSpan([{ start: 0, end: 1 }], 'a  b', { start: 2, end: 2 })).toEqual([{ start: 0, end: 1 }]);
    expect(pieces('', [])).toEqual([]);
  });
});

describe('a choice about one thing that was read', () => {
  const item: ReviewItem = {
    system: 'helpdesk',
    collection: 'messages',
    title: { de: 'Nachrichten', en: 'Messages' },
    recordDigest: 'r'.repeat(43),
    field: 'body',
    value: 'Dieter rief an.' as unknown as ReviewItem['value'],
    valueDigest: 'v'.repeat(43),
    decision: 'open',
    proposals: [],
  };
  const place = {
    system: 'helpdesk',
    collection: 'messages',
    recordDigest: item.recordDigest,
    field: 'body',
    valueDigest: item.valueDigest,
  };

  it('is sent as it is meant: all, nothing, or a span each', () => {
    expect(decisionsOf(item, { action: 'release' })).toEqual([{ ...place, action: 'release' }]);
    expect(decisionsOf(item, { action: 'withhold', reason: 'trade-secret' })).toEqual([
      { ...place, action: 'withhold', reason: 'trade-secret' },
    ]);
    const spans = [
      { start: 0, end: 6 },
      { start: 7, end: 10 },
    ];
    expect(decisionsOf(item, { action: 'spans', reason: 'rights-of-others', spans })).toEqual(
      spans.map((span) => ({ ...place, action: 'withhold', reason: 'rights-of-others', span })),
    );
  });

  it('is no choice while it says that words are withheld and none are', () => {
    expect(isWhole({ action: 'spans', reason: 'rights-of-others', spans: [] })).toBe(false);
    expect(isWhole({ action: 'spans', reason: 'rights-of-others', spans: [{ start: 0, end: 1 }] })).toBe(true);
    expect(isWhole({ action: 'release' })).toBe(true);
  });

  it('holds for this text and for no other', () => {
    const names = [
      item,
      { ...item, valueDigest: 'w'.repeat(43) },
      { ...item, field: null },
      { ...item, system: 'crm' },
    ];
    expect(new Set(names.map(nameOf)).size).toBe(names.length);
    expect(textOf('a')).toBe('a');
    expect(textOf({ a: 1 })).toBe('{\n  "a": 1\n}');
  });
});
