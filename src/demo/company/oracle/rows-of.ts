import type { CastMember } from '../cast.js';
import type { CompanyDatabases, System } from '../systems.js';
import { inEachSystem, keyAsText, liveTables } from './reading.js';

/** Whose rows are sought: one of the cast, or anybody else described likewise. */
export type Sought = Pick<CastMember, 'controller' | 'email' | 'furtherEmails'>;

export interface OwnRow {
  /** `system.table`. */
  table: string;
  /** The key's values as a JSON array in text. */
  key: string;
  /** Somebody else refers to the row too. */
  heldByOthers: boolean;
}

/** One question for each table; $1 are the person's e-mail addresses, $2 is the controller. */
interface Question {
  system: System;
  table: string;
  key: readonly string[];
  /** What follows FROM; the row is called `t`. */
  from: string;
  heldByOthers?: string;
}

const CUSTOMER = `(SELECT id FROM customers WHERE email = ANY ($1) AND $2 = 'nordlicht')`;
const CONTACT = `(SELECT c.id FROM crm.contacts c LEFT JOIN crm.contacts m ON m.id = c.merged_into
                   WHERE c.brand = $2 AND (c.email = ANY ($1) OR m.email = ANY ($1)))`;
const REQUESTER = `(SELECT id FROM requesters WHERE email = ANY ($1) AND $2 = 'nordlicht')`;
const TICKET = `(SELECT id FROM tickets WHERE requester_id IN ${REQUESTER})`;

/** Written by hand, table by table, from what the tables mean. No map is read. */
const QUESTIONS: readonly Question[] = [
  { system: 'shop', table: 'customers', key: ['id'], from: `customers t WHERE t.id IN ${CUSTOMER}` },
  {
    system: 'shop',
    table: 'addresses',
    key: ['id'],
    from: `addresses t WHERE EXISTS (SELECT 1 FROM customers c WHERE c.address_id = t.id AND c.id IN ${CUSTOMER})
        OR EXISTS (SELECT 1 FROM orders o WHERE o.delivery_address_id = t.id AND o.customer_id IN ${CUSTOMER})`,
    heldByOthers: `EXISTS (SELECT 1 FROM customers c WHERE c.address_id = t.id AND c.id NOT IN ${CUSTOMER})
        OR EXISTS (SELECT 1 FROM orders o WHERE o.delivery_address_id = t.id AND o.customer_id NOT IN ${CUSTOMER})`,
  },
  {
    system: 'shop',
    table: 'payment_methods',
    key: ['id'],
    from: `payment_methods t WHERE t.customer_id IN ${CUSTOMER}`,
  },
  { system: 'shop', table: 'orders', key: ['id'], from: `orders t WHERE t.customer_id IN ${CUSTOMER}` },
  {
    system: 'shop',
    table: 'order_lines',
    key: ['order_id', 'line_no'],
    from: `order_lines t WHERE t.order_id IN (SELECT id FROM orders WHERE customer_id IN ${CUSTOMER})`,
  },
  { system: 'crm', table: 'contacts', key: ['id'], from: `crm.contacts t WHERE t.id IN ${CONTACT}` },
  { system: 'crm', table: 'notes', key: ['id'], from: `crm.notes t WHERE t.contact_id IN ${CONTACT}` },
  { system: 'crm', table: 'activities', key: ['id'], from: `crm.activities t WHERE t.contact_id IN ${CONTACT}` },
  {
    system: 'crm',
    table: 'contact_tags',
    key: ['contact_id', 'tag'],
    from: `crm.contact_tags t WHERE t.contact_id IN ${CONTACT}`,
  },
  // The person's own row as a member of staff, by the address at work alone.
  { system: 'crm', table: 'staff', key: ['id'], from: `crm.staff t WHERE t.work_email = ANY ($1) AND t.brand = $2` },
  { system: 'helpdesk', table: 'requesters', key: ['id'], from: `requesters t WHERE t.id IN ${REQUESTER}` },
  { system: 'helpdesk', table: 'tickets', key: ['id'], from: `tickets t WHERE t.id IN ${TICKET}` },
  { system: 'helpdesk', table: 'messages', key: ['id'], from: `messages t WHERE t.ticket_id IN ${TICKET}` },
  {
    system: 'helpdesk',
    table: 'attachments',
    key: ['id'],
    from: `attachments t WHERE t.message_id IN (SELECT id FROM messages WHERE ticket_id IN ${TICKET})`,
  },
  {
    system: 'helpdesk',
    table: 'agents',
    key: ['id'],
    from: `agents t WHERE t.email = ANY ($1) AND $2 = 'nordlicht'`,
  },
];

/** All rows that are this person's with the controller. Ask before the erasure: afterwards nothing leads to them. */
export async function rowsOf(databases: CompanyDatabases, person: Sought): Promise<OwnRow[]> {
  const parameters = [[person.email, ...person.furtherEmails], person.controller];
  return inEachSystem(databases, async (client, system) => {
    const found: OwnRow[] = [];
    for (const question of QUESTIONS.filter((one) => one.system === system)) {
      const { rows } = await client.query<{ key: string; held: boolean }>(
        `SELECT ${keyAsText(question.key)} AS key, ${question.heldByOthers ?? 'false'} AS held
           FROM ${question.from} ORDER BY 1`,
        parameters,
      );
      found.push(...rows.map(({ key, held }) => ({ table: `${system}.${question.table}`, key, heldByOthers: held })));
    }
    return found;
  });
}

/** Which of these rows are still there, found again by their keys. */
export async function stillThere(databases: CompanyDatabases, own: readonly OwnRow[]): Promise<OwnRow[]> {
  return inEachSystem(databases, async (client, system) => {
    const left: OwnRow[] = [];
    for (const table of await liveTables(client, system)) {
      const sought = own.filter((row) => row.table === table.name);
      if (sought.length === 0) continue;
      const { rows } = await client.query<{ key: string }>(
        `SELECT ${table.key} AS key FROM ${table.sql} t WHERE ${table.key} = ANY ($1)`,
        [sought.map((row) => row.key)],
      );
      const keys = new Set(rows.map((row) => row.key));
      left.push(...sought.filter((row) => keys.has(row.key)));
    }
    return left;
  });
}

/** `system.table` → number of rows. */
export function countByTable(rows: readonly OwnRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { table } of rows) counts[table] = (counts[table] ?? 0) + 1;
  return counts;
}
