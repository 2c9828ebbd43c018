/** Letters of other alphabets that look like Latin ones, as senders of spam put them into words. */
const LOOKALIKES: Record<string, string> = {
  а: 'a', в: 'b', е: 'e', к: 'k', м: 'm', н: 'h', о: 'o', р: 'p', с: 'c', т: 't', у: 'y', х: 'x', і: 'i', ї: 'i', ѕ: 's', ј: 'j', ԁ: 'd', ɡ: 'g', ո: 'n',
  α: 'a', ε: 'e', ι: 'i', κ: 'k', ν: 'v', ο: 'o', ρ: 'p', τ: 't', υ: 'u', χ: 'x',
}; // prettier-ignore
const LOOKALIKE = new RegExp(`[${Object.keys(LOOKALIKES).join('')}]`, 'gu');

const GERMAN: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', æ: 'ae', ø: 'oe', œ: 'oe' };

/** What has no width: soft hyphens, joiners, directions, variation selectors. */
const INVISIBLE = /[\p{Cf}\u034f\ufe00-\ufe0f\u115f\u1160\u3164]/gu;

/** Text as the rules read it: without invisible letters, one form for each letter, lines and spaces tidied up. */
export function tidied(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ');
}

/** Lower case, umlauts as two letters, no other marks: „Löschung“, „LOESCHUNG“ and „lo\u0308schung“ are one word. */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .replace(/[äöüßæøœ]/g, (letter) => GERMAN[letter]!)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘`´]/g, '');
}

/** Letters of another alphabet among Latin ones are taken for what they look like. */
export function latin(word: string): string {
  return /[a-z]/.test(word) ? word.replace(LOOKALIKE, (letter) => LOOKALIKES[letter]!) : word;
}
