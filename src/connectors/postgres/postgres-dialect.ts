import { arrayLiteral } from '../kit/sql/array-literal.js';
import type { Bind, Dialect, Parameter, Session, TableRights } from '../kit/sql/dialect.js';
import type { LiveColumn, LiveTable } from '../kit/sql/live-schema.js';
import { classify } from './postgres-errors.js';
import { readSchema } from './postgres-schema.js';
import { disclose, encode, scalar } from './postgres-values.js';

const quote = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

const RIGHTS = `
  SELECT name, has_table_privilege(name, 'SELECT'), has_table_privilege(name, 'UPDATE'), has_table_privilege(name, 'DELETE')
    FROM unnest($1::text[]) AS name`;

/** PostgreSQL 13 and newer. Lists are arrays, so that a statement is the same for one key and for ten thousand. */
export const postgresDialect: Dialect = {
  name: 'postgres',
  listSize: 10_000,
  checksForeignKeysPerRow: false,

  quote,
  placeholder: (position) => `$${position}`,

  among(quoted, columns, tuples, bind) {
    const lists = columns.map(
      (column, at) => `${bind(arrayLiteral(tuples.map((tuple) => textOf(tuple[at]))))}::${column.castType}[]`,
    );
    return quoted.length === 1
      ? `${quoted[0]} = ANY(${lists[0]})`
      : `(${quoted.join(', ')}) IN (SELECT * FROM unnest(${lists.join(', ')}))`;
  },
  amongTexts: (expression, texts, bind) => `${expression} = ANY(${bind(arrayLiteral(texts))}::text[])`,
  value: (parameter, column, bind) => `${bind(parameter)}::${column.castType}`,

  lowerTrimmed: (quoted) => `lower(btrim(${quoted}::text))`,
  digits: (quoted) => `regexp_replace(${quoted}::text, '[^0-9]', '', 'g')`,

  encode,
  scalar,
  disclose,

  saltedHash(shape, salt, key, column, bind) {
    const keys = key.map((one) => `${quote(one.name)}::text`).join(', ');
    const hex = `encode(sha256(convert_to(concat_ws(chr(31), ${bind(salt)}::text, ${keys}), 'UTF8')), 'hex')`;
    if (column.family === 'uuid') return `substr(${hex}, 1, 32)::uuid`;
    return `${bind(shape.prefix)}::text || substr(${hex}, 1, ${shape.digits}) || ${bind(shape.suffix)}::text`;
  },
  truncateDate: (quoted, to, column) => `date_trunc('${to}', ${quoted})::${column.castType}`,
  nullPaths,

  schema: readSchema,
  rights,
  classify,
};

/**
 * `jsonb_set` fails on a scalar document and on a member name where an array stands; a path at which nothing is must
 * not be touched at all.
 */
function nullPaths(quoted: string, paths: readonly (string | number)[][], column: LiveColumn, bind: Bind): string {
  const document = `${quoted}::jsonb`;
  const emptied = paths.reduce((inner, path) => {
    const steps = `${bind(path.map(String))}::text[]`;
    const there = `CASE WHEN ${document} #> ${steps} IS NULL THEN '{}'::text[] ELSE ${steps} END`;
    return `jsonb_set(${inner}, ${there}, 'null'::jsonb, false)`;
  }, document);
  const whole = `CASE WHEN jsonb_typeof(${document}) IN ('object', 'array') THEN ${emptied} ELSE ${document} END`;
  return `(${whole})::${column.castType}`;
}

async function rights(session: Session, tables: readonly LiveTable[]): Promise<Map<LiveTable, TableRights>> {
  const byName = new Map(tables.map((table) => [`${quote(table.schema)}.${quote(table.name)}`, table]));
  const { rows } = await session.query(RIGHTS, [[...byName.keys()]]);
  return new Map(
    rows.flatMap(([name, read, update, remove]) => {
      const table = byName.get(String(name));
      return table ? [[table, { read: read === 't', update: update === 't', delete: remove === 't' }] as const] : [];
    }),
  );
}

function textOf(parameter: Parameter | undefined): string | null {
  return parameter === null || parameter === undefined ? null : String(parameter);
}
