import type { Scalar, Strategy } from '../../../datamap/language.js';
import type { JsonValue } from '../contract.js';
import type { Family } from '../sql/live-schema.js';
import { hashShape, hasHashShape } from './hash-shape.js';
import { occupiedPaths } from './json-paths.js';
import { redact, type Redactor } from './redaction.js';

/** What has to be known of a column to tell a masked value from one that is not. */
export interface MaskedColumn {
  family: Family;
  length: number | null;
}

const numeric: ReadonlySet<Family> = new Set(['integer', 'decimal', 'float']);

/**
 * Would the strategy leave this value as it is? True for what was masked before, and for a value that it cannot change
 * (a birthday on the first of January cut to the year): such a value proves nothing when it is read again.
 */
export function alreadyMasked(
  strategy: Strategy,
  value: Scalar,
  column: MaskedColumn,
  redactor: Redactor | null = null,
): boolean {
  if (value === null) return true;
  if (strategy === null) return false;
  const text = String(value);
  if ('constant' in strategy) {
    if (strategy.constant === null) return false;
    if (numeric.has(column.family)) return Number(strategy.constant) === Number(value);
    return String(strategy.constant) === text;
  }
  if ('hash' in strategy) {
    // A random uuid looks like any other.
    if (column.family === 'uuid') return false;
    const shape = hashShape(strategy, column.length);
    return shape !== null && hasHashShape(text, shape);
  }
  if ('date' in strategy) {
    return (strategy.date === 'year' ? /^\d+-01-01(T00:00:00(\.0+)?Z?)?$/ : /^\d+-\d\d-01(T00:00:00(\.0+)?Z?)?$/).test(
      text,
    );
  }
  if ('keepPrefix' in strategy) return Array.from(text).length <= strategy.keepPrefix;
  if ('json' in strategy) return occupiedPaths(parsed(text), strategy.json).length === 0;
  return redact(text, redactor, column.length) === text;
}

function parsed(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}
