import i18next, { type BackendModule, type ReadCallback } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage, type Language, LANGUAGES, rememberLanguage } from './language.js';

/** One file a language and area; each is loaded when it is first needed. */
const catalogs = import.meta.glob<Record<string, unknown>>('./catalogs/*/*.json', { import: 'default' });

const lazyCatalogs: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language: string, area: string, done: ReadCallback) => void hand(language, area, done),
};

async function hand(language: string, area: string, done: ReadCallback): Promise<void> {
  const texts = await catalogs[`./catalogs/${language}/${area}.json`]?.().catch(() => undefined);
  if (texts) done(null, texts);
  else done(new Error('Not loaded'), null);
}

/** Loads the areas in the person's language, before the first drawing. */
export async function startI18n(areas: readonly string[]): Promise<void> {
  const language = firstLanguage();
  await i18next
    .use(lazyCatalogs)
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: [...LANGUAGES],
      fallbackLng: false,
      ns: [...areas],
      defaultNS: 'ui',
      // React escapes.
      interpolation: { escapeValue: false },
      returnNull: false,
      showSupportNotice: false,
      react: { useSuspense: true },
    });
  document.documentElement.lang = language;
}

export async function chooseLanguage(language: Language): Promise<void> {
  rememberLanguage(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
