import type { Survey, SurveyedCollection, SurveyOptions } from '../contract.js';
import type { Scalar } from '../../../datamap/language.js';
import type { Session } from './dialect.js';
import type { LiveTable } from './live-schema.js';
import type { SqlContext } from './sql-context.js';
import { quotedTable } from './statement.js';
import { inTransaction } from './transaction.js';

/** The live schema, with a few values of each column if asked for. */
export function survey(context: SqlContext, options: SurveyOptions = {}): Promise<Survey> {
  return inTransaction(context.access, 'read', undefined, async (session) => {
    const schema = await context.dialect.schema(session);
    const collections = schema.tables.map((table) => ({ table, surveyed: schema.surveyed(table) }));
    const size = Math.trunc(options.sample ?? 0);
    if (size > 0) {
      const rights = await context.dialect.rights(session, schema.tables);
      for (const { table, surveyed } of collections) {
        if (rights.get(table)?.read) await sample(context, session, table, surveyed, size);
      }
    }
    return { collections: collections.map(({ surveyed }) => surveyed) };
  });
}

/** Any few rows: enough to see what a column holds, cheap on every size of table. */
async function sample(
  { dialect }: SqlContext,
  session: Session,
  table: LiveTable,
  surveyed: SurveyedCollection,
  size: number,
): Promise<void> {
  const columns = [...table.columns.values()];
  const selected = columns.map((column) => dialect.quote(column.name)).join(', ');
  const { rows } = await session.query(`SELECT ${selected} FROM ${quotedTable(dialect, table)} LIMIT ${size}`, []);
  for (const [at, column] of columns.entries()) {
    const values = rows.map((row): Scalar => dialect.scalar(row[at] ?? null, column)).filter((value) => value !== null);
    const target = surveyed.columns[at];
    if (target) target.samples = values.map((value) => (typeof value === 'string' ? value.slice(0, 500) : value));
  }
}
