import type { FoldedText } from './folded-text.js';
import type { KnownPerson } from './known-person.js';
import { bounded } from './literal.js';
import type { TextSpan } from './span.js';

const MONTHS = [
  'januar|january|jan|jaenner', 'februar|february|feb', 'maerz|march|mar', 'april|apr', 'mai|may', 'juni|june|jun',
  'juli|july|jul', 'august|aug', 'september|sept|sep', 'oktober|october|okt|oct', 'november|nov', 'dezember|december|dez|dec',
]; // prettier-ignore
const MONTH = MONTHS.join('|');
const DATE = `(?:\\d{1,2}[./-]\\s?\\d{1,2}[./-]\\s?(?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}\\.?\\s(?:${MONTH})\\.?\\s\\d{2,4}|(?:${MONTH})\\.?\\s\\d{1,2},?\\s\\d{4})`;
const LABELLED = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:geboren(?:\\sam)?|geb\\.?(?:\\sam)?|geburtsdatum|geburtstag(?:\\sist)?(?:\\sder)?|born(?:\\son)?|date of birth|birth\\s?date|birthday(?:\\sis)?|dob)[\\s:*]{1,3}(?<date>${DATE})(?!\\d)`,
  'gu',
);
const BIRTH_KINDS = new Set(['date_of_birth', 'birth_date', 'birthday', 'birthdate', 'dob']);

/** Dates of birth: those with a label, and hers in whatever form. */
export function births(text: FoldedText, { identifiers }: KnownPerson): TextSpan[] {
  const own = identifiers.filter(({ kind }) => BIRTH_KINDS.has(kind)).flatMap(({ value }) => spellings(value));
  const found: TextSpan[] = [...text.text.matchAll(LABELLED)].map((match) => {
    const end = match.index + match[0].length;
    const place = text.originally(end - match.groups!.date!.length, end);
    return { ...place, kind: 'birth' as const, ofPerson: false, why: 'labelled-birth' as const };
  });
  if (own.length === 0) return found;
  for (const match of text.text.matchAll(new RegExp(bounded(own.join('|')), 'gu'))) {
    const place = text.originally(match.index, match.index + match[0].length);
    found.push({ ...place, kind: 'birth', ofPerson: true, why: 'own-birth' });
  }
  return found;
}

/** Day before month and month before day: which of them the writer meant does not matter when it is hers. */
function spellings(value: string): string[] {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/.exec(value) ?? [];
  if (!year || !month || !day) return [];
  const [m, d] = [`0?${Number(month)}`, `0?${Number(day)}`];
  const y = `(?:${year}|${year.slice(2)})`;
  const name = `(?:${MONTHS[Number(month) - 1] ?? MONTH})`;
  return [
    `${year}-${month}-${day}`,
    `${d}[./-]\\s?${m}[./-]\\s?${y}`,
    `${m}/${d}/${y}`,
    `${d}\\.?\\s${name}\\.?\\s${y}`,
    `${name}\\.?\\s${d},?\\s${year}`,
  ];
}
