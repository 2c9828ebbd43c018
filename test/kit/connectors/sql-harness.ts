import pg from 'pg';
import { mysql } from '../../../src/connectors/mysql/index.js';
import { postgres } from '../../../src/connectors/postgres/index.js';
import type { Connector, ConnectorTools } from '../../../src/connectors/kit/contract.js';
import type { Fault, Harness } from '../../../src/connectors/kit/conformance.js';
import { localTools } from '../../../src/connectors/kit/local-tools.js';
import { GuardedHttp } from '../../../src/platform/egress/guarded-http.js';
import { emptyDatabase } from '../database.js';
import { emptyMariadb } from '../mariadb.js';
import { FlakyLine, type Mischief } from './flaky-line.js';
import { ROWS, SCHEMA, snapshotOf, TABLES, worldMap } from './sql-world.js';

/** A database of a dialect, for the tests' own reading and writing. */
export interface SqlPlace {
  dialect: 'postgres' | 'mysql';
  url: string;
  run(sql: string): Promise<Record<string, unknown>[]>;
  drop(): Promise<void>;
}

export async function postgresPlace(): Promise<SqlPlace> {
  const database = await emptyDatabase();
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  return {
    dialect: 'postgres',
    url: database.ownerUrl,
    async run(sql) {
      const answer: unknown = await client.query(sql);
      const last: unknown = Array.isArray(answer) ? answer.at(-1) : answer;
      return (last as pg.QueryResult<Record<string, unknown>>).rows ?? [];
    },
    async drop() {
      await client.end();
      await database.drop();
    },
  };
}

export async function mariadbPlace(address: string): Promise<SqlPlace> {
  return { dialect: 'mysql', ...(await emptyMariadb(address)) };
}

export const tools: ConnectorTools = localTools(new GuardedHttp({ allow: [] }));

export function openConnector(place: SqlPlace, connection: Record<string, unknown> = {}): Connector {
  const factory = place.dialect === 'postgres' ? postgres : mysql;
  return factory.create(worldMap(place.dialect, { url: place.url, ...connection }), tools);
}

const MISCHIEF: Partial<Record<Fault, { word: string; mischief: Mischief }>> = {
  cut: { word: 'DELETE FROM', mischief: 'cut-before' },
  'cut-after': { word: 'COMMIT', mischief: 'cut-after' },
  silent: { word: 'FROM', mischief: 'silence' },
};

type Step = ReturnType<Harness['stepFor']>;

/** The world of `sql-world.ts` for the conformance suite. */
export function sqlHarness(open: () => Promise<SqlPlace>): Harness {
  let place: SqlPlace;
  const lines: FlakyLine[] = [];
  return {
    controller: 'nord',
    nobody: [
      { kind: 'email', value: 'nobody@example.com' },
      { kind: 'customer_id', value: 'word' },
      { kind: 'customer_id', value: '99999999999999999999999' },
      { kind: 'phone', value: '+4915100000000' },
    ],
    someone: {
      identifiers: [{ kind: 'email', value: 'anna.schmidt@example.com' }],
      records: [
        'customers/1',
        'orders/9007199254740993',
        'orders/11',
        'order_lines/9007199254740993,1',
        'order_lines/9007199254740993,2',
        'order_lines/11,1',
        'addresses/1',
        'addresses/4',
        'address_notes/1',
        'loyalty/gold,A-1',
        'loyalty_points/1',
        'comments/1',
        'comments/2',
        'comments/3',
      ],
    },
    several: {
      identifiers: [
        { kind: 'phone', value: '+4917012345678' },
        { kind: 'email', value: 'frida.noll@example.org' },
        { kind: 'customer_id', value: '6' },
      ],
      records: [
        'customers/6',
        'customers/7',
        'orders/12',
        'order_lines/12,1',
        'addresses/5',
        'loyalty/gold,A-6',
        'loyalty_points/3',
        'comments/4',
      ],
    },
    together: {
      people: [
        { identifiers: [{ kind: 'email', value: 'dora@example.com' }], records: [] },
        { identifiers: [{ kind: 'email', value: 'emil@example.com' }], records: [] },
      ],
      shared: 'addresses/3',
    },
    beside: {
      person: { identifiers: [{ kind: 'email', value: 'bernd@example.com' }], records: [] },
      shared: 'addresses/2',
    },
    stepFor({ collection, key, via, otherHolders }): Step {
      if (collection === 'orders' && String(key[0]) === '12')
        return { action: 'mask', mask: { delivery_address_id: null } };
      if (collection === 'order_lines' && String(key[0]) === '12') return null;
      if (collection === 'customers' && key[0] === 6) {
        return {
          action: 'mask',
          mask: {
            email: { hash: { suffix: '@erased.invalid' } },
            phone: null,
            first_name: { constant: '-' },
            last_name: { constant: '-' },
          },
        };
      }
      if (via === 'shared' || otherHolders !== undefined) return { action: 'release' };
      return { action: 'delete' };
    },
    async replaceSomeone() {
      await place.run(
        `UPDATE customers SET email = 'zora@example.com', first_name = 'Zora', phone = NULL WHERE id = 1`,
      );
    },
    async reset() {
      for (const table of TABLES)
        await place.run(
          table === 'comments' ? 'UPDATE comments SET parent_id = NULL; DELETE FROM comments' : `DELETE FROM ${table}`,
        );
      await place.run(ROWS);
    },
    snapshot: () => snapshotOf((table) => place.run(`SELECT * FROM ${table}`)),
    async connect(fault) {
      if (fault === 'down') return openConnector(place, { url: place.url.replace(/:\d+\//, ':1/') });
      const planned = fault ? MISCHIEF[fault] : undefined;
      if (!planned) return openConnector(place);
      const line = await FlakyLine.open(place.url, planned.word, planned.mischief);
      lines.push(line);
      return openConnector(place, { url: line.through(place.url), statementTimeout: 500, lockTimeout: 500 });
    },
    faults: ['cut', 'cut-after', 'down', 'silent'],
    async start() {
      place = await open();
      await place.run(SCHEMA);
    },
    async stop() {
      await Promise.all(lines.map((line) => line.close()));
      await place.drop();
    },
  };
}
