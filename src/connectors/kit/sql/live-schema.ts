import type { SurveyedCollection, SurveyedColumn } from '../contract.js';

/** What a column holds, as far as it matters to comparing, disclosing and masking it. */
export type Family =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'text'
  | 'uuid'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'timestamptz'
  | 'time'
  | 'interval'
  | 'json'
  | 'binary'
  | 'bits'
  | 'enum'
  | 'set'
  | 'array'
  | 'other';

export interface LiveColumn extends SurveyedColumn {
  family: Family;
  /** For arrays: the family of the elements. */
  element: Family | null;
  /** The type without its length, quoted, as it may stand in a cast. */
  castType: string;
  /** Are `A` and `a` equal to this column's collation? */
  foldsCase: boolean;
  /** Values of an enum or set. */
  labels: string[] | null;
}

export interface LiveReference {
  name: string;
  from: LiveTable;
  columns: string[];
  to: LiveTable;
  toColumns: string[];
  onDelete: 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default';
}

export interface LiveTable {
  schema: string;
  name: string;
  columns: Map<string, LiveColumn>;
  key: string[];
  unique: string[][];
  /** Columns of every index, in order; only those of the leading plain columns. */
  indexes: string[][];
  /** Columns with an index on `lower(column)`. */
  lowerIndexed: Set<string>;
  /** Columns that a CHECK constraint names. */
  checked: Set<string>;
  references: LiveReference[];
  referencedBy: LiveReference[];
  rows: number;
  /** false for storage engines that cannot roll back. */
  transactional: boolean;
  /** Row-level security may hide rows from us without saying so. */
  rowSecurity: boolean;
}

/** A live schema as it was read: tables by name, in the default schema or with their schema in front. */
export class LiveSchema {
  private readonly byName = new Map<string, LiveTable>();

  constructor(
    readonly defaultSchema: string,
    readonly tables: LiveTable[],
  ) {
    for (const table of tables) this.byName.set(`${table.schema}.${table.name}`, table);
  }

  find(name: string): LiveTable | undefined {
    return this.byName.get(`${this.defaultSchema}.${name}`) ?? this.byName.get(name);
  }

  nameOf(table: LiveTable): string {
    return table.schema === this.defaultSchema ? table.name : `${table.schema}.${table.name}`;
  }

  surveyed(table: LiveTable): SurveyedCollection {
    return {
      name: this.nameOf(table),
      columns: [...table.columns.values()].map(({ name, type, nullable, hasDefault, generated, length }) => ({
        name,
        type,
        nullable,
        hasDefault,
        generated,
        length,
      })),
      key: table.key,
      references: table.references.map((reference) => ({
        columns: reference.columns,
        to: this.nameOf(reference.to),
        toColumns: reference.toColumns,
        onDelete: reference.onDelete,
      })),
      unique: table.unique,
      indexes: table.indexes,
      checked: [...table.checked],
      rows: table.rows,
    };
  }
}
