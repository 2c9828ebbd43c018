import { randomBytes } from 'node:crypto';
import type { SqlPlace } from './connectors/sql-harness.js';

/** Values that stand nowhere else in the world, one for each place where a person's data may lie. */
export const CANARIES = {
  first: 'Kanarina',
  last: 'Gelbschnabel',
  mail: 'kanarina.gelbschnabel',
  phone: '3028374650',
  street: 'Vogelbauerstieg',
  note: 'Zwitscherkasten',
  order: 'Federkleidmuster',
  asked: 'Singstangenwunsch',
  officer: 'Sitzstangenvermerk',
  hold: 'Nestwaechtergrund',
  errand: 'Kaefigtuerzettel',
  wrong: 'Schnabelfalschcode',
} as const;

export const EMAIL = `${CANARIES.mail}@vogelhaus.example`;
export const PHONE = `+49${CANARIES.phone}`;

/** A system of two tables that the person of the canaries is in, beside another one. */
export async function loadCanaryShop(place: SqlPlace): Promise<void> {
  await place.run(`
    CREATE TABLE customers (id integer PRIMARY KEY, email text, phone text, first_name text, last_name text, street text, remarks text,
      opted_out boolean NOT NULL DEFAULT false);
    CREATE TABLE orders (id integer PRIMARY KEY, customer_id integer NOT NULL REFERENCES customers (id), gift text);
    CREATE INDEX orders_customer ON orders (customer_id);
    INSERT INTO customers (id, email, phone, first_name, last_name, street, remarks) VALUES
      (1, '${EMAIL}', '${PHONE}', '${CANARIES.first}', '${CANARIES.last}', '${CANARIES.street} 3', 'Called about the ${CANARIES.note}.'),
      (2, 'other@vogelhaus.example', '+493011111111', 'Otto', 'Other', 'Weg 1', NULL);
    INSERT INTO orders VALUES (10, 1, '${CANARIES.order}'), (20, 2, 'Nuts')`);
}

/** Its map; the connection stands in the variable. */
export function canaryMap(variable: string): object {
  return {
    habeas: 1,
    system: 'birds',
    title: 'Birds',
    connector: 'postgres',
    connection: { url: `env:${variable}` },
    controllers: ['beta'],
    purposes: { order: { title: 'Orders', basis: '6(1)(b)', ends: 'with the order' } },
    recipients: [],
    source: 'the customer',
    transfers: 'none',
    automatedDecisions: 'none',
    copies: {},
    sells: true,
    collections: {
      customers: {
        key: 'id',
        purpose: 'order',
        identifiedBy: { email: 'email', phone: 'phone' },
        fields: {
          email: 'user.contact.email',
          phone: 'user.contact.phone_number',
          first_name: 'user.name.first',
          last_name: 'user.name.last',
          street: 'user.contact.address.street',
          remarks: { category: 'user.content', freeText: true },
        },
        notPersonal: ['opted_out'],
        optOut: { set: { opted_out: true } },
        erasure: 'delete',
      },
      orders: {
        key: 'id',
        purpose: 'order',
        belongsTo: { customers: 'customer_id' },
        fields: { gift: 'user.behavior.purchase_history' },
        notPersonal: ['customer_id'],
        erasure: 'delete',
      },
    },
  };
}

export function canaryVariable(): string {
  return `CANARY_${randomBytes(4).toString('hex').toUpperCase()}_URL`;
}
