/** A value as it travels to PostgreSQL in a JSON document, which casts it to the column's type. */
export type Cell = string | number | boolean | null | readonly Cell[] | { readonly [name: string]: Cell };

/** The rows of one table, all with the same columns. */
export interface TableRows {
  /** With schema where it is not the default one. */
  table: string;
  rows: readonly object[];
}

/** The rows of one system in an order that loads. */
export type SystemRows = readonly TableRows[];
