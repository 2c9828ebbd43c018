import { createHash } from 'node:crypto';
import pg from 'pg';
import { arrayLiteral, isTextList } from './array-literal.js';

/**
 * Statements a process prepares. The house has some hundreds; texts beyond these (lists of a length that varies, written
 * by the ORM) are sent as they are, so that no server's memory fills with them.
 */
const MOST_STATEMENTS = 1_000;

const names = new Map<string, string>();

/** The name of a statement, the same in every process; undefined where it is not to be prepared. */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_STATEMENTS) return known;
  const name = `habeas_${createHash('sha256').update(text).digest('base64url').slice(0, 24)}`;
  names.set(text, name);
  return name;
}

/**
 * A connection that prepares every statement with parameters: the server reads and plans each text once a connection,
 * where the ORM would send it whole every time. For the hot writers, that are one long statement, planning costs more
 * than running. A pooler in between must keep prepared statements (PgBouncer from 1.21 on).
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const send = this.query.bind(this) as (query: unknown, values?: unknown, callback?: unknown) => unknown;
    this.query = ((query: unknown, values?: unknown, callback?: unknown) => {
      const hasValues = Array.isArray(values) && values.length > 0;
      const name = typeof query === 'string' && hasValues ? nameOf(query) : undefined;
      const written = hasValues
        ? values.map((value: unknown) => (isTextList(value) ? arrayLiteral(value) : value))
        : values;
      return send(name === undefined ? query : { name, text: query }, written, callback);
    }) as pg.Client['query'];
  }
}
