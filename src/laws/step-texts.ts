import type { Localised } from './law-data.js';

/** The sentences of the computations, one a rule. The figures in them come from the laws' files. */
export const STEP_TEXTS = {
  // the clock
  receipt: {
    de: 'Die Anfrage ist am {from} eingegangen.',
    en: 'The request was received on {from}.',
  },
  period_length: {
    de: 'Für die Antwort gilt eine Frist von {period}.',
    en: 'The period for the answer is {period}.',
  },
  period: {
    de: 'Gezählt ab dem Tag des Eingangs, endet sie am {to}.',
    en: 'Counted from the day of receipt, it ends on {to}.',
  },
  period_clamped: {
    de: 'Gezählt ab dem Tag des Eingangs, endet sie am {to}, dem letzten Tag des Monats, weil er keinen {day}. hat.',
    en: 'Counted from the day of receipt, it ends on {to}, the last day of the month, which has no day {day}.',
  },
  pause: {
    de: 'Vom {from} bis zum {to} ruhte die Frist, weil begründete Zweifel an der Identität bestanden und nachgefragt wurde: {days} Tage zählen nicht mit.',
    en: 'From {from} to {to} the period was suspended because there were reasonable doubts about identity and a question was asked: {days} days are not counted.',
  },
  pause_open: {
    de: 'Seit dem {from} ruht die Frist, weil begründete Zweifel an der Identität bestehen. Gearbeitet wird weiter auf den Tag ohne Unterbrechung hin.',
    en: 'Since {from} the period has been suspended because there are reasonable doubts about identity. Work goes on towards the date without suspension.',
  },
  pause_too_late: {
    de: 'Die Nachfrage vom {from} hält die Frist nicht an, weil sie nicht unverzüglich gestellt wurde (spätestens am {to}).',
    en: 'The question of {from} does not suspend the period because it was not asked without undue delay ({to} at the latest).',
  },
  pause_unknown: {
    de: 'Die Nachfrage vom {from} hält die Frist nicht an: Dieses Gesetz kennt keine Unterbrechung.',
    en: 'The question of {from} does not suspend the period: this law knows no suspension.',
  },
  roll_forward: {
    de: 'Der {from}, ist frei ({why}); die Frist endet erst am {to}.',
    en: '{from} is a day off ({why}); the period ends only on {to}.',
  },
  calendar: {
    de: 'Es gelten die Feiertage von {place}.',
    en: 'The holidays of {place} apply.',
  },
  least_working_days: {
    de: 'Die Frist muss mindestens {days} Arbeitstage umfassen und endet deshalb am {to}.',
    en: 'The period must hold at least {days} working days and therefore ends on {to}.',
  },
  unpaused: {
    de: 'Ohne Unterbrechung wäre die Antwort am {to} fällig; darauf wird hingearbeitet.',
    en: 'Without suspension the answer would be due on {to}; that is what we work towards.',
  },
  extended: {
    de: 'Die Frist wurde am {from} mit Begründung verlängert, auf eine Gesamtdauer von {period} seit Eingang: bis zum {to}.',
    en: 'The period was extended on {from} with reasons, to {period} from receipt in all: until {to}.',
  },
  extension_too_late: {
    de: 'Die Verlängerung vom {from} gilt nicht: Sie hätte spätestens am {to} mitgeteilt werden müssen.',
    en: 'The extension of {from} has no effect: it had to be notified on {to} at the latest.',
  },
  extension_without_reason: {
    de: 'Die Verlängerung vom {from} gilt nicht, weil keine Gründe genannt wurden.',
    en: 'The extension of {from} has no effect because no reasons were given.',
  },
  extension_again: {
    de: 'Die weitere Verlängerung vom {from} gilt nicht: Verlängert werden darf nur einmal.',
    en: 'The further extension of {from} has no effect: the period may be extended only once.',
  },
  extension_unknown: {
    de: 'Die Verlängerung vom {from} gilt nicht: Für dieses Recht ist keine vorgesehen.',
    en: 'The extension of {from} has no effect: none is provided for this right.',
  },
  due: {
    de: 'Die Antwort ist spätestens am {to} fällig.',
    en: 'The answer is due on {to} at the latest.',
  },
  cautious: {
    de: 'Die Zählung ist nicht unstrittig; vorsichtig gerechnet endet die Frist am {to}.',
    en: 'The counting is arguable; on the cautious reading the period ends on {to}.',
  },
  answer_by: {
    de: 'Die Antwort geht spätestens am {to} hinaus, auch wenn einzelne Systeme noch ausstehen.',
    en: 'The answer goes out on {to} at the latest, even if single systems are still outstanding.',
  },
  ack: {
    de: 'Der Eingang ist binnen {period} zu bestätigen: bis zum {to}.',
    en: 'Receipt is to be confirmed within {period}: by {to}.',
  },
  act: {
    de: 'Die Wirkung selbst tritt binnen {period} ein: bis zum {to}.',
    en: 'The effect itself is in place within {period}: by {to}.',
  },
  act_if: {
    de: 'Die vorläufige Maßnahme greift, {if}, binnen {period}: bis zum {to}.',
    en: 'The provisional measure applies, {if}, within {period}: by {to}.',
  },
  answered: {
    de: 'Geantwortet wurde am {to}.',
    en: 'The answer was given on {to}.',
  },
  withdrawn: {
    de: 'Die Anfrage wurde am {to} zurückgenommen.',
    en: 'The request was withdrawn on {to}.',
  },
  // retention
  retention_begins: {
    de: 'Maßgeblich ist {event}, hier der {from}.',
    en: 'What counts is {event}, here {from}.',
  },
  year_end: {
    de: 'Die Aufbewahrungsfrist beginnt mit dem Schluss des Kalenderjahres, am {to}.',
    en: 'The retention period begins at the end of the calendar year, on {to}.',
  },
  retention_period: {
    de: 'Sie endet nach {period}, am {to}.',
    en: 'It ends after {period}, on {to}.',
  },
  earlier_period_over: {
    de: 'Diese Frist war am {to} schon abgelaufen, bevor am {from} eine neue in Kraft trat; die neue gilt dafür nicht.',
    en: 'This period had already ended on {to}, before a new one came into force on {from}, which does not reach it.',
  },
  shortened_period: {
    de: 'Die kürzere Frist gilt erst seit dem {from}; aufbewahrt wurde daher mindestens bis zum {to}.',
    en: 'The shorter period has applied only since {from}; the record was therefore kept at least until {to}.',
  },
  may_go: {
    de: 'Gelöscht werden darf frühestens ab dem {to}.',
    en: 'It may be erased from {to} at the earliest.',
  },
  not_before_assessment: {
    de: 'Die Frist läuft nicht ab, solange die Unterlagen für noch offene Steuern von Bedeutung sind; vor dem {to} jedenfalls nicht.',
    en: 'The period does not end while the records matter for taxes that are still open to assessment; in any case not before {to}.',
  },
  // the case file
  case_closed: {
    de: 'Der Vorgang wurde am {from} abgeschlossen.',
    en: 'The case was closed on {from}.',
  },
  case_kept: {
    de: 'Der Vorgang wird für die Dauer von {period} aufbewahrt, bis zum {to}.',
    en: 'The case is kept for {period}, until {to}.',
  },
} as const satisfies Record<string, Localised>;

export type StepRule = keyof typeof STEP_TEXTS;
