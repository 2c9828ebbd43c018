import type { LawWords } from '../../laws/law-data.js';
import { say, type Locale } from '../../letters/locale.js';
import type { Texts } from '../texts/catalogue.js';

const CITATION = /^(\d+)(?:\((\d+)\))?(?:\(([a-z])\))?$/;

/**
 * `6(1)(b)` as a reader of the answer's language knows it, with what it means. What cannot be read stays as it is.
 *
 * @param bases how the law cites them; a law without names none
 */
export function legalBasis(basis: string, bases: NonNullable<LawWords['bases']>, locale: Locale, t: Texts): string {
  const [, article = '', paragraph = '', letter = ''] = CITATION.exec(basis) ?? [];
  if (!article) return basis;
  const form = letter ? bases.letter : paragraph ? bases.paragraph : bases.article;
  const cited = say(form, locale)
    .replace('{{article}}', article)
    .replace('{{paragraph}}', paragraph)
    .replace('{{letter}}', letter);
  if (!letter) return cited;
  return article === '6' && paragraph === '1' && letter <= 'f' ? `${t(`basis.${letter}`)} (${cited})` : cited;
}
