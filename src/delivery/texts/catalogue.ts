import { readFileSync } from 'node:fs';
import { createInstance } from 'i18next';
import { parse } from 'yaml';
import type { Locale } from '../../letters/locale.js';

/** A text by its key, with its values filled in. A missing text or value is an error, never a gap in a letter. */
export type Texts = (key: string, values?: Record<string, string | number>) => string;

const loaded = new Map<string, Texts>();

/** The texts of reports and packages (`report.<locale>.yaml`). */
export function texts(locale: Locale): Texts {
  const known = loaded.get(locale);
  if (known) return known;
  const catalogue = createInstance();
  void catalogue.init({
    initAsync: false,
    showSupportNotice: false,
    lng: locale,
    fallbackLng: false,
    resources: { [locale]: { translation: readTexts(`report.${locale}`) as Record<string, string> } },
    // The templates escape; a value is never read for further texts or values (`skipOnVariables`).
    interpolation: { escapeValue: false, skipOnVariables: true },
    // A list of texts comes as lines.
    joinArrays: '\n',
    returnNull: false,
    returnEmptyString: false,
    parseMissingKeyHandler: (key) => fail(key),
    missingInterpolationHandler: (text: string, match: RegExpExecArray) => fail(`${match[0]} in ${text}`),
  });
  const translate: Texts = (key, values) => catalogue.t(key, { ...values });
  loaded.set(locale, translate);
  return translate;
}

/** A file of texts as it stands. */
export function readTexts(name: string): unknown {
  return parse(readFileSync(new URL(`./${name}.yaml`, import.meta.url), 'utf8'));
}

function fail(what: string): never {
  throw new Error(`There is no text for ${what}.`);
}
