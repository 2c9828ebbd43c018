import type { Scalar } from '../language.js';

/**
 * What a connector saw of a live schema: the shape of `Survey` in the connectors' contract, which this room lies below
 * and cannot import.
 */
export interface Survey {
  collections: SurveyedCollection[];
}

export interface SurveyedCollection {
  /** Name with schema where it is not the default one. */
  name: string;
  columns: SurveyedColumn[];
  key: string[];
  references: Reference[];
  unique: string[][];
  /** Leading columns of every index. */
  indexes: string[][];
  /** Columns that a CHECK constraint names. */
  checked?: string[];
  /** Estimated, from the catalogue. */
  rows: number;
}

export interface Reference {
  columns: string[];
  to: string;
  toColumns: string[];
  /** `CASCADE`, `SET NULL`, `NO ACTION`, … */
  onDelete: string;
}

export interface SurveyedColumn {
  name: string;
  type: string;
  nullable: boolean;
  hasDefault: boolean;
  generated: boolean;
  /** Its system offers no way to change it: what stands there stays as long as the record does. */
  fixed?: true;
  /** Longest text the column takes, if bounded. */
  length: number | null;
  samples?: Scalar[];
}

/** A survey as it may be stored: structure alone, no sampled value. */
export type SurveyOutline = { collections: Record<string, Record<string, string>> };

/** Column types by table: what a later survey is compared with. */
export function outlineOf(survey: Survey): SurveyOutline {
  return {
    collections: Object.fromEntries(
      survey.collections.map((one) => [
        one.name,
        Object.fromEntries(one.columns.map((column) => [column.name, typeOf(column)])),
      ]),
    ),
  };
}

/** The type as drift counts it: a longer text is another type, since a mask may no longer fit or now does. */
export function typeOf(column: SurveyedColumn): string {
  const bounded = column.length !== null && !column.type.includes('(');
  return `${column.type.toLowerCase()}${bounded ? `(${column.length})` : ''}${column.nullable ? '' : ' not null'}`;
}

const TEXT = /char|text|clob|string|enum|citext|name$/i;
const DATE = /^(date|time|datetime|timestamp)/i;
const JSON_TYPE = /json|document|object/i;
const NUMBER = /^(tiny|small|medium|big)?(int|serial)|^(numeric|decimal|float|double|real|money|number)/i;

export type TypeFamily = 'text' | 'date' | 'json' | 'number' | 'other';

export function familyOf(type: string): TypeFamily {
  if (JSON_TYPE.test(type)) return 'json';
  if (DATE.test(type)) return 'date';
  if (NUMBER.test(type)) return 'number';
  if (TEXT.test(type)) return 'text';
  return 'other';
}
