import type { components } from '../../api/schema.js';
import type { Language } from '../../i18n/language.js';
import { chosenDays, type CopyFirstChoice, type DaysBetween, ON_HER_WORD } from '../copy-first-choice.js';
import type { Right } from '../rights.js';

type Submission = components['schemas']['SubmissionDto'];
export type ActingRelation = NonNullable<Submission['actingFor']>['relation'];
export type Authority = NonNullable<Submission['actingFor']>['authority'];

export const RELATIONS = [
  'parent',
  'guardian',
  'relative',
  'lawyer',
  'authorised_agent',
  'legal_representative',
  'other',
] as const satisfies readonly ActingRelation[];

export const AUTHORITIES = [
  'signed_permission',
  'power_of_attorney',
  'parental_responsibility',
  'court_appointment',
  'other',
] as const satisfies readonly Authority[];

/** What the form holds while it is filled in. */
export interface AskValues {
  who: 'me' | 'other';
  email: string;
  phone: string;
  copyFirst: boolean;
  eraseAfter: CopyFirstChoice;
  text: string;
  relation: ActingRelation | null;
  name: string;
  authority: Authority | null;
  contact: string;
}

export const EMPTY: AskValues = {
  who: 'me',
  email: '',
  phone: '',
  copyFirst: false,
  eraseAfter: ON_HER_WORD,
  text: '',
  relation: null,
  name: '',
  authority: null,
  contact: '',
};

/** Rights that cannot be worked on without the person's words. */
export const NEEDS_WORDS: readonly Right[] = ['rectification', 'objection', 'automated_decision'];
/** Rights for which words help. */
export const TAKES_WORDS: readonly Right[] = [...NEEDS_WORDS, 'access', 'erasure', 'restriction', 'withdraw_consent'];

export interface AskedOf {
  right: Right;
  controller: string;
  place: string | undefined;
  language: Language;
  noticeVersion: string | undefined;
  copyFirstDays: DaysBetween;
}

/** What is sent: nothing that was not asked for, nothing that was left empty. */
export function submissionOf(values: AskValues, asked: AskedOf): Submission {
  const { right, place } = asked;
  const [country, state] = place?.split('-') ?? [];
  const copyFirst = right === 'erasure' && values.copyFirst;
  const days = copyFirst ? chosenDays(values.eraseAfter, asked.copyFirstDays) : null;
  const text = values.text.trim();
  const phone = values.phone.trim();
  return {
    controllers: [asked.controller],
    rights: copyFirst ? ['access', 'erasure'] : [right],
    ...(copyFirst ? { copyFirst } : {}),
    ...(days ? { eraseAfterDays: days } : {}),
    identifiers: [
      { kind: 'email', value: values.email.trim() },
      ...(phone === '' ? [] : [{ kind: 'phone', value: phone }]),
    ],
    ...(text === '' ? {} : { text }),
    locale: asked.language,
    ...(country ? { country } : {}),
    ...(state ? { state } : {}),
    ...(asked.noticeVersion === undefined ? {} : { noticeVersion: asked.noticeVersion }),
    ...(values.who === 'other' && values.relation && values.authority
      ? {
          actingFor: {
            relation: values.relation,
            name: values.name.trim(),
            authority: values.authority,
            ...(values.contact.trim() === '' ? {} : { contact: values.contact.trim() }),
          },
        }
      : {}),
  };
}

/** An address that mail could be sent to; whether it exists the code will tell. */
export const looksLikeMail = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(text.trim());
