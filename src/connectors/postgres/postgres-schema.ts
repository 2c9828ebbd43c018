import type { Session } from '../kit/sql/dialect.js';
import { familyOf } from '../kit/sql/families.js';
import {
  type Family,
  type LiveColumn,
  LiveSchema,
  type LiveReference,
  type LiveTable,
} from '../kit/sql/live-schema.js';

const TABLES = `
  SELECT c.oid, n.nspname, c.relname, greatest(c.reltuples, 0)::bigint, row_security_active(c.oid), current_schema()
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
   WHERE c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition
     AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
   ORDER BY n.nspname, c.relname`;

/** A domain is looked at as the type it stands on; its own name stays in the type that is shown. */
const COLUMNS = `
  SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
         NOT (a.attnotnull OR t.typnotnull), a.atthasdef OR a.attidentity <> '', a.attgenerated <> '' OR a.attidentity = 'a',
         CASE WHEN b.typname IN ('varchar', 'bpchar')
              THEN nullif(CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END, -1) - 4 END,
         b.typname, bn.nspname, b.typtype, b.typcategory, format_type(b.oid, NULL),
         format_type(nullif(b.typelem, 0), NULL), co.collisdeterministic,
         (SELECT array_to_json(array_agg(e.enumlabel ORDER BY e.enumsortorder)) FROM pg_catalog.pg_enum e WHERE e.enumtypid = b.oid)
    FROM pg_catalog.pg_attribute a
    JOIN pg_catalog.pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'f') AND NOT c.relispartition
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
     AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    JOIN pg_catalog.pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
    JOIN pg_catalog.pg_namespace bn ON bn.oid = b.typnamespace
    LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
   WHERE a.attnum > 0 AND NOT a.attisdropped
   ORDER BY a.attrelid, a.attnum`;

const CONSTRAINTS = `
  SELECT conrelid, contype, conname, confrelid, confdeltype, array_to_json(conkey), array_to_json(confkey)
    FROM pg_catalog.pg_constraint WHERE contype IN ('p', 'f', 'c') AND conrelid <> 0 AND conparentid = 0`;

const INDEXES = `
  SELECT i.indrelid, i.indisunique AND NOT i.indisprimary, i.indkey::text, pg_get_indexdef(i.indexrelid, 1, true), i.indpred IS NULL
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indrelid
   WHERE i.indisvalid AND c.relkind IN ('r', 'p', 'f')`;

const ON_DELETE: Record<string, LiveReference['onDelete']> = {
  a: 'no action',
  r: 'restrict',
  c: 'cascade',
  n: 'set null',
  d: 'set default',
};

interface Draft {
  table: LiveTable;
  byNumber: Map<number, string>;
}

/** The live schema, from the catalogue of the server. */
export async function readSchema(session: Session): Promise<LiveSchema> {
  const rows = async (sql: string): Promise<(string | null)[][]> =>
    (await session.query(sql, [])).rows.map((row) => row.map((value) => (value === null ? null : String(value))));
  const drafts = new Map<string, Draft>();
  let defaultSchema = 'public';
  for (const [oid, schema, name, estimated, rowSecurity, current] of await rows(TABLES)) {
    defaultSchema = current ?? defaultSchema;
    drafts.set(oid ?? '', {
      table: emptyTable(schema ?? '', name ?? '', Number(estimated), rowSecurity === 't'),
      byNumber: new Map(),
    });
  }
  for (const row of await rows(COLUMNS)) addColumn(drafts, row);
  for (const row of await rows(CONSTRAINTS)) addConstraint(drafts, row);
  for (const row of await rows(INDEXES)) addIndex(drafts, row);
  return new LiveSchema(
    defaultSchema,
    [...drafts.values()].map(({ table }) => table),
  );
}

function emptyTable(schema: string, name: string, rows: number, rowSecurity: boolean): LiveTable {
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
    transactional: true,
    rowSecurity,
  };
}

function addColumn(drafts: Map<string, Draft>, row: (string | null)[]): void {
  const [relation, number, name, type, nullable, hasDefault, generated, length] = row;
  const [typeName, typeSchema, typeKind, category, plainType, elementType, deterministic, labels] = row.slice(8);
  const draft = drafts.get(relation ?? '');
  if (!draft || !name) return;
  const isArray = category === 'A' && elementType !== null;
  const family: Family = typeKind === 'e' ? 'enum' : isArray ? 'array' : familyOf(plainType ?? '');
  const column: LiveColumn = {
    name,
    type: typeKind === 'e' ? `enum(${type ?? ''})` : (type ?? ''),
    nullable: nullable === 't',
    hasDefault: hasDefault === 't',
    generated: generated === 't',
    length: length === null || length === undefined ? null : Number(length),
    family,
    element: isArray ? familyOf(elementType ?? '') : null,
    castType: castType(typeSchema ?? '', typeName ?? ''),
    foldsCase: typeName === 'citext' || deterministic === 'f',
    labels: labels ? (JSON.parse(labels) as string[]) : null,
  };
  draft.byNumber.set(Number(number), name);
  draft.table.columns.set(name, column);
}

/** Text without length stands for `varchar`: a cast to `varchar(n)` would cut in silence. */
function castType(schema: string, name: string): string {
  if (schema === 'pg_catalog')
    return name === 'varchar' || name === 'name'
      ? 'pg_catalog.text'
      : `pg_catalog.${name === 'char' ? '"char"' : name}`;
  return `"${schema.replaceAll('"', '""')}"."${name.replaceAll('"', '""')}"`;
}

function addConstraint(drafts: Map<string, Draft>, row: (string | null)[]): void {
  const [relation, kind, name, target, onDelete, numbers, targetNumbers] = row;
  const draft = drafts.get(relation ?? '');
  if (!draft) return;
  const columns = columnsOf(draft, numbers);
  if (kind === 'p') draft.table.key = columns;
  if (kind === 'c') for (const column of columns) draft.table.checked.add(column);
  const other = drafts.get(target ?? '');
  if (kind !== 'f' || !other) return;
  const reference: LiveReference = {
    name: name ?? '',
    from: draft.table,
    columns,
    to: other.table,
    toColumns: columnsOf(other, targetNumbers),
    onDelete: ON_DELETE[onDelete ?? 'a'] ?? 'no action',
  };
  draft.table.references.push(reference);
  other.table.referencedBy.push(reference);
}

function columnsOf(draft: Draft, numbers: string | null | undefined): string[] {
  const list = numbers ? (JSON.parse(numbers) as number[]) : [];
  return list.map((number) => draft.byNumber.get(number)).filter((name) => name !== undefined);
}

function addIndex(drafts: Map<string, Draft>, row: (string | null)[]): void {
  const [relation, isUnique, numbers, first, isWhole] = row;
  const draft = drafts.get(relation ?? '');
  if (!draft) return;
  const places = (numbers ?? '').split(' ').map(Number);
  const plain = places.slice(0, places.includes(0) ? places.indexOf(0) : undefined);
  const columns = plain.map((number) => draft.byNumber.get(number)).filter((name) => name !== undefined);
  const lowered = loweredColumn(first ?? '');
  if (columns.length > 0 && isWhole === 't') draft.table.indexes.push(columns);
  if (lowered && isWhole === 't') draft.table.lowerIndexed.add(lowered);
  if (isUnique === 't') draft.table.unique.push(columns.length > 0 ? columns : lowered ? [lowered] : []);
}

/** The column of an index on `lower(column)`. */
function loweredColumn(definition: string): string | null {
  const [, quoted, bare] = /^lower\(\(?(?:"((?:[^"]|"")+)"|([\w$]+))\)?(?:::text)?\)$/.exec(definition) ?? [];
  return quoted?.replaceAll('""', '"') ?? bare ?? null;
}
