import type { RawRow, Session } from './dialect.js';
import type { KeyName } from './key-name.js';
import type { CollectionPlan } from './locate-plan.js';
import type { SqlContext } from './sql-context.js';
import { chunks, quotedTable, Statement } from './statement.js';
import { encodeTuple, TupleShape } from './tuples.js';

/**
 * For each row of a shared collection: how many rows refer to it, over all holders. Without any scope: whoever holds
 * the row holds it, also for another controller.
 */
export async function countHolders(
  context: SqlContext,
  session: Session,
  plan: CollectionPlan,
  rows: readonly RawRow[],
): Promise<number[]> {
  const { dialect } = context;
  const totals = rows.map(() => 0);
  if (rows.length === 0) return totals;
  for (const holding of plan.holdings) {
    const shape = new TupleShape(holding.columns, holding.sharedColumns);
    const valuesOf = rows.map((row) => holding.sharedColumns.map((column) => plan.reader.scalar(row, column)));
    const distinct = new Map(valuesOf.map((values) => [shape.of(values), values]));
    distinct.delete(null);
    const tuples = [...distinct.values()]
      .map((values) => encodeTuple(dialect, values, holding.columns))
      .filter((tuple) => tuple !== undefined);
    const counted = new Map<KeyName | null, number>();
    const quoted = holding.columns.map((column) => dialect.quote(column.name));
    for (const some of chunks(tuples, dialect.listSize)) {
      const statement = new Statement(dialect);
      const where = dialect.among(quoted, holding.columns, some, statement.bind);
      const columns = quoted.join(', ');
      const sql = `SELECT ${columns}, count(*) FROM ${quotedTable(dialect, holding.table)} WHERE ${where} GROUP BY ${columns}`;
      const answer = await session.query(sql, statement.parameters);
      for (const row of answer.rows) {
        const tuple = shape.of(holding.columns.map((column, at) => dialect.scalar(row[at] ?? null, column)));
        counted.set(tuple, (counted.get(tuple) ?? 0) + Number(row[holding.columns.length]));
      }
    }
    for (const [at, values] of valuesOf.entries())
      totals[at] = (totals[at] ?? 0) + (counted.get(shape.of(values)) ?? 0);
  }
  return totals;
}
