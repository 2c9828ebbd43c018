import type { Session } from '../kit/sql/dialect.js';
import { familyOf } from '../kit/sql/families.js';
import { type Family, LiveSchema, type LiveReference, type LiveTable } from '../kit/sql/live-schema.js';

/**
 * Each question names one database, since MariaDB answers others from `information_schema` only by opening every table
 * of the server.
 */
const SCHEMAS = `
  SELECT DISTINCT table_schema FROM information_schema.key_column_usage
   WHERE referenced_table_schema = DATABASE() AND table_schema <> DATABASE()`;

const TABLES = `
  SELECT table_schema, table_name, COALESCE(table_rows, 0), engine FROM information_schema.tables
   WHERE table_type = 'BASE TABLE' AND table_schema = ? ORDER BY table_name`;

const COLUMNS = `
  SELECT table_schema, table_name, column_name, column_type, is_nullable, column_default, extra,
         character_maximum_length, collation_name
    FROM information_schema.columns WHERE table_schema = ? ORDER BY table_name, ordinal_position`;

const INDEXES = `
  SELECT table_schema, table_name, index_name, non_unique, column_name FROM information_schema.statistics
   WHERE table_schema = ? ORDER BY table_name, index_name, seq_in_index`;

const REFERENCES = `
  SELECT k.table_schema, k.table_name, k.constraint_name, k.column_name, k.referenced_table_schema,
         k.referenced_table_name, k.referenced_column_name
    FROM information_schema.key_column_usage k
   WHERE k.referenced_table_name IS NOT NULL AND k.table_schema = ?
   ORDER BY k.table_name, k.constraint_name, k.ordinal_position`;

const RULES = `
  SELECT constraint_schema, table_name, constraint_name, delete_rule
    FROM information_schema.referential_constraints WHERE constraint_schema = ?`;

/** The same question to either product: in MySQL the table stands among the constraints, in MariaDB beside the clause. */
const CHECKS = {
  mariadb: `
    SELECT constraint_schema, table_name, check_clause FROM information_schema.check_constraints
     WHERE constraint_schema = ?`,
  mysql: `
    SELECT t.table_schema, t.table_name, c.check_clause
      FROM information_schema.table_constraints t
      JOIN information_schema.check_constraints c
        ON c.constraint_schema = t.constraint_schema AND c.constraint_name = t.constraint_name
     WHERE t.constraint_type = 'CHECK' AND t.table_schema = ?`,
};

const SPATIAL = /^(geometry|point|linestring|polygon|multi\w+|geometrycollection)$/;

/** The live schema, from `information_schema`: the database of the connection and those whose foreign keys point into it. */
export async function readSchema(session: Session): Promise<LiveSchema> {
  const rows = async (sql: string, ...names: string[]): Promise<(string | null)[][]> =>
    (await session.query(sql, names)).rows.map((row) => row.map((value) => (value === null ? null : String(value))));
  const [[current, version] = []] = await rows('SELECT DATABASE(), VERSION()');
  const defaultSchema = current ?? '';
  const checks = version?.includes('MariaDB') ? CHECKS.mariadb : CHECKS.mysql;
  const schemas = [defaultSchema, ...(await rows(SCHEMAS)).map(([schema]) => schema ?? '')];
  const tables = new Map<string, LiveTable>();
  const find: Find = (schema, name) => tables.get(`${schema}.${name}`);
  for (const one of schemas) {
    for (const [schema, name, estimated, engine] of await rows(TABLES, one)) {
      tables.set(`${schema}.${name}`, emptyTable(schema ?? '', name ?? '', Number(estimated), engine ?? ''));
    }
    for (const row of await rows(COLUMNS, one)) addColumn(find(row[0], row[1]), row.slice(2));
    addIndexes(await rows(INDEXES, one), find);
    for (const [schema, name, clause] of await rows(checks, one)) addCheck(find(schema, name), clause ?? '');
  }
  for (const one of schemas) addReferences(await rows(REFERENCES, one), await rows(RULES, one), find);
  return new LiveSchema(defaultSchema, [...tables.values()]);
}

type Find = (schema: string | null | undefined, name: string | null | undefined) => LiveTable | undefined;

function emptyTable(schema: string, name: string, rows: number, engine: string): LiveTable {
  return {
    schema,
    name,
    columns: new Map(),
    key: [],
    unique: [],
    indexes: [],
    lowerIndexed: new Set(),
    checked: new Set(),
    references: [],
    referencedBy: [],
    rows,
    transactional: /^(innodb|rocksdb|tokudb|ndbcluster)$/i.test(engine),
    rowSecurity: false,
  };
}

function addColumn(table: LiveTable | undefined, row: (string | null)[]): void {
  const [name, type, nullable, standard, extra, length, collation] = row;
  if (!table || !name || !type) return;
  const bare = type.replace(/\(.*$/s, '');
  const family: Family = SPATIAL.test(bare) ? 'binary' : familyOf(type);
  table.columns.set(name, {
    name,
    type,
    nullable: nullable === 'YES',
    hasDefault: (standard !== null && standard !== undefined) || /auto_increment/i.test(extra ?? ''),
    generated:
      /GENERATED(?! ALWAYS AS ROW)|VIRTUAL|PERSISTENT/i.test(extra ?? '') && !/DEFAULT_GENERATED/i.test(extra ?? ''),
    length: length === null || length === undefined || family !== 'text' ? null : Number(length),
    family,
    element: null,
    castType: '',
    foldsCase: /_ci$|_ci_/.test(collation ?? ''),
    labels: bare === 'enum' || bare === 'set' ? labels(type) : null,
  });
}

function labels(type: string): string[] {
  return [...type.matchAll(/'((?:[^']|'')*)'/g)].map(([, label]) => (label ?? '').replaceAll("''", "'"));
}

/** MariaDB's JSON is text with a check that it is valid. */
function addCheck(table: LiveTable | undefined, clause: string): void {
  if (!table) return;
  const json = /^\(?json_valid\(`([^`]+)`\)\)?$/i.exec(clause)?.[1];
  const column = json ? table.columns.get(json) : undefined;
  if (column) {
    column.family = 'json';
    column.type = 'json';
    column.length = null;
    return;
  }
  for (const [, name] of clause.matchAll(/`([^`]+)`/g)) if (name && table.columns.has(name)) table.checked.add(name);
}

function addIndexes(rows: (string | null)[][], find: Find): void {
  const indexes = new Map<string, { table: LiveTable; name: string; unique: boolean; columns: string[] }>();
  for (const [schema, tableName, name, nonUnique, column] of rows) {
    const table = find(schema, tableName);
    if (!table || !name) continue;
    const id = JSON.stringify([schema, tableName, name]);
    const index = indexes.get(id) ?? { table, name, unique: nonUnique === '0', columns: [] };
    indexes.set(id, index);
    if (column) index.columns.push(column);
  }
  for (const { table, name, unique, columns } of indexes.values()) {
    if (name === 'PRIMARY') table.key = columns;
    else if (unique) table.unique.push(columns);
    table.indexes.push(columns);
  }
}

const ON_DELETE: Record<string, LiveReference['onDelete']> = {
  CASCADE: 'cascade',
  'SET NULL': 'set null',
  'SET DEFAULT': 'set default',
  RESTRICT: 'restrict',
};

function addReferences(rows: (string | null)[][], rules: (string | null)[][], find: Find): void {
  const rulesByName = new Map(rules.map((row) => [JSON.stringify(row.slice(0, 3)), row[3]]));
  const references = new Map<string, LiveReference>();
  for (const [schema, tableName, name, column, toSchema, toName, toColumn] of rows) {
    const from = find(schema, tableName);
    const to = find(toSchema, toName);
    if (!from || !to || !name || !column || !toColumn) continue;
    const id = JSON.stringify([schema, tableName, name]);
    const reference = references.get(id) ?? {
      name,
      from,
      columns: [],
      to,
      toColumns: [],
      onDelete: ON_DELETE[rulesByName.get(id) ?? ''] ?? 'no action',
    };
    references.set(id, reference);
    reference.columns.push(column);
    reference.toColumns.push(toColumn);
  }
  for (const reference of references.values()) {
    reference.from.references.push(reference);
    reference.to.referencedBy.push(reference);
  }
}
