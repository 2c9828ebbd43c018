import type { Session, TableRights } from '../kit/sql/dialect.js';
import type { LiveTable } from '../kit/sql/live-schema.js';

/** Rights as `SHOW GRANTS` lists them for the account and its active roles. */
export async function readRights(session: Session, tables: readonly LiveTable[]): Promise<Map<LiveTable, TableRights>> {
  const { rows } = await session.query('SHOW GRANTS', []);
  const grants = rows.map((row) => parseGrant(String(row[0]))).filter((grant) => grant !== null);
  return new Map(
    tables.map((table) => {
      const names = new Set(
        grants
          .filter((grant) => grant.database.test(table.schema) && (grant.table === '*' || grant.table === table.name))
          .flatMap((grant) => grant.rights),
      );
      const has = (right: string): boolean => names.has('ALL PRIVILEGES') || names.has(right);
      return [table, { read: has('SELECT'), update: has('UPDATE'), delete: has('DELETE') }] as const;
    }),
  );
}

interface Grant {
  rights: string[];
  database: RegExp;
  table: string;
}

/** Reads `` GRANT SELECT, DELETE ON `shop`.* TO … ``; rights on single columns do not count as rights on the table. */
export function parseGrant(line: string): Grant | null {
  const [, rights = '', database = '', table = ''] =
    /^GRANT (.+?) ON (`(?:[^`]|``)+`|\*)\.(`(?:[^`]|``)+`|\*) TO /.exec(line) ?? [];
  if (rights === '') return null;
  return {
    rights: rights.split(/, (?![^(]*\))/).filter((right) => !right.includes('(')),
    database: database === '*' ? /^/ : pattern(unquoted(database)),
    table: table === '*' ? '*' : unquoted(table),
  };
}

function unquoted(name: string): string {
  return name.slice(1, -1).replaceAll('``', '`');
}

/** Names of databases in grants are patterns: `%` and `_` are wildcards unless a backslash stands before them. */
function pattern(name: string): RegExp {
  const parts = [...name.matchAll(/\\(.)|([%_])|(.)/gs)].map(([, escaped, wildcard, plain]) =>
    wildcard === '%'
      ? '.*'
      : wildcard === '_'
        ? '.'
        : (escaped ?? plain ?? '').replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
  );
  return new RegExp(`^${parts.join('')}$`, 's');
}
