import type { Scalar } from '../../datamap/language.js';
import type { JsonValue } from '../kit/contract.js';
import { parseExact } from '../kit/sql/exact-json.js';
import type { Parameter, Raw } from '../kit/sql/dialect.js';
import type { Family, LiveColumn } from '../kit/sql/live-schema.js';
import { parseArray, type ArrayText } from './array-text.js';

/**
 * Values come as the text that the server writes under the settings of our transactions (ISO dates, UTC, ISO
 * intervals, hex bytes): no driver has rounded a number or moved a date.
 */
export function scalar(raw: Raw, column: Pick<LiveColumn, 'family'>): Scalar {
  if (raw === null) return null;
  const text = String(raw);
  return simple(text, column.family) ?? text;
}

export function disclose(raw: Raw, column: LiveColumn): JsonValue {
  if (raw === null) return null;
  const text = String(raw);
  if (column.family === 'array') return discloseArray(parseArray(text), column.element ?? 'text');
  return discloseText(text, column.family);
}

function discloseText(text: string, family: Family): JsonValue {
  if (family === 'json') return parseExact(text);
  if (family === 'binary') return { base64: Buffer.from(text.slice(2), 'hex').toString('base64') };
  return simple(text, family) ?? text;
}

function discloseArray(items: ArrayText, element: Family): JsonValue {
  return items.map((item) =>
    item === null ? null : typeof item === 'string' ? discloseText(item, element) : discloseArray(item, element),
  );
}

function simple(text: string, family: Family): Scalar | undefined {
  switch (family) {
    case 'integer': {
      const number = Number(text);
      return Number.isSafeInteger(number) ? number : text;
    }
    case 'float': {
      const number = Number(text);
      return Number.isFinite(number) ? number : text;
    }
    case 'boolean':
      return text === 't';
    case 'timestamp':
      return text.replace(' ', 'T');
    case 'timestamptz':
      return text.replace(' ', 'T').replace(/\+00$/, 'Z');
    default:
      return undefined;
  }
}

const INTEGERS: Record<string, bigint> = { int2: 2n ** 15n, int4: 2n ** 31n, int8: 2n ** 63n };

/** The value as the column's text; undefined where no row of the column can hold it. */
export function encode(value: Scalar, column: LiveColumn): Parameter | undefined {
  if (value === null) return null;
  const text = String(value);
  if (text.includes('\u0000')) return undefined;
  switch (column.family) {
    case 'integer':
      return encodeInteger(typeof value === 'boolean' ? String(Number(value)) : text, column.castType);
    case 'decimal':
    case 'float':
      return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text) ? text : undefined;
    case 'uuid':
      return /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text) ? text : undefined;
    case 'boolean':
      return /^(true|false|t|f|1|0)$/i.test(text) ? text : undefined;
    case 'date':
    case 'timestamp':
    case 'timestamptz':
      return /^\d{4,6}-\d\d-\d\d([T ].*)?$/.test(text) || /^-?infinity$|BC$/.test(text) ? text : undefined;
    case 'enum':
      return column.labels?.includes(text) ? text : undefined;
    default:
      return text;
  }
}

/** What is within the type for certain, and spelt as we spell it. */
const WITHIN: Record<string, RegExp> = { int4: /^-?[1-9]\d{0,8}$/, int8: /^-?[1-9]\d{0,17}$/ };

function encodeInteger(text: string, castType: string): string | undefined {
  const type = castType.startsWith('pg_catalog.') ? castType.slice(11) : castType;
  if (WITHIN[type]?.test(text)) return text;
  if (!/^[+-]?\d{1,19}$/.test(text)) return undefined;
  const number = BigInt(text.replace(/^\+/, ''));
  const bound = INTEGERS[type] ?? 2n ** 63n;
  return number >= -bound && number < bound ? number.toString() : undefined;
}
