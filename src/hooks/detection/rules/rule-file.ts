import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';
import { RIGHTS, type RightName } from '../../../laws/law-data.js';

export interface Said {
  de: string;
  en: string;
}

export interface RuleData {
  id: string;
  /** What it is a sign of; `unclear`: of something that a person should look at. Or: what it strengthens or weakens. */
  right?: RightName | 'unclear';
  lends?: 'any' | RightName[];
  scope?: 'sentence' | 'message';
  weight: number;
  any?: string[];
  /** All of these, in any order; ` / ` parts those of which any may stand in a place. */
  near?: string[];
  within?: number;
  /** Sentences read together. */
  over?: number;
  unless?: string[];
  /** A wish in the same sentence is a matter for a person, however high its score. */
  caps?: boolean;
  /** It holds when the patterns stand nowhere. */
  absent?: boolean;
  /** It holds for messages that are longer than what is read. */
  cut?: true;
  /** Only where the ticketing tool has noted a language that the rules do not cover. */
  locale?: 'other';
  says: Said;
}

/** The file of rules as it is written. */
export interface RuleFile {
  version: string;
  review: string;
  thresholds: { sure: number; unsure: number };
  falseFriends: string;
  concepts: Record<string, { exact?: boolean; words: { de?: string; en?: string } }>;
  phrases: Record<string, string[]>;
  rules: RuleData[];
}

const patterns = { type: 'array', items: { type: 'string', minLength: 1 } };
const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['version', 'review', 'thresholds', 'falseFriends', 'concepts', 'phrases', 'rules'],
  properties: {
    version: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}\\.\\d+$' },
    review: { type: 'string', format: 'date' },
    thresholds: {
      type: 'object',
      additionalProperties: false,
      required: ['sure', 'unsure'],
      properties: { sure: { type: 'number' }, unsure: { type: 'number' } },
    },
    falseFriends: { type: 'string' },
    concepts: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        additionalProperties: false,
        required: ['words'],
        properties: {
          exact: { type: 'boolean' },
          words: {
            type: 'object',
            additionalProperties: false,
            properties: { de: { type: 'string' }, en: { type: 'string' } },
          },
        },
      },
    },
    phrases: { type: 'object', additionalProperties: patterns },
    rules: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'weight', 'says'],
        oneOf: [{ required: ['right'] }, { required: ['lends', 'scope'] }],
        anyOf: [{ required: ['any'] }, { required: ['cut'] }, { required: ['near', 'within'] }],
        properties: {
          id: { type: 'string', pattern: '^[a-z]+\\.[a-z-]+$' },
          right: { enum: [...RIGHTS, 'unclear'] },
          lends: { anyOf: [{ const: 'any' }, { type: 'array', items: { enum: [...RIGHTS] } }] },
          scope: { enum: ['sentence', 'message'] },
          weight: { type: 'number', minimum: -1, maximum: 1 },
          any: patterns,
          near: patterns,
          within: { type: 'integer', minimum: 2, maximum: 60 },
          over: { type: 'integer', minimum: 1, maximum: 3 },
          unless: patterns,
          caps: { type: 'boolean' },
          absent: { type: 'boolean' },
          cut: { const: true },
          locale: { const: 'other' },
          says: {
            type: 'object',
            additionalProperties: false,
            required: ['de', 'en'],
            properties: { de: { type: 'string' }, en: { type: 'string' } },
          },
        },
      },
    },
  },
};

/** @throws Error naming what is wrong: broken rules stop the start, as broken laws do. */
export function readRuleFile(url: URL): RuleFile {
  const data: unknown = parse(readFileSync(url, 'utf8'));
  const ajv = new Ajv2020({ allErrors: true, strictRequired: false, strictTypes: false });
  formats.default(ajv);
  const validate = ajv.compile<RuleFile>(schema);
  if (validate(data)) return data;
  const complaints = (validate.errors ?? []).map((one) => `  ${one.instancePath}: ${one.message ?? one.keyword}`);
  throw new Error(`The rules of detection cannot be used:\n${[...new Set(complaints)].join('\n')}`);
}
