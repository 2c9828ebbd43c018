import { folded, latin, tidied } from './folding.js';

/** Words in one unit at most; a longer sentence goes on in the next, which begins some words earlier. */
const LONGEST = 90;
const OVERLAP = 20;
/** No word of ours is longer. */
const LONGEST_WORD = 40;

/** After these, a full stop ends no sentence. */
const ABBREVIATIONS = new Set(
  'art abs lit nr bzw ca ggf evtl tel str dr prof hr fr vgl inkl usw etc sog sect sec no mr mrs ms st u z b d h a i v e g inc'.split(
    ' ',
  ),
);

/** A comma: gaps within a pattern do not reach across it. */
export const COMMA = ',';

/** The words of each sentence, folded. */
export function sentencesOf(text: string): string[][] {
  const prepared = folded(tidied(text))
    // A word that was cut at the end of a line.
    .replace(/(\p{L})-\n(?=\p{Ll})/gu, '$1')
    .replace(/\be-mail/g, 'email')
    .replace(/\bds-gvo/g, 'dsgvo')
    .replace(/ ?\n ?/g, '\n');
  const sentences: string[][] = [];
  let words: string[] = [];
  const end = (): void => {
    if (words.some((word) => word !== COMMA)) sentences.push(words);
    words = [];
  };
  for (const found of prepared.matchAll(/([\p{L}\p{N}]+)|([.!?…]+)|(\n\n+|\n(?=[-*•–] ?|\d{1,2}[.)] ))|([,;:()–])/gu)) {
    const [whole, word, stop, line, pause] = found;
    if (word !== undefined) words.push(latin(word).slice(0, LONGEST_WORD));
    else if (pause !== undefined) words.push(COMMA);
    else if (line !== undefined || ends(stop!, words.at(-1), prepared[found.index + whole.length])) end();
  }
  end();
  return sentences.flatMap(chopped);
}

function ends(stop: string, before: string | undefined, next: string | undefined): boolean {
  if (next !== undefined && !/[\s"“”»)\]]/.test(next)) return false;
  if (stop !== '.') return true;
  return before === undefined || !(ABBREVIATIONS.has(before) || /^\d{1,2}$/.test(before));
}

function chopped(words: string[]): string[][] {
  if (words.length <= LONGEST) return [words];
  const pieces: string[][] = [];
  for (let at = 0; at < words.length; at += LONGEST - OVERLAP) pieces.push(words.slice(at, at + LONGEST));
  return pieces;
}
