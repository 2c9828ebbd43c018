import type { Texts } from '../texts/catalogue.js';

const CITATION = /^(\d+)(?:\((\d+)\))?(?:\(([a-z])\))?$/;

/** `6(1)(b)` as a reader of the answer's language knows it, with what it means. What cannot be read stays as it is. */
export function legalBasis(basis: string, t: Texts): string {
  const [, article, paragraph, letter] = CITATION.exec(basis) ?? [];
  if (!article) return basis;
  if (!paragraph) return t('basis.citeArticle', { article });
  if (!letter) return t('basis.citeParagraph', { article, paragraph });
  const cited = t('basis.cite', { article, paragraph, letter });
  return article === '6' && paragraph === '1' && letter <= 'f' ? `${t(`basis.${letter}`)} (${cited})` : cited;
}
