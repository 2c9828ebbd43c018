import { randomBytes } from 'node:crypto';
import type { Scalar, Strategy } from '../../datamap/language.js';
import type { JsonValue } from '../kit/contract.js';
import { Refused } from '../kit/errors.js';
import { alreadyMasked } from '../kit/masking/already-masked.js';
import { hashShape } from '../kit/masking/hash-shape.js';
import { occupiedPaths } from '../kit/masking/json-paths.js';
import { redact, type Redactor } from '../kit/masking/redaction.js';
import type { RestRecord } from './record.js';

/** What an update has to set so that the fields are masked; nothing for fields that are masked already. */
export function maskedValues(
  record: RestRecord,
  mask: Readonly<Record<string, Strategy>>,
  set: Readonly<Record<string, Scalar>>,
  redactor: Redactor | null,
): [string, JsonValue][] {
  const masked = Object.entries(mask).flatMap(([field, strategy]): [string, JsonValue][] => {
    if (record.resolved.rest.fields[field]?.cut) return [];
    const value = record.scalar(field);
    const isEmpty = value === null || value === '';
    if (isEmpty || alreadyMasked(strategy, value, record.shape(field), redactor)) return [];
    return [[field, maskedValue(record, field, strategy, redactor)]];
  });
  const changed = Object.entries(set).filter(([field, value]) => record.scalar(field) !== value);
  return [...masked, ...changed];
}

function maskedValue(record: RestRecord, field: string, strategy: Strategy, redactor: Redactor | null): JsonValue {
  const empty = record.resolved.rest.fields[field]?.empty ?? null;
  if (strategy === null) return empty;
  if ('constant' in strategy) return strategy.constant ?? empty;
  const { length, family } = record.shape(field);
  const text = String(record.scalar(field));
  if ('hash' in strategy) {
    const shape = hashShape(strategy, length);
    if (!shape) throw unfit(record, field, 'A hash does not fit the field.');
    // Random: nothing leads back from the value to the person.
    return `${shape.prefix}${randomBytes(32).toString('hex').slice(0, shape.digits)}${shape.suffix}`;
  }
  if ('date' in strategy) {
    const [, year, month] = /^(\d{4})-(\d\d)-\d\d/.exec(text) ?? [];
    if (!year) throw unfit(record, field, 'The field holds no date.');
    const day = `${year}-${strategy.date === 'year' ? '01' : month}-01`;
    return family === 'date' ? day : `${day}T00:00:00Z`;
  }
  if ('keepPrefix' in strategy) return Array.from(text).slice(0, Math.max(0, strategy.keepPrefix)).join('');
  if ('redact' in strategy) return redact(text, redactor, length);
  const copy = structuredClone(record.value(field) ?? null);
  for (const path of occupiedPaths(copy, strategy.json)) empties(copy, path);
  return copy;
}

function empties(document: JsonValue, path: readonly (string | number)[]): void {
  let here = document as Record<string | number, JsonValue>;
  for (const step of path.slice(0, -1)) here = here[step] as Record<string | number, JsonValue>;
  here[path.at(-1)!] = null;
}

function unfit(record: RestRecord, column: string, message: string): Refused {
  return new Refused('constraint', message, { collection: record.resolved.name, column });
}
