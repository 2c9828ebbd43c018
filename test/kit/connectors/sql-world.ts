import { createHash } from 'node:crypto';
import type { SystemMap } from '../../../src/datamap/language.js';

/**
 * A small company in SQL that both dialects understand, made for the traps: addresses that people share, a column
 * without a foreign key that holds them, composite keys, a link whose columns differ in type, answers to answers, two
 * brands in one table, members of staff who are other people.
 */
export const SCHEMA = `
CREATE TABLE addresses (id INT PRIMARY KEY, street VARCHAR(80) NOT NULL, city VARCHAR(40));
CREATE TABLE address_notes (id INT PRIMARY KEY, address_id INT NOT NULL, body VARCHAR(200),
  CONSTRAINT fk_note_address FOREIGN KEY (address_id) REFERENCES addresses (id));
CREATE TABLE customers (
  id INT PRIMARY KEY, brand VARCHAR(10) NOT NULL, email VARCHAR(60) NOT NULL UNIQUE, phone VARCHAR(40),
  first_name VARCHAR(40) NOT NULL, last_name VARCHAR(40) NOT NULL, birthday DATE, postcode VARCHAR(10),
  notes VARCHAR(400), no_sale BOOLEAN NOT NULL DEFAULT FALSE, address_id INT,
  CONSTRAINT ck_customer_email CHECK (email LIKE '%@%'),
  CONSTRAINT fk_customer_address FOREIGN KEY (address_id) REFERENCES addresses (id));
CREATE TABLE orders (id BIGINT PRIMARY KEY, customer_id INT NOT NULL, invoiced_at DATE, status VARCHAR(10) NOT NULL,
  delivery_address_id INT, total NUMERIC(12,2) NOT NULL,
  CONSTRAINT fk_order_customer FOREIGN KEY (customer_id) REFERENCES customers (id));
CREATE TABLE order_lines (order_id BIGINT NOT NULL, line_no INT NOT NULL, product VARCHAR(40) NOT NULL,
  PRIMARY KEY (order_id, line_no), CONSTRAINT fk_line_order FOREIGN KEY (order_id) REFERENCES orders (id));
CREATE TABLE loyalty (scheme VARCHAR(10) NOT NULL, card_no VARCHAR(20) NOT NULL, customer_ref VARCHAR(20),
  PRIMARY KEY (scheme, card_no));
CREATE TABLE loyalty_points (id INT PRIMARY KEY, scheme VARCHAR(10), card_no VARCHAR(20), points INT,
  CONSTRAINT fk_points FOREIGN KEY (scheme, card_no) REFERENCES loyalty (scheme, card_no));
CREATE TABLE comments (id INT PRIMARY KEY, author_id INT, parent_id INT, body VARCHAR(200),
  CONSTRAINT fk_comment_author FOREIGN KEY (author_id) REFERENCES customers (id),
  CONSTRAINT fk_comment_parent FOREIGN KEY (parent_id) REFERENCES comments (id));
CREATE TABLE staff (id INT PRIMARY KEY, email VARCHAR(60), name VARCHAR(60));
CREATE INDEX customers_address ON customers (address_id);
CREATE INDEX orders_customer ON orders (customer_id);
CREATE INDEX loyalty_customer ON loyalty (customer_ref);
`;

/** Anna (1) orders and comments; Bernd (2) and Carla (3) share address 2; Dora (4) and Emil (5) alone share address 3. */
export const ROWS = `
INSERT INTO addresses VALUES (1, 'Gartenweg 1', 'Kiel'), (2, 'Hauptstr. 2', 'Ulm'), (3, 'Ring 3', 'Bonn'),
  (4, 'Hafen 4', 'Kiel'), (5, 'Allee 5', 'Trier');
INSERT INTO address_notes VALUES (1, 1, 'bell is broken'), (2, 2, 'ring twice'), (3, 3, 'gate code');
INSERT INTO customers VALUES
  (1, 'nord', 'Anna.Schmidt@Example.com', '+49 (0)711 123-4567', 'Anna', 'Schmidt', '1980-05-17', '70173',
   'Anna Schmidt called, her mail is anna.schmidt@example.com, phone 0711/1234567. Berta asked too.', FALSE, 1),
  (2, 'nord', 'bernd@example.com', NULL, 'Bernd', 'Maier', '1970-01-01', '89073', NULL, FALSE, 2),
  (3, 'nord', 'carla@example.com', NULL, 'Carla', 'Maier', NULL, '89073', NULL, FALSE, 2),
  (4, 'nord', 'dora@example.com', NULL, 'Dora', 'Ott', NULL, NULL, NULL, FALSE, 3),
  (5, 'nord', 'emil@example.com', NULL, 'Emil', 'Ott', NULL, NULL, NULL, FALSE, 3),
  (6, 'nord', 'frida@example.com', '+4917012345678', 'Frida', 'Noll', NULL, NULL, NULL, FALSE, NULL),
  (7, 'nord', 'frida.noll@example.org', NULL, 'Frida', 'Noll', NULL, NULL, NULL, FALSE, 5),
  (8, 'sierra', 'anna@sierra.example', NULL, 'Anna', 'Other', NULL, NULL, NULL, FALSE, 4);
INSERT INTO orders VALUES (9007199254740993, 1, '2024-07-13', 'paid', 4, 12345678.90), (11, 1, NULL, 'open', NULL, 1),
  (12, 6, '2021-01-01', 'paid', NULL, 2), (13, 8, '2021-01-01', 'paid', 4, 3);
INSERT INTO order_lines VALUES (9007199254740993, 1, 'lamp'), (9007199254740993, 2, 'chair'), (11, 1, 'rug'), (12, 1, 'pan'), (13, 1, 'mug');
INSERT INTO loyalty VALUES ('gold', 'A-1', '1'), ('gold', 'A-6', '6'), ('blue', 'A-1', '8');
INSERT INTO loyalty_points VALUES (1, 'gold', 'A-1', 5), (2, 'blue', 'A-1', 7), (3, 'gold', 'A-6', 1);
INSERT INTO comments VALUES (1, 1, NULL, 'first'), (2, 2, 1, 'answer'), (3, 1, 2, 'back'), (4, 6, NULL, 'alone'), (5, 3, NULL, 'hello');
INSERT INTO staff VALUES (1, 'anna.schmidt@example.com', 'Anna Schmidt'), (2, 'boss@example.com', 'Boss');
`;

export const TABLES = [
  'comments',
  'loyalty_points',
  'loyalty',
  'order_lines',
  'orders',
  'customers',
  'address_notes',
  'addresses',
  'staff',
] as const;

const KEYS: Record<(typeof TABLES)[number], string[]> = {
  comments: ['id'],
  loyalty_points: ['id'],
  loyalty: ['scheme', 'card_no'],
  order_lines: ['order_id', 'line_no'],
  orders: ['id'],
  customers: ['id'],
  address_notes: ['id'],
  addresses: ['id'],
  staff: ['id'],
};

/** Everything in the database as text, row by row. */
export async function snapshotOf(
  rowsOf: (table: string) => Promise<Record<string, unknown>[]>,
): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (const table of TABLES) {
    for (const row of await rowsOf(table)) {
      const name = `${table}/${KEYS[table].map((column) => String(row[column])).join(',')}`;
      all.set(name, createHash('sha256').update(JSON.stringify(row)).digest('hex'));
    }
  }
  return new Map([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function worldMap(connector: 'postgres' | 'mysql', connection: Record<string, unknown>): SystemMap {
  const brands = { nord: { brand: 'nord' }, sierra: { brand: 'sierra' } };
  return {
    habeas: 1,
    system: 'world',
    title: 'World',
    connector,
    connection: { phoneCountry: 'DE', ...connection },
    controllers: ['nord', 'sierra'],
    purposes: { shop: { title: 'Shop', basis: '6(1)(b)', ends: 'with the contract' } },
    recipients: [],
    source: 'the person',
    transfers: 'none',
    automatedDecisions: 'none',
    copies: {},
    collections: {
      customers: {
        key: 'id',
        purpose: 'shop',
        scope: brands,
        identifiedBy: { email: 'email', phone: 'phone', customer_id: 'id' },
        fields: {
          email: 'user.contact.email',
          phone: 'user.contact.phone_number',
          first_name: 'user.name.first',
          last_name: 'user.name.last',
          birthday: { category: 'user.demographic.date_of_birth', mask: { date: 'year' } },
          postcode: { category: 'user.contact.address.postal_code', mask: { keepPrefix: 2 } },
          notes: { category: 'user.content.private', freeText: true },
        },
        notPersonal: ['id', 'brand', 'address_id', 'no_sale'],
        optOut: { set: { no_sale: true } },
        erasure: { retain: { ground: 'de/ao-147/buchungsbeleg', because: 'orders', keep: [] }, otherwise: 'delete' },
      },
      orders: {
        key: 'id',
        purpose: 'shop',
        belongsTo: { customers: 'customer_id' },
        fields: { invoiced_at: 'user.behavior.purchase_history', total: 'user.behavior.purchase_history' },
        notPersonal: ['customer_id', 'status', 'delivery_address_id'],
        necessary: [{ while: { status: ['open'] }, ground: 'gdpr/17-1-a/contract-runs' }],
        erasure: { retain: { ground: 'de/ao-147/buchungsbeleg', from: 'invoiced_at', keep: ['invoiced_at', 'total'] } },
      },
      order_lines: {
        key: ['order_id', 'line_no'],
        purpose: 'shop',
        belongsTo: { orders: 'order_id' },
        fields: { product: 'user.behavior.purchase_history' },
        erasure: 'delete',
      },
      addresses: {
        key: 'id',
        purpose: 'shop',
        sharedBy: { customers: 'address_id', orders: 'delivery_address_id' },
        fields: { street: 'user.contact.address.street', city: 'user.contact.address.city' },
        erasure: 'delete',
      },
      address_notes: {
        key: 'id',
        purpose: 'shop',
        belongsTo: { addresses: 'address_id' },
        fields: { body: 'user.contact.address' },
        erasure: 'delete',
      },
      loyalty: {
        key: ['scheme', 'card_no'],
        purpose: 'shop',
        belongsTo: { customers: { from: ['customer_ref'], to: ['id'], as: 'text' } },
        fields: { card_no: 'user.unique_id' },
        erasure: 'delete',
      },
      loyalty_points: {
        key: 'id',
        purpose: 'shop',
        belongsTo: { loyalty: ['scheme', 'card_no'] },
        fields: { points: 'user.behavior' },
        erasure: 'delete',
      },
      comments: {
        key: 'id',
        purpose: 'shop',
        belongsTo: { customers: 'author_id', comments: 'parent_id' },
        fields: { body: { category: 'user.content.public', freeText: true } },
        erasure: 'delete',
      },
    },
  };
}
