import type { Collection, Scalar, Strategy } from '../../../datamap/language.js';
import type { SurveyedCollection, SurveyedColumn } from '../contract.js';
import { familyOf } from '../sql/families.js';
import type { Family } from '../sql/live-schema.js';
import { isCategory, statedStrategy } from '../../../datamap/map-facts.js';
import { hashShape } from './hash-shape.js';
import { ERASED } from './redaction.js';

/** Why a strategy does not fit a column. */
export type MaskObstacle =
  'no-such-column' | 'generated' | 'key' | 'reference' | 'not-null' | 'unique' | 'length' | 'type' | 'check';

/**
 * `replaced`: another strategy is used. `impossible`: the field stays as it is unless the map says otherwise.
 * `may-fail`: a CHECK constraint has the last word, and a refusal would leave the row as it was.
 */
export interface MaskFinding {
  field: string;
  code: 'replaced' | 'impossible' | 'may-fail';
  because: MaskObstacle;
}

export interface EffectiveMask {
  mask: Record<string, Strategy>;
  findings: MaskFinding[];
}

const texts: ReadonlySet<Family> = new Set(['text']);
const dates: ReadonlySet<Family> = new Set(['date', 'timestamp', 'timestamptz']);

/** What NOT NULL columns take that say nothing any more. Enumerations have no such value. */
const emptyValues: Partial<Record<Family, Scalar>> = {
  integer: 0,
  decimal: 0,
  float: 0,
  boolean: false,
  json: '{}',
  binary: '',
  array: '{}',
  set: '',
  time: '00:00:00',
  interval: 'PT0S',
};

/**
 * How each field would really be masked, given the live columns: planned before an approval, so that nothing is found
 * out halfway. Fields that the map gives no strategy become NULL where the column allows it, free text
 * is redacted.
 *
 * @param fields those to mask; default: every field of the collection.
 */
export function effectiveMask(
  collection: Collection,
  table: SurveyedCollection,
  fields: readonly string[] = Object.keys(collection.fields),
): EffectiveMask {
  const result: EffectiveMask = { mask: {}, findings: [] };
  for (const field of fields) {
    const column = table.columns.find((one) => one.name === field);
    const lasting = column ? lastingObstacle(column, collection, table) : 'no-such-column';
    if (!column || lasting) {
      result.findings.push({ field, code: 'impossible', because: lasting ?? 'no-such-column' });
      continue;
    }
    const first = statedStrategy(collection, field);
    const obstacle = obstacleTo(first, column, table);
    const chosen = obstacle
      ? alternatives(column, collection, table).find((one) => !obstacleTo(one, column, table))
      : first;
    if (chosen === undefined) {
      result.findings.push({ field, code: 'impossible', because: obstacle ?? 'type' });
      continue;
    }
    result.mask[field] = chosen;
    if (obstacle) result.findings.push({ field, code: 'replaced', because: obstacle });
    if (table.checked?.includes(field)) result.findings.push({ field, code: 'may-fail', because: 'check' });
  }
  return result;
}

/** What no strategy gets over. */
function lastingObstacle(
  column: SurveyedColumn,
  collection: Collection,
  table: SurveyedCollection,
): MaskObstacle | null {
  if (column.generated) return 'generated';
  return [collection.key].flat().includes(column.name) || table.key.includes(column.name) ? 'key' : null;
}

function obstacleTo(strategy: Strategy, column: SurveyedColumn, table: SurveyedCollection): MaskObstacle | null {
  const family = familyOf(column.type);
  if (strategy === null || ('constant' in strategy && strategy.constant === null))
    return column.nullable ? null : 'not-null';
  if (table.references.some((reference) => reference.columns.includes(column.name))) return 'reference';
  const unique = table.unique.some((columns) => columns.includes(column.name));
  if ('hash' in strategy) {
    if (family === 'uuid') return null;
    if (!texts.has(family)) return 'type';
    return hashShape(strategy, column.length) ? null : 'length';
  }
  if (unique && !('json' in strategy)) return 'unique';
  if ('constant' in strategy) return obstacleToConstant(strategy.constant, column, family);
  if ('date' in strategy) return dates.has(family) ? null : 'type';
  if ('json' in strategy) return family === 'json' ? null : 'type';
  return texts.has(family) ? null : 'type';
}

function obstacleToConstant(constant: Scalar, column: SurveyedColumn, family: Family): MaskObstacle | null {
  const text = String(constant);
  if (family === 'text') return column.length !== null && Array.from(text).length > column.length ? 'length' : null;
  if (family === 'integer') return /^-?\d+$/.test(text) ? null : 'type';
  if (family === 'decimal' || family === 'float') return Number.isFinite(Number(text)) ? null : 'type';
  if (dates.has(family)) return /^\d{4}-\d\d-\d\d/.test(text) ? null : 'type';
  if (family === 'boolean') return /^(true|false|0|1)$/.test(text) ? null : 'type';
  return null;
}

/** What to try instead, best first. `.invalid` never receives mail (RFC 2606). */
function alternatives(column: SurveyedColumn, collection: Collection, table: SurveyedCollection): Strategy[] {
  const family = familyOf(column.type);
  const isMail = isCategory(collection, column.name, 'user.contact.email');
  const unique = table.unique.some((columns) => columns.includes(column.name));
  const empty = emptyValues[family];
  return [
    null,
    ...(isMail ? [{ hash: { suffix: '@erased.invalid' } }] : []),
    ...(family === 'text' && !unique ? [{ constant: ERASED }, { constant: '-' }] : []),
    ...(family === 'text' || family === 'uuid' ? [{ hash: {} }] : []),
    ...(dates.has(family) ? [{ date: 'year' as const }] : []),
    ...(empty === undefined ? [] : [{ constant: empty }]),
  ];
}
