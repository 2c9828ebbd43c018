import type { Localised } from './language.js';

/** A text of the house, of a law or of a data map in both languages of desk and portal. */
export class Bilingual {
  de: string;
  en: string;
}

/** Names that stand in a map in one language only are the same in both. */
export function bilingual(text: Localised): Bilingual {
  return typeof text === 'string' ? { de: text, en: text } : { de: text.de, en: text.en };
}
