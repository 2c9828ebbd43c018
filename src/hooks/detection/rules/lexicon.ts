import { folded } from '../reading/folding.js';
import { editsBetween, shortened } from './distance.js';

/** From this length a word may be off by one edit, from the second by two. Shorter words are taken as they stand. */
const ONE_EDIT = 5;
const TWO_EDITS = 9;
/** Longer words are no misspelling of ours. */
const LONGEST = 24;

const editsAllowed = (word: string): number => (word.length >= TWO_EDITS ? 2 : word.length >= ONE_EDIT ? 1 : 0);

/** A word or part of one that is listed in the rules: `daten`, `lösch*`, `*daten`. What it stands for is a number. */
export class Lexicon {
  private readonly whole = new Map<string, Set<number>>();
  private readonly beginnings = new Map<string, Set<number>>();
  private readonly endings = new Map<string, Set<number>>();
  /** Words with letters left out → the words. */
  private readonly near = new Map<string, string[]>();
  private readonly friends: ReadonlySet<string>;
  private shortest = 99;

  /** @param falseFriends words that mean something else, however close they are to one of ours */
  constructor(falseFriends: readonly string[]) {
    this.friends = new Set(falseFriends.map(folded));
  }

  /** @param tolerant also where it is misspelt, if it is long enough */
  add(entry: string, meaning: number, tolerant: boolean): void {
    const word = folded(entry.replaceAll('*', ''));
    if (word === '') throw new Error('A word of the rules is empty.');
    if (entry.endsWith('*')) return this.put(this.beginnings, word, meaning);
    if (entry.startsWith('*')) return this.put(this.endings, word, meaning);
    this.put(this.whole, word, meaning);
    if (!tolerant || editsAllowed(word) === 0) return;
    for (const key of shortened(word, editsAllowed(word))) {
      const listed = this.near.get(key);
      if (!listed) this.near.set(key, [word]);
      else if (!listed.includes(word)) listed.push(word);
    }
  }

  /** What a folded word of a message can mean. */
  meanings(word: string): ReadonlySet<number> {
    const found = new Set<number>(this.whole.get(word));
    if (this.friends.has(word)) return found;
    for (let length = this.shortest; length <= word.length; length++) {
      for (const meaning of this.beginnings.get(word.slice(0, length)) ?? []) found.add(meaning);
      for (const meaning of this.endings.get(word.slice(word.length - length)) ?? []) found.add(meaning);
    }
    if (found.size === 0 && word.length >= ONE_EDIT - 1 && word.length <= LONGEST) {
      for (const meant of this.misspelt(word)) for (const meaning of this.whole.get(meant)!) found.add(meaning);
    }
    return found;
  }

  private misspelt(word: string): Set<string> {
    const meant = new Set<string>();
    for (const key of shortened(word, editsAllowed(`${word}x`))) {
      for (const candidate of this.near.get(key) ?? []) {
        const most = editsAllowed(candidate);
        // Whoever misspells gets the first letter right: other words differ there.
        if (candidate[0] !== word[0]) continue;
        if (editsBetween(word, candidate, most) <= most) meant.add(candidate);
      }
    }
    return meant;
  }

  private put(into: Map<string, Set<number>>, word: string, meaning: number): void {
    if (into !== this.whole) this.shortest = Math.min(this.shortest, word.length);
    const meanings = into.get(word);
    if (meanings) meanings.add(meaning);
    else into.set(word, new Set([meaning]));
  }
}
