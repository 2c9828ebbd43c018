import type { Collection } from '../../../datamap/language.js';
import type { Health } from '../contract.js';
import { isPhone } from '../identifiers.js';
import { ConnectorError } from '../errors.js';
import type { TableRights } from './dialect.js';
import type { LiveSchema, LiveTable } from './live-schema.js';
import { factColumns, identifyingFields, mayBeMasked } from '../../../datamap/map-facts.js';
import type { SqlContext } from './sql-context.js';
import { inTransaction } from './transaction.js';

type Problem = Health['problems'][number];

/**
 * Reaches for the system and looks its rights up in the catalogue; nothing is tried out. Codes: `unreachable`,
 * `unauthorised`, `no-such-collection`, `no-such-column`, `missing-right`, `no-index`, `row-security`,
 * `not-transactional`, `cascades`.
 */
export async function check(context: SqlContext): Promise<Health> {
  try {
    const schema = await inTransaction(context.access, 'read', undefined, (session) => context.dialect.schema(session));
    const tables = mappedTables(context, schema);
    const reading = await rights(context, 'read', tables);
    const writing = await rights(context, 'write', tables);
    const problems = Object.entries(context.map.collections).flatMap(([name, collection]) =>
      problemsOf(context, schema, name, collection, reading, writing),
    );
    const all = (has: (table: LiveTable) => boolean | undefined): boolean =>
      tables.every((table) => has(table) === true);
    return {
      reachable: true,
      rights: [
        ...(all((table) => reading.get(table)?.read) ? ['read'] : []),
        ...(all((table) => writing.get(table)?.update) ? ['update'] : []),
        ...(all((table) => writing.get(table)?.delete) ? ['delete'] : []),
      ],
      problems,
    };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const code = error.code === 'refused' ? 'unauthorised' : 'unreachable';
    return { reachable: false, rights: [], problems: [{ code, detail: error.message }] };
  }
}

function rights(
  context: SqlContext,
  mode: 'read' | 'write',
  tables: LiveTable[],
): Promise<Map<LiveTable, TableRights>> {
  return inTransaction(context.access, mode, undefined, (session) => context.dialect.rights(session, tables));
}

function mappedTables(context: SqlContext, schema: LiveSchema): LiveTable[] {
  const tables = Object.entries(context.map.collections).map(([name, { from }]) => schema.find(from ?? name));
  return [...new Set(tables.filter((table) => table !== undefined))];
}

function problemsOf(
  context: SqlContext,
  schema: LiveSchema,
  name: string,
  collection: Collection,
  reading: Map<LiveTable, TableRights>,
  writing: Map<LiveTable, TableRights>,
): Problem[] {
  const table = schema.find(collection.from ?? name);
  if (!table) return [{ code: 'no-such-collection', collection: name, detail: 'The live schema has no such table.' }];
  const missing = namedColumns(collection).filter((column) => !table.columns.has(column));
  const wanted = rightsFor(collection);
  const has = { read: reading.get(table)?.read, ...pick(writing.get(table)) };
  const lacking = (Object.keys(wanted) as (keyof typeof wanted)[]).filter((right) => wanted[right] && !has[right]);
  const hasMapped = (other: LiveTable): boolean =>
    Object.entries(context.map.collections).some(([one, { from }]) => schema.find(from ?? one) === other);
  return [
    ...missing.map((column) => ({
      code: 'no-such-column',
      collection: name,
      column,
      detail: 'The live schema has no such column.',
    })),
    ...lacking.map((right) => ({
      code: 'missing-right',
      collection: name,
      detail: `The account may not ${right} here.`,
    })),
    ...unindexed(collection, table).map((column) => ({
      code: 'no-index',
      collection: name,
      column,
      detail: 'Looking people up here reads the whole table. An index (for e-mail on lower(column)) would help.',
    })),
    ...(table.rowSecurity
      ? [{ code: 'row-security', collection: name, detail: 'Row-level security may hide rows from this account.' }]
      : []),
    ...(table.transactional
      ? []
      : [{ code: 'not-transactional', collection: name, detail: 'The storage engine cannot roll back.' }]),
    ...table.referencedBy
      .filter((reference) => reference.onDelete === 'cascade' && !hasMapped(reference.from))
      .map((reference) => ({
        code: 'cascades',
        collection: name,
        detail: `Deleting would cascade to ${schema.nameOf(reference.from)}, which the map does not name; such erasures are refused.`,
      })),
  ];
}

function pick(rights: TableRights | undefined): Pick<TableRights, 'update' | 'delete'> {
  return { update: rights?.update ?? false, delete: rights?.delete ?? false };
}

/** Locking a row for its guard takes the right to update it. */
function rightsFor(collection: Collection): Record<'read' | 'update' | 'delete', boolean> {
  const { erasure } = collection;
  const isKept = typeof erasure === 'object' && 'keep' in erasure;
  const masksOnly = erasure === 'mask';
  const flags = Boolean(collection.optOut ?? collection.restrict);
  const locks = identifyingFields(collection).length > 0 || Boolean(collection.sharedBy);
  return {
    read: !(collection.searched && 'not' in collection.searched),
    update: flags || (!isKept && (mayBeMasked(collection) || locks)),
    delete: !isKept && !masksOnly,
  };
}

function namedColumns(collection: Collection): string[] {
  const locals = Object.values(collection.belongsTo ?? {}).flatMap((join) =>
    typeof join === 'string' || Array.isArray(join) ? join : join.from,
  );
  return [
    ...new Set([
      ...[collection.key].flat(),
      ...Object.keys(collection.fields),
      ...(collection.notPersonal ?? []),
      ...Object.values(collection.identifiedBy ?? {}),
      ...locals,
      ...factColumns(collection),
      ...Object.values(collection.scope ?? {}).flatMap((condition) => Object.keys(condition)),
    ]),
  ];
}

function unindexed(collection: Collection, table: LiveTable): string[] {
  const indexed = (column: string): boolean =>
    [table.key, ...table.indexes, ...table.unique].some((columns) => columns[0] === column);
  const identifiers = Object.entries(collection.identifiedBy ?? {})
    .filter(([kind, name]) => {
      const column = table.columns.get(name);
      if (!column) return false;
      if (isPhone(kind)) return true;
      if (kind === 'email' && !column.foldsCase) return !table.lowerIndexed.has(name);
      return !indexed(name);
    })
    .map(([, name]) => name);
  const links = Object.values(collection.belongsTo ?? {})
    .map((join) => (typeof join === 'string' ? join : Array.isArray(join) ? join[0] : join.from[0]))
    .filter((name) => name !== undefined && table.columns.has(name) && !indexed(name));
  return [...new Set([...identifiers, ...links])].filter((name) => name !== undefined);
}
