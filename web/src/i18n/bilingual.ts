import { useTranslation } from 'react-i18next';

/** A text that the service gives in both languages of the pages. */
export interface Bilingual {
  de: string;
  en: string;
}

/** Takes the language of the page out of a text that comes in both. */
export function useBilingual(): (text: Bilingual) => string {
  const { i18n } = useTranslation();
  return (text) => (i18n.language === 'de' ? text.de : text.en);
}
