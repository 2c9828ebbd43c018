/** A column of rows that travel as parameters: its name, its type in PostgreSQL, and where a row holds it. */
export interface RowColumn<Row> {
  name: string;
  type: string;
  of: (row: Row) => unknown;
}

/**
 * Rows as an item of FROM, for statements that write several tables at once: `(VALUES ($1::uuid, …)) AS c (id, …)` for
 * a single row, `unnest($1::uuid[], …) AS c (id, …)` for any other number. Both take one parameter a column.
 *
 * A single row is what the hot writers nearly always have, and it is spelled out, because reading and unnesting an array
 * a column costs the server more than writing the row does. So each table doubles the texts of its statement and adds
 * none beyond that, and each text is planned once a connection.
 *
 * @param as the name of the item
 * @param first number of the first parameter
 */
export function rowsFrom<Row>(columns: readonly RowColumn<Row>[], rows: number, as: string, first = 1): string {
  const names = columns.map(({ name }) => name).join(', ');
  const typed = (suffix: string): string =>
    columns.map(({ type }, at) => `$${first + at}::${type}${suffix}`).join(', ');
  return rows === 1 ? `(VALUES (${typed('')})) AS ${as} (${names})` : `unnest(${typed('[]')}) AS ${as} (${names})`;
}

/** The parameters of `rowsFrom`, in its order: the values of the single row, or a column of values each. */
export function rowParameters<Row>(columns: readonly RowColumn<Row>[], rows: readonly Row[]): unknown[] {
  const [only] = rows;
  if (only !== undefined && rows.length === 1) return columns.map(({ of }) => of(only));
  return columns.map(({ of }) => rows.map((row) => of(row)));
}
