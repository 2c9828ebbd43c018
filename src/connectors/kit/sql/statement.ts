import type { Condition, Scalar } from '../../../datamap/language.js';
import { Refused } from '../errors.js';
import type { Dialect, Parameter } from './dialect.js';
import type { LiveColumn, LiveTable } from './live-schema.js';

/** Collects parameters while a statement is written. Values only ever enter SQL through it. */
export class Statement {
  readonly parameters: Parameter[] = [];

  constructor(private readonly dialect: Dialect) {}

  readonly bind = (parameter: Parameter): string => {
    this.parameters.push(parameter);
    return this.dialect.placeholder(this.parameters.length);
  };
}

export function quotedTable(dialect: Dialect, table: LiveTable): string {
  return `${dialect.quote(table.schema)}.${dialect.quote(table.name)}`;
}

/** The live column, or a refusal that names what the map got wrong. */
export function columnOf(table: LiveTable, column: string, collection: string): LiveColumn {
  const found = table.columns.get(column);
  if (!found)
    throw new Refused('not-in-map', 'The map names a column that the live schema lacks.', { collection, column });
  return found;
}

/** `column in values and …`; a value that the column cannot hold matches nothing. Returns `null` for no condition. */
export function conditionSql(
  dialect: Dialect,
  table: LiveTable,
  condition: Condition | undefined,
  collection: string,
  statement: Statement,
): string | null {
  const parts = Object.entries(condition ?? {}).map(([name, wanted]) => {
    const column = columnOf(table, name, collection);
    const quoted = dialect.quote(name);
    const values: Scalar[] = Array.isArray(wanted) ? wanted : [wanted];
    const encoded = values
      .filter((value) => value !== null)
      .map((value) => dialect.encode(value, column))
      .filter((value) => value !== undefined);
    const alternatives = [
      ...(encoded.length > 0
        ? [
            dialect.among(
              [quoted],
              [column],
              encoded.map((value) => [value]),
              statement.bind,
            ),
          ]
        : []),
      ...(values.includes(null) ? [`${quoted} IS NULL`] : []),
    ];
    return alternatives.length > 0 ? `(${alternatives.join(' OR ')})` : '(1 = 0)';
  });
  return parts.length > 0 ? parts.join(' AND ') : null;
}

/** Joins conditions that are there. */
export function allOf(...conditions: (string | null)[]): string {
  return conditions.filter((one) => one !== null).join(' AND ');
}

export function* chunks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    chunk.push(item);
    if (chunk.length === size) {
      yield chunk;
      chunk = [];
    }
  }
  if (chunk.length > 0) yield chunk;
}
