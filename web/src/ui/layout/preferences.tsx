import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { chooseLanguage } from '../../i18n/i18n.js';
import { type Language, LANGUAGES } from '../../i18n/language.js';
import { chooseTheme, type ThemeChoice, useTheme } from '../theme/theme.js';
import './preferences.css';

const NAMES: Record<Language, string> = { de: 'Deutsch', en: 'English' };
const THEMES: readonly ThemeChoice[] = ['system', 'light', 'dark'];

/** Each language by its own name, so that whoever cannot read this page finds hers. */
export function LanguageSwitch({ onChoose }: { onChoose?: (language: Language) => void }): ReactNode {
  const { t, i18n } = useTranslation('ui');
  return (
    <fieldset className="preference language-switch">
      <legend className="visually-hidden">{t('language')}</legend>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          className="preference-choice"
          aria-pressed={i18n.language === language}
          onClick={() => {
            void chooseLanguage(language);
            onChoose?.(language);
          }}
        >
          {NAMES[language]}
        </button>
      ))}
    </fieldset>
  );
}

export function ThemeSwitch(): ReactNode {
  const { t } = useTranslation('ui');
  const theme = useTheme();
  return (
    <fieldset className="preference">
      <legend className="visually-hidden">{t('theme.label')}</legend>
      {THEMES.map((choice) => (
        <button
          key={choice}
          type="button"
          className="preference-choice"
          aria-pressed={theme === choice}
          onClick={() => chooseTheme(choice)}
        >
          {t(`theme.${choice}`)}
        </button>
      ))}
    </fieldset>
  );
}
