import { folded, type FoldedText } from './folded-text.js';
import type { KnownPerson } from './known-person.js';
import { bounded, literal } from './literal.js';
import type { TextSpan } from './span.js';

/** Shorter parts of names stand in too many words that are not about the person. */
const SHORTEST = 2;

/** Parts of names that are ordinary words. */
const PARTICLES = new Set(
  'von van vom zu zum zur der den dem des de da do dos das del della di du la le les el al bin ibn ben und and y e mc st dr prof herr frau mr mrs ms'.split(
    ' ',
  ),
);

/** What German and English put behind a name: Müllers, Fritzens, Max’, die Müllersche Akte, Anna's. */
const ENDINGS = "(?:ens|es|s|['’`´]s?|(?:['’]?sch)e[nrsm]?)";

/** Titles and greetings, and the capitalised words behind them. */
const ADDRESSED =
  /(?<![\p{L}\p{N}])(?:Herrn?|Frau|Familie|Dr\.|Prof\.|Mr\.?|Mrs\.?|Ms\.?|Miss|Liebe[rs]?|Hallo|Hi|Hello|Dear|Kollegin|Kollege)\s{1,2}(?:(?:Dr\.|Prof\.|Herrn?|Frau|Mr\.?|Mrs\.?|Ms\.?)\s{1,2}){0,2}(?<name>\p{Lu}[\p{L}'’]{1,30}(?:[\s-]{1,2}(?:(?:von|van|der|de|zu)\s){0,2}\p{Lu}[\p{L}'’]{1,30}){0,3})/gu;
/** Capitalised words that follow a greeting and are nobody. */
const NOBODY = new Set(
  'team kollegen kolleginnen kundenservice support damen herren sir madam all everyone zusammen kunde kundin customer frau herr mr mrs ms there welt world'.split(
    ' ',
  ),
);

/** Her names whole and word by word, also declined; and names of those who are addressed or titled. */
export function names(text: FoldedText, person: KnownPerson): TextSpan[] {
  const found: TextSpan[] = [];
  const pattern = ownNames(person);
  for (const match of pattern ? text.text.matchAll(pattern) : []) {
    // A declined name is a word of its own unless it begins as names do: „langes“ is no Mr Lang's.
    const end = match.index + match[0].length;
    const declined = match.groups?.ending;
    if (declined && !/^\p{Lu}/u.test(text.cased.slice(match.index, end))) continue;
    found.push({ ...text.originally(match.index, end), kind: 'name', ofPerson: true, why: 'own-name' });
  }
  for (const match of text.cased.matchAll(ADDRESSED)) {
    const name = match.groups!.name!;
    if (NOBODY.has(name.toLowerCase().split(/[\s-]/)[0]!)) continue;
    const end = match.index + match[0].length;
    const place = text.originally(end - name.length, end);
    found.push({ ...place, kind: 'name', ofPerson: false, why: 'addressed-name' });
  }
  return found;
}

function ownNames({ names: known }: KnownPerson): RegExp | null {
  const spellings = new Set<string>();
  for (const name of known) {
    const words = name.split(/[\s,]+/u).filter(Boolean);
    if (words.length > 1)
      for (const row of [words, [...words].reverse()]) spellings.add(row.map(spelt).join('[\\s,]{1,4}'));
    for (const word of words.flatMap((one) => [one, ...one.split('-')])) {
      const plain = folded(word).replace(/\.$/, '');
      if (Array.from(plain).length >= SHORTEST && !PARTICLES.has(plain)) spellings.add(spelt(word));
    }
  }
  const all = [...spellings].filter((one) => one !== '').sort((a, b) => b.length - a.length);
  return all.length === 0 ? null : new RegExp(bounded(`(?:${all.join('|')})(?<ending>${ENDINGS})?`), 'gu');
}

/** A word in both spellings of its umlauts: Müller, Mueller and, by those who have no such key, Muller. */
function spelt(word: string): string {
  const two = literal(folded(word)).replaceAll('-', '[\\s\\-‐‑–]{1,2}');
  const bare = literal(folded(word.normalize('NFD').replace(/\p{M}/gu, ''))).replaceAll('-', '[\\s\\-‐‑–]{1,2}');
  return two === bare ? two : `(?:${two}|${bare})`;
}
