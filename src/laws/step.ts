import { Temporal } from 'temporal-polyfill';
import type { Language, Localised, Strength } from './law-data.js';
import { STEP_TEXTS, type StepRule } from './step-texts.js';

/** One step of a computation, as a person can follow it. */
export interface Step {
  rule: StepRule;
  citation: string;
  /** False: the rule has not been read in its primary text. */
  confirmed: boolean;
  /** What to check, when it is not confirmed. */
  check?: string;
  /** Where the step starts and where it leads. */
  from: Temporal.PlainDate;
  to: Temporal.PlainDate;
  text: Localised;
}

type Value = string | number | Localised | Temporal.PlainDate;

/** Builds a step: `{from}`, `{to}` and the given values stand in its sentence. */
export function step(
  rule: StepRule,
  by: Strength,
  from: Temporal.PlainDate,
  to: Temporal.PlainDate,
  values: Record<string, Value> = {},
): Step {
  const all = { from, to, ...values };
  return {
    rule,
    citation: by.citation,
    confirmed: by.confirmed,
    ...(by.check === undefined ? {} : { check: by.check }),
    from,
    to,
    text: { de: fill(STEP_TEXTS[rule].de, all, 'de'), en: fill(STEP_TEXTS[rule].en, all, 'en') },
  };
}

const UNCONFIRMED: Localised = { de: 'noch zu bestätigen', en: 'not confirmed yet' };

/** The steps as lines for the desk: each with its source, and what is not confirmed marked as such. */
export function spoken(steps: readonly Step[], language: Language): string[] {
  return steps.map((one) => {
    const doubt = one.confirmed ? '' : `; ${UNCONFIRMED[language]}${one.check ? `: ${one.check}` : ''}`;
    return `${one.text[language]} [${one.citation}${doubt}]`;
  });
}

/** Are all steps taken by confirmed rules? */
export function allConfirmed(steps: readonly Step[]): boolean {
  return steps.every((one) => one.confirmed);
}

const DATES: Record<Language, Intl.DateTimeFormat> = {
  de: dateFormat('de-DE'),
  en: dateFormat('en-GB'),
};

function dateFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** „Mittwoch, 23. Dezember 2026" / „Wednesday 23 December 2026". */
export function dayInWords(day: Temporal.PlainDate, language: Language): string {
  return DATES[language].format(day.toZonedDateTime('UTC').epochMilliseconds);
}

function fill(template: string, values: Record<string, Value>, language: Language): string {
  return template.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`The sentence '${template}' asks for '${name}', which was not given.`);
    if (value instanceof Temporal.PlainDate) return dayInWords(value, language);
    return typeof value === 'object' ? value[language] : String(value);
  });
}
