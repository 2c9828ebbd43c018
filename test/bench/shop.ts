import pg from 'pg';
import { type BenchDatabase, emptyDatabase, onServer } from './bench-database.js';

/** Rows of one person: an account, five orders, ten lines. */
export const ROWS_A_PERSON = 16;

/** The environment variable by which the map finds the shop. */
export const SHOP_VARIABLE = 'HABEAS_BENCH_SHOP_URL';

/** A shop of three tables with random keys, on the same server. */
export interface Shop extends BenchDatabase {
  /** Adds people with all their rows, in no order. @returns their account numbers. */
  fill(people: number): Promise<string[]>;
  vacuum(): Promise<void>;
  /** How many rows of these people are still there. */
  left(ids: readonly string[]): Promise<number>;
  /** Digest over everybody who is not to be touched. */
  bystanders(): Promise<string>;
}

const SCHEMA = `
  CREATE TABLE customers (id bigint PRIMARY KEY, email text NOT NULL, name text NOT NULL, city text, phone text);
  CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint NOT NULL REFERENCES customers (id), placed_at timestamptz NOT NULL,
    total numeric(10, 2) NOT NULL, note text);
  CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint NOT NULL REFERENCES orders (id), title text NOT NULL, quantity int NOT NULL);`;

const INDEXES = `
  CREATE UNIQUE INDEX customers_email ON customers (lower(email));
  CREATE INDEX orders_customer ON orders (customer_id);
  CREATE INDEX items_order ON items (order_id);`;

const FILL = `
  WITH people AS (SELECT (random() * 9e15)::bigint AS id FROM generate_series(1, $1::int)),
  made AS (INSERT INTO customers SELECT id, 'p' || id || '@example.org', 'Erika Mustermann', 'Hamburg', '+4940' || id FROM people RETURNING id),
  ordered AS (
    INSERT INTO orders SELECT (random() * 9e15)::bigint, made.id, now(), 42.5, 'Bitte klingeln' FROM made, generate_series(1, 5) n
    ORDER BY random() RETURNING id),
  lines AS (
    INSERT INTO items SELECT (random() * 9e15)::bigint, ordered.id, 'Regenjacke', 1 FROM ordered, generate_series(1, 2) n
    ORDER BY random() RETURNING id)
  SELECT id::text FROM made ORDER BY random()`;

/** A shop with people in it whom no benchmark asks about. */
export async function benchShop(serverUrl: string, bystanders: number): Promise<Shop> {
  const database = await emptyDatabase(serverUrl);
  const url = database.ownerUrl;
  await onServer(url, SCHEMA + INDEXES);
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  // The server may be stopped under it when a benchmark fails.
  pool.on('error', () => undefined);
  await pool.query(FILL, [bystanders]);
  await pool.query(`CREATE TABLE bystander AS SELECT id FROM customers`);
  process.env[SHOP_VARIABLE] = url;
  return {
    ...database,
    fill: async (people) => (await pool.query<{ id: string }>(FILL, [people])).rows.map(({ id }) => id),
    vacuum: async () => void (await pool.query('VACUUM ANALYZE')),
    left: async (ids) => {
      const { rows } = await pool.query<{ left: number }>(
        `SELECT ((SELECT count(*) FROM customers WHERE id = ANY($1::bigint[]))
               + (SELECT count(*) FROM orders WHERE customer_id = ANY($1::bigint[]))
               + (SELECT count(*) FROM items i WHERE NOT EXISTS (SELECT FROM orders o WHERE o.id = i.order_id)))::int AS left`,
        [ids],
      );
      return rows[0]!.left;
    },
    bystanders: async () => {
      const { rows } = await pool.query<{ digest: string }>(
        `SELECT md5(string_agg(c::text || o::text || i::text, '' ORDER BY i.id)) AS digest FROM bystander b
         JOIN customers c ON c.id = b.id JOIN orders o ON o.customer_id = c.id JOIN items i ON i.order_id = o.id`,
      );
      return rows[0]!.digest;
    },
    drop: async () => {
      await pool.end();
      await database.drop();
    },
  };
}

/** The controller of the shop; `policy` as `controllers.yaml` has it, in JSON. */
export function controllers(policy: object = {}): string {
  return `habeas: 1
controllers:
  - slug: bench
    legalName: Bench GmbH
    address: { street: Elbkai 14, postcode: '20457', city: Hamburg, country: DE }
    contact: { mail: privacy@bench.test }
    officer: { name: Officer, mail: officer@bench.test }
    authority: { name: HmbBfDI }
    law: de
    country: DE
    state: HH
    zone: Europe/Berlin
    languages: [de, en]
    policy: ${JSON.stringify(policy)}
`;
}

/** The map of a shop; several systems may stand for the same three tables. */
export function shopMap(system = 'shop'): string {
  return `habeas: 1
system: ${system}
title: Shop
connector: postgres
connection: { url: 'env:${SHOP_VARIABLE}' }
controllers: [bench]
purposes:
  order: { title: Orders, basis: 6(1)(b), ends: three years after the last order }
recipients:
  - { name: Paketdienst GmbH, role: processor, country: DE, contact: privacy@paket.test }
source: You gave us the data when you ordered.
transfers: none
automatedDecisions: none
copies:
  backup: { title: Nightly back-up, kind: backup, kept: P35D }
collections:
  customers:
    key: id
    purpose: order
    identifiedBy: { email: email, customer_id: id }
    fields: { email: user.contact.email, name: user.name, city: user.contact.address.city, phone: user.contact.phone_number }
    erasure: delete
  orders:
    key: id
    purpose: order
    belongsTo: { customers: customer_id }
    notPersonal: [customer_id]
    fields: { placed_at: user.behavior, total: user.financial, note: user.content }
    erasure: delete
  items:
    key: id
    purpose: order
    belongsTo: { orders: order_id }
    notPersonal: [order_id]
    fields: { title: user.behavior, quantity: user.behavior }
    erasure: delete
`;
}
