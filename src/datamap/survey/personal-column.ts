import { categoryMatches } from '../fideslang.js';
import { COLUMN_WORDS, containsWords, wordsOf, type ColumnWord } from './column-words.js';
import { shapeOf } from './sample-shapes.js';
import { familyOf, type SurveyedColumn, type TypeFamily } from './survey.js';

/** Why a column is thought to hold personal data. */
export interface PersonalGuess {
  category: string;
  /** 0 to 1. */
  confidence: number;
  /** What made us think so, without any value: `name "email"`, `18 of 20 samples are e-mail addresses`. */
  because: string;
  /** Identifier kind, where the column can find a person. */
  kind?: string;
  freeText?: true;
  neverDisclose?: true;
}

/** From here on a guess is proposed as a field; below, the column is left to decide. */
export const PROPOSED_FROM = 0.5;

/**
 * Does the column look personal: by its name, its type and its sampled values? Null when nothing points that way.
 * Flags, counters, prices and the like are not personal by themselves.
 */
export function guessPersonal(column: SurveyedColumn): PersonalGuess | null {
  const named = namedLike(column);
  const shaped = shapeOf(column.samples);
  if (named && shaped && sameBranch(named.category, shaped.shape.category)) {
    return {
      ...traits(named),
      confidence: Math.min(0.99, named.confidence + (1 - named.confidence) * shaped.share * shaped.shape.confidence),
      because: `name (${named.words}), and ${percent(shaped.share)} of the samples are ${shaped.shape.name}`,
    };
  }
  if (shaped && !shaped.shape.needsName) {
    const confidence = shaped.shape.confidence * shaped.share;
    if (!named || confidence > named.confidence) {
      return {
        ...traits(shaped.shape),
        confidence,
        because: `${percent(shaped.share)} of the samples are ${shaped.shape.name}`,
      };
    }
  }
  return named ? { ...traits(named), confidence: named.confidence, because: `name (${named.words})` } : null;
}

/** Names that point, count or date something are not what they point to: `address_id`, `email_count`, `phone_verified_at`. */
const POINTER = /(^|_)(id|fk|count|flag|at|on|verified|sent)$|[a-z](Id|Fk|Count|Flag|At)$|^(is|has)(_|[A-Z])/;

/** Categories that may stand in a column of this type; others are a coincidence of names. */
const FITTING: Partial<Record<TypeFamily, readonly string[]>> = {
  number: [
    'user.location',
    'user.contact.phone_number',
    'user.contact.address.postal_code',
    'user.financial',
    'user.government_id',
  ],
  date: ['user.demographic.date_of_birth'],
};

function namedLike(column: SurveyedColumn): ColumnWord | null {
  const words = wordsOf(column.name);
  const fitting = FITTING[familyOf(column.type)];
  const isFlag = /^bool|^bit$|^tinyint\(1\)/i.test(column.type);
  if (isFlag) return null;
  return (
    COLUMN_WORDS.filter(
      (row) =>
        containsWords(words, row.words) &&
        (!POINTER.test(column.name) || row.words.endsWith(' id')) &&
        (!fitting || fitting.some((prefix) => categoryMatches(row.category, prefix))),
    )
      // The longest match says most: an `ip address` is no address.
      .sort((a, b) => b.words.length - a.words.length || b.confidence - a.confidence)[0] ?? null
  );
}

/** `user.contact.email` and `user.contact.phone_number` are of one branch. */
function sameBranch(one: string, other: string): boolean {
  return one.split('.').slice(0, 2).join('.') === other.split('.').slice(0, 2).join('.');
}

function traits(source: {
  category: string;
  kind?: string;
  freeText?: true;
  neverDisclose?: true;
}): Omit<PersonalGuess, 'confidence' | 'because'> {
  return {
    category: source.category,
    ...(source.kind ? { kind: source.kind } : {}),
    ...(source.freeText ? { freeText: true as const } : {}),
    ...(source.neverDisclose ? { neverDisclose: true as const } : {}),
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
