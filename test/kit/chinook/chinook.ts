import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { SystemMap } from '../../../src/datamap/language.js';
import type { SqlPlace } from '../connectors/sql-harness.js';

const FOLDER = new URL('../../../../shared/data/chinook/', import.meta.url);

/** The public Chinook sample database is not part of the project; where it is absent, its tests are skipped. */
export function chinookScript(dialect: SqlPlace['dialect']): string | null {
  const file = new URL(`${dialect}.sql`, FOLDER);
  if (!existsSync(file)) {
    console.warn('Chinook tests are skipped: the sample database is not there.');
    return null;
  }
  return readFileSync(file, 'utf8').replace(/^(DROP DATABASE|CREATE DATABASE|USE|\\c)\b.*$/gm, '');
}

/** What the two scripts call things: snake case for PostgreSQL, capitals for MySQL. */
export function named(dialect: SqlPlace['dialect'], name: string): string {
  return dialect === 'postgres'
    ? name
    : name.replace(/(^|_)([a-z])/g, (_match, _gap, letter: string) => letter.toUpperCase());
}

/**
 * The record shop as a map: a customer's invoices are kept for the tax office and her name and address with them, the
 * employee who looks after her is somebody else.
 */
export function chinookMap(place: SqlPlace): SystemMap {
  const n = (name: string): string => named(place.dialect, name);
  const kept = ['first_name', 'last_name', 'company', 'address', 'city', 'state', 'country', 'postal_code'].map(n);
  const billing = ['billing_address', 'billing_city', 'billing_state', 'billing_country', 'billing_postal_code'].map(n);
  return {
    habeas: 1,
    system: 'chinook',
    title: 'Chinook',
    connector: place.dialect,
    connection: { url: place.url },
    controllers: ['chinook'],
    purposes: { shop: { title: 'Selling music', basis: '6(1)(b)', ends: 'with the contract' } },
    recipients: [],
    source: 'the customer',
    transfers: 'none',
    automatedDecisions: 'none',
    copies: {},
    collections: {
      customer: {
        from: n('customer'),
        key: n('customer_id'),
        purpose: 'shop',
        identifiedBy: { email: n('email'), customer_id: n('customer_id') },
        fields: {
          [n('first_name')]: 'user.name.first',
          [n('last_name')]: 'user.name.last',
          [n('company')]: 'user.professional_information.workplace',
          [n('address')]: 'user.contact.address.street',
          [n('city')]: 'user.contact.address.city',
          [n('state')]: 'user.contact.address.state',
          [n('country')]: 'user.contact.address.country',
          [n('postal_code')]: 'user.contact.address.postal_code',
          [n('phone')]: 'user.contact.phone_number',
          [n('fax')]: 'user.contact.fax_number',
          [n('email')]: { category: 'user.contact.email', mask: { hash: { suffix: '@erased.invalid' } } },
        },
        notPersonal: [n('support_rep_id')],
        erasure: { retain: { ground: 'de/ao-147/buchungsbeleg', because: 'invoice', keep: kept }, otherwise: 'delete' },
      },
      invoice: {
        from: n('invoice'),
        key: n('invoice_id'),
        purpose: 'shop',
        belongsTo: { customer: n('customer_id') },
        fields: {
          [n('invoice_date')]: 'user.behavior.purchase_history',
          [n('total')]: 'user.behavior.purchase_history',
          ...Object.fromEntries(billing.map((column) => [column, 'user.contact.address'])),
        },
        erasure: {
          retain: {
            ground: 'de/ao-147/buchungsbeleg',
            from: n('invoice_date'),
            keep: [n('invoice_date'), n('total'), ...billing],
          },
        },
      },
      invoice_line: {
        from: n('invoice_line'),
        key: n('invoice_line_id'),
        purpose: 'shop',
        belongsTo: { invoice: n('invoice_id') },
        fields: {
          [n('unit_price')]: 'user.behavior.purchase_history',
          [n('quantity')]: 'user.behavior.purchase_history',
          [n('track_id')]: 'user.behavior.purchase_history',
        },
        erasure: {
          retain: {
            ground: 'de/ao-147/buchungsbeleg',
            because: 'invoice',
            keep: ['unit_price', 'quantity', 'track_id'].map(n),
          },
        },
      },
    },
  };
}

/** A checksum of rows, as they stand. */
export function checksum(rows: Record<string, unknown>[]): string {
  return createHash('sha256').update(JSON.stringify(rows)).digest('hex');
}
