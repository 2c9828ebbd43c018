/** From word to word, the end excluded. */
export interface Span {
  start: number;
  end: number;
}

/** A sentence with what its words mean, and the phrases in it, which are looked for when a rule asks. */
export class Reading {
  private readonly places = new Map<number, number[]>();
  private readonly phrases = new Map<string, readonly Span[]>();

  /**
   * @param meanings of each word
   * @param find looks for a phrase
   */
  constructor(
    readonly words: readonly string[],
    private readonly meanings: readonly ReadonlySet<number>[],
    private readonly find: (name: string, reading: Reading) => readonly Span[],
  ) {
    for (const [at, ofWord] of meanings.entries()) {
      for (const meaning of ofWord) {
        const places = this.places.get(meaning);
        if (places) places.push(at);
        else this.places.set(meaning, [at]);
      }
    }
  }

  /** Where words with this meaning stand. */
  placesOf(meaning: number): readonly number[] {
    return this.places.get(meaning) ?? [];
  }

  means(at: number, meaning: number): boolean {
    return this.meanings[at]!.has(meaning);
  }

  phrase(name: string): readonly Span[] {
    let spans = this.phrases.get(name);
    if (!spans) {
      spans = this.find(name, this);
      this.phrases.set(name, spans);
    }
    return spans;
  }
}
