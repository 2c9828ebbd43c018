import type { CitedStep, Localised } from '../laws/law-data.js';
import type { LawSays } from '../laws/law.js';
import { say, type Locale } from './locale.js';

/** ` (Art. 12 Abs. 5 DSGVO)`, to stand behind what it supports; nothing under a law that names no such place. */
export function citation(law: LawSays, step: CitedStep, locale: Locale): string {
  const place = law.cites[step];
  return place ? ` (${say(place, locale)})` : '';
}

/** A sentence with its citation before the full stop, in both languages. */
export function cited(sentence: Localised, law: LawSays, step: CitedStep | undefined): Localised {
  if (!step) return sentence;
  const within = (locale: Locale): string =>
    sentence[locale].replace(/[.!?]?$/, (end) => citation(law, step, locale) + end);
  return { de: within('de'), en: within('en') };
}

/** Where somebody who disagrees can turn beside us: the authority, and a court where the law names one. */
export function elsewhere(law: LawSays, locale: Locale): string {
  const { complaint, court } = law.words;
  return [complaint, ...(court ? [court] : [])].map((text) => say(text, locale)).join(' ');
}
