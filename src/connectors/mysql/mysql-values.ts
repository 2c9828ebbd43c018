import type { Scalar } from '../../datamap/language.js';
import type { JsonValue } from '../kit/contract.js';
import { parseExact } from '../kit/sql/exact-json.js';
import type { Parameter, Raw } from '../kit/sql/dialect.js';
import type { LiveColumn } from '../kit/sql/live-schema.js';

/** Marks the hex digits of a binary key. */
const HEX = '\\x';

/** A value of a key or fact: text or safe number, without loss. The zero date of MySQL means that there is no date. */
export function scalar(raw: Raw, column: Pick<LiveColumn, 'family'>): Scalar {
  if (raw === null) return null;
  switch (column.family) {
    case 'integer':
      return safe(String(raw));
    case 'float': {
      const number = Number(String(raw));
      return Number.isFinite(number) ? number : String(raw);
    }
    case 'boolean':
      return String(raw) === '0' ? false : String(raw) === '1' ? true : Number(String(raw));
    case 'bits':
      return safe(bits(raw).toString());
    case 'binary':
      return HEX + bytes(raw).toString('hex');
    case 'date':
    case 'timestamp':
    case 'timestamptz':
      return moment(String(raw), column.family === 'timestamptz');
    default:
      return String(raw);
  }
}

export function disclose(raw: Raw, column: LiveColumn): JsonValue {
  if (raw === null) return null;
  switch (column.family) {
    case 'binary':
      return { base64: bytes(raw).toString('base64') };
    case 'json':
      return parseExact(String(raw));
    case 'set':
      return String(raw) === '' ? [] : String(raw).split(',');
    case 'bits':
      return column.type === 'bit(1)' ? bits(raw) === 1n : scalar(raw, column);
    default:
      return scalar(raw, column);
  }
}

function safe(text: string): Scalar {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

function bytes(raw: string | Buffer): Buffer {
  return Buffer.isBuffer(raw) ? raw : Buffer.from(raw, 'latin1');
}

function bits(raw: string | Buffer): bigint {
  return BigInt(`0x${bytes(raw).toString('hex') || '0'}`);
}

function moment(text: string, isMoment: boolean): string | null {
  if (text.startsWith('0000-00-00')) return null;
  const iso = text.replace(' ', 'T');
  return isMoment && iso.includes('T') ? `${iso}Z` : iso;
}

/**
 * The value as a literal of the column's own kind. MySQL would turn the word `12abc` into the number 12 and a column of
 * text into numbers; so nothing is sent that the column cannot hold, and numbers and text each as what they are.
 */
export function encode(value: Scalar, column: LiveColumn): Parameter | undefined {
  if (value === null) return null;
  const text = String(value);
  switch (column.family) {
    case 'integer':
    case 'bits':
    case 'boolean':
      return encodeInteger(typeof value === 'boolean' ? String(Number(value)) : text);
    case 'decimal':
      if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(text)) return undefined;
      return text.replace(/\D/g, '').length <= 15 ? Number(text) : text;
    case 'float':
      return text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case 'date':
    case 'timestamp':
    case 'timestamptz':
      return /^\d{4}-\d\d-\d\d([T ].*)?$/.test(text) ? text.replace('T', ' ').replace(/Z$/, '') : undefined;
    case 'uuid':
      return /^[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}$/i.test(text) ? text : undefined;
    case 'enum':
      return column.labels?.some((label) => label.toLowerCase() === text.toLowerCase()) ? text : undefined;
    case 'binary':
      return text.startsWith(HEX) ? Buffer.from(text.slice(HEX.length), 'hex') : Buffer.from(text, 'utf8');
    default:
      return text;
  }
}

function encodeInteger(text: string): number | bigint | undefined {
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true' ? 1 : 0;
  if (!/^[+-]?\d{1,20}$/.test(text)) return undefined;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text.replace(/^\+/, ''));
}
