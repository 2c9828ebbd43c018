import type { JsonValue } from '../contract.js';
import type { ConnectorError } from '../errors.js';
import type { Scalar } from '../../../datamap/language.js';
import type { HashShape } from '../masking/hash-shape.js';
import type { LiveColumn, LiveSchema, LiveTable } from './live-schema.js';

/** A value as the driver hands it over: text (bytes for binary columns), never a driver's own idea of a date or number. */
export type Raw = string | Buffer | null;

/** One row, in the order of the selected columns. */
export type RawRow = Raw[];

/** A value as it is bound; lists are arrays where the server has such. */
export type Parameter = string | number | bigint | boolean | Buffer | null | readonly (string | null)[];

/** One connection, inside a transaction that the server opened. */
export interface Session {
  /** Rows, or for a write the number of affected ones. */
  query(sql: string, parameters: readonly Parameter[]): Promise<{ rows: RawRow[]; affected: number }>;
  /** Rows in chunks of at most `size`, without holding all of them; no other query may run meanwhile. */
  stream(sql: string, parameters: readonly Parameter[], size: number): AsyncIterable<RawRow[]>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** Asks the server to stop the statement that runs now. */
  cancel(): void;
  /** Gives the connection back; a broken one is closed. */
  release(broken: boolean): void;
}

/** A reachable server with the credentials for reading and, if given, others for writing. */
export interface SqlServer {
  /** Opens a read-only transaction on one snapshot, or one for writing that sees what others commit. */
  begin(mode: 'read' | 'write'): Promise<Session>;
  close(): Promise<void>;
}

/** The rights that one account has on a table. */
export interface TableRights {
  read: boolean;
  update: boolean;
  delete: boolean;
}

/** Builds `?` or `$n`; see `statement.ts`. */
export type Bind = (parameter: Parameter) => string;

/** Where the SQL of one product differs from another's. Identifiers come in verified against the live schema. */
export interface Dialect {
  readonly name: string;
  /** Key tuples in one statement. */
  readonly listSize: number;
  /** Rows are checked against foreign keys one by one and not at the end of the statement (InnoDB). */
  readonly checksForeignKeysPerRow: boolean;

  quote(identifier: string): string;
  placeholder(position: number): string;

  /** Condition: the columns equal one of the tuples. `tuples` are in the order of `columns`, already encoded. */
  among(quoted: readonly string[], columns: readonly LiveColumn[], tuples: readonly Parameter[][], bind: Bind): string;
  /** Condition: a text expression equals one of the texts. */
  amongTexts(expression: string, texts: readonly string[], bind: Bind): string;
  /** A bound value of the column's type. */
  value(parameter: Parameter, column: LiveColumn, bind: Bind): string;

  /** Column in lower case and without surrounding blanks. */
  lowerTrimmed(quoted: string): string;
  /** Digits of a column of any type. */
  digits(quoted: string): string;

  /**
   * The parameter that equals `value` in this column; undefined if no row of the column can hold the value (a word in
   * a number's column), so that nothing is asked and the server never coerces.
   */
  encode(value: Scalar, column: LiveColumn): Parameter | undefined;
  /** A value of a key or fact: text or safe number, without loss. */
  scalar(raw: Raw, column: LiveColumn): Scalar;
  /** A value as a person is shown it. */
  disclose(raw: Raw, column: LiveColumn): JsonValue;

  /** SQL: a value of the given shape from SHA-256 over a bound salt and the row's key; for a uuid, a random uuid. */
  saltedHash(shape: HashShape, salt: string, key: readonly LiveColumn[], column: LiveColumn, bind: Bind): string;
  /** SQL: date or moment cut to its year or month, of the column's own type. */
  truncateDate(quoted: string, to: 'year' | 'month', column: LiveColumn): string;
  /** SQL: JSON with the values at these concrete paths set to null. */
  nullPaths(quoted: string, paths: readonly (string | number)[][], column: LiveColumn, bind: Bind): string;

  schema(session: Session): Promise<LiveSchema>;
  rights(session: Session, tables: readonly LiveTable[]): Promise<Map<LiveTable, TableRights>>;
  classify(error: unknown): ConnectorError;
}
