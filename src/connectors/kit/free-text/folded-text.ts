const GERMAN: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  ẞ: 'ss',
  æ: 'ae',
  ø: 'oe',
  œ: 'oe',
  ı: 'i',
};
const DIAERESIS = '\u0308';
/** Soft hyphens, joiners, directions, fillers: they have no width and are put into names to hide them. */
const INVISIBLE = /^(?:\p{Cf}|\p{Variation_Selector}|\u034f|\u115f|\u1160|\u3164)$/u;

/**
 * A text as recognisers read it, lower case, umlauts as two letters, no other marks, nothing invisible, and for each of
 * its characters where it stands in the text itself. Offsets lead back to whole characters, so that nothing is cut in
 * half.
 */
export class FoldedText {
  readonly text: string;
  /** The same with capitals left as they are. */
  readonly cased: string;
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  constructor(readonly original: string) {
    const lower: string[] = [];
    const cased: string[] = [];
    let at = 0;
    for (const character of original) {
      const start = at;
      at += character.length;
      if (INVISIBLE.test(character)) continue;
      if (/^\p{M}$/u.test(character)) {
        // A mark belongs to the letter before it, and makes an umlaut of three of them.
        const last = lower.length - 1;
        if (last < 0) continue;
        this.ends[last] = at;
        if (character === DIAERESIS && /[aou]/.test(lower[last]!))
          this.add(lower, cased, 'e', 'e', this.starts[last]!, at);
        continue;
      }
      for (const letter of character.normalize('NFKC')) {
        const small = letter.toLowerCase();
        const plain = GERMAN[small] ?? small.normalize('NFD').replace(/\p{M}/gu, '');
        const capital = letter !== small;
        for (const [index, unit] of [...plain].entries()) {
          this.add(lower, cased, unit, capital && index === 0 ? unit.toUpperCase() : unit, start, at);
        }
      }
    }
    this.text = lower.join('');
    this.cased = cased.join('');
  }

  /** Where a stretch of the folded text stands in the text itself. */
  originally(start: number, end: number): { start: number; end: number } {
    return { start: this.starts[start]!, end: this.ends[end - 1]! };
  }

  /** One entry for each UTF-16 unit, so that offsets of patterns are indexes here. */
  private add(lower: string[], cased: string[], unit: string, shown: string, start: number, end: number): void {
    const same = shown.length === unit.length ? shown : unit;
    for (let index = 0; index < unit.length; index++) {
      lower.push(unit[index]!);
      cased.push(same[index]!);
      this.starts.push(start);
      this.ends.push(end);
    }
  }
}

/** A word or phrase as `FoldedText` would read it. */
export const folded = (text: string): string => new FoldedText(text).text;
