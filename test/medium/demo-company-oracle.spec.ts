import pg from 'pg';
import { cast, CAST_NAMES, hannaAtWork, type CastName } from '../../src/demo/company/cast.js';
import { createCompany, dropCompany } from '../../src/demo/company/company.js';
import { expectations, foundBy, leftBy } from '../../src/demo/company/expectations.js';
import { bystandersChanged, bystandersUnchanged, snapshotPeople } from '../../src/demo/company/oracle/bystanders.js';
import { columnsOf, residueOf } from '../../src/demo/company/oracle/residue.js';
import { countByTable, rowsOf, stillThere } from '../../src/demo/company/oracle/rows-of.js';
import type { CompanyDatabases, System } from '../../src/demo/company/systems.js';
import { superUrl, uniquePrefix } from '../kit/demo-company.js';

const prefix = uniquePrefix();
let company: CompanyDatabases;

async function begin(): Promise<void> {
  company = await createCompany({ superUrl: superUrl(), prefix, people: 100, fresh: true });
}

beforeAll(begin);

afterAll(() => dropCompany({ superUrl: superUrl(), prefix }));

/** As the role that erases. */
async function change(system: System, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: company[system].eraseUrl });
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const statement of statements) await client.query(statement);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}

describe('rowsOf', () => {
  it('finds for each of the cast what is expected', async () => {
    for (const name of CAST_NAMES) {
      expect({ name, ...countByTable(await rowsOf(company, cast[name])) }).toEqual({
        name,
        ...foundBy(expectations[name]),
      });
    }
  });

  it('knows shared rows, and keeps the brands apart', async () => {
    const shared = async (name: 'anna' | 'dieter'): Promise<string[]> =>
      (await rowsOf(company, cast[name])).filter((row) => row.heldByOthers).map((row) => row.table);
    expect(await shared('anna')).toEqual([]);
    expect(await shared('dieter')).toEqual(['shop.addresses']);
    const atSierra = await rowsOf(company, { ...cast.kai, controller: 'sierra' });
    expect(atSierra).toContainEqual({ table: 'crm.contacts', key: '[112]', heldByOthers: false });
    expect(atSierra).toHaveLength(2);
  });

  it('finds a member of staff by the address at work only', async () => {
    const atWork = await rowsOf(company, { controller: 'nordlicht', email: hannaAtWork.email, furtherEmails: [] });
    expect(countByTable(atWork)).toEqual({ 'crm.staff': 1, 'helpdesk.agents': 1 });
  });
});

describe('residueOf', () => {
  it('finds the living in all their places, and nobody who is nowhere', async () => {
    expect(await residueOf(company, cast.nobody)).toEqual([]);
    const columns = columnsOf(await residueOf(company, cast.bernd));
    expect(columns).toEqual([
      'crm.contacts.customer_no',
      'crm.contacts.email',
      'crm.contacts.last_name',
      'crm.contacts.phone',
      'crm.notes.body',
      'helpdesk.attachments.file_name',
      'helpdesk.messages.body',
      'helpdesk.requesters.customer_no',
      'helpdesk.requesters.email',
      'helpdesk.requesters.name',
      'helpdesk.requesters.phone',
      'helpdesk.tickets.subject',
      'shop.customers.customer_no',
      'shop.customers.email',
      'shop.customers.last_name',
      'shop.customers.phone',
      'shop.orders.delivery_note',
      'shop.payment_methods.holder_name',
    ]);
  });

  it('finds what is planted in JSON, arrays and prose, however it is written', async () => {
    await change(
      'crm',
      `UPDATE crm.contacts SET profile = '{"a":[{"b":"NELE.Nirgendheim@example.org"}]}' WHERE id = 1001`,
      `UPDATE crm.contacts SET segments = '{x,"Nele Nirgendheim"}' WHERE id = 110`,
    );
    await change('helpdesk', `UPDATE messages SET body = 'ruf an: 0171/392 00 77, danke' WHERE id = 10110`);
    const residue = await residueOf(company, { ...cast.nobody, phone: '+491713920077' });
    expect(residue.map(({ column, key, trace }) => `${column} ${key} ${trace}`).sort()).toEqual([
      'crm.contacts.profile [1001] email',
      'crm.contacts.profile [1001] surname',
      'crm.contacts.segments [110] name',
      'crm.contacts.segments [110] surname',
      'helpdesk.messages.body [10110] phone',
    ]);
    await begin();
  });
});

describe('bystanders', () => {
  it('are unchanged while only her rows change, and a single byte elsewhere is seen', async () => {
    const own = await rowsOf(company, cast.gesa);
    const before = await snapshotPeople(company, own);
    await change('shop', `UPDATE customers SET phone = NULL, tags = '{x}' WHERE id = 107`);
    await change('crm', `DELETE FROM crm.activities WHERE contact_id = 107`);
    expect(bystandersUnchanged(before, await snapshotPeople(company, own))).toBe(true);
    await change('crm', `UPDATE crm.contact_tags SET tagged_on = tagged_on + 1 WHERE contact_id = 101 AND tag = 'vip'`);
    await change(
      'helpdesk',
      `DELETE FROM attachments WHERE id = (SELECT id FROM attachments WHERE message_id > 100000 LIMIT 1)`,
    );
    const after = await snapshotPeople(company, own);
    expect(bystandersUnchanged(before, after)).toBe(false);
    expect(bystandersChanged(before, after).map((one) => one.table)).toEqual([
      'crm.contact_tags',
      'helpdesk.attachments',
    ]);
  });

  it('hold a shared row: changing the address of a household is seen', async () => {
    const own = await rowsOf(company, cast.dieter);
    const before = await snapshotPeople(company, own);
    await change('shop', `UPDATE addresses SET street = '-' WHERE id = 104`);
    expect(bystandersChanged(before, await snapshotPeople(company, own)).map((one) => one.table)).toEqual([
      'shop.addresses',
    ]);
  });
});

/** What the law and the contracts leave of each of the cast, done by hand in SQL that no map has seen. */
async function eraseByHand(name: CastName): Promise<void> {
  const own = await rowsOf(company, cast[name]);
  const keys = (table: string): string =>
    own
      .filter((row) => row.table === table)
      .map((row) => `'${(JSON.parse(row.key) as (string | number)[])[0]}'`)
      .join(', ') || 'NULL';
  const customers = keys('shop.customers');
  const orders = keys('shop.orders');
  const going = `SELECT id FROM orders WHERE id IN (${orders}) AND status NOT IN ('open', 'paid')
                    AND (invoiced_at IS NULL OR invoiced_at < '2018-01-01')`;
  await change(
    'shop',
    `DELETE FROM order_lines WHERE order_id IN (${going})`,
    `DELETE FROM orders WHERE id IN (${going})`,
    `UPDATE orders SET restricted = true, delivery_note = NULL, gift_recipient = NULL, client_ip = NULL,
            delivery_address_id = NULL, payment_method_id = NULL
      WHERE id IN (${orders}) AND invoiced_at IS NOT NULL`,
    `UPDATE order_lines SET personalisation = NULL WHERE order_id IN (${orders}) AND fulfilment = 'shipped'`,
    `DELETE FROM payment_methods WHERE customer_id IN (${customers})`,
    `DELETE FROM customers c WHERE id IN (${customers})
        AND NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)`,
    `UPDATE customers SET public_id = NULL, email = md5(random()::text) || '@erased.invalid', phone = NULL,
            date_of_birth = NULL, address_id = NULL, password_hash = '!', newsletter = false, newsletter_since = NULL,
            preferences = preferences || '{"interests":null,"sizes":null,"wishlist":null}', tags = NULL, avatar = NULL,
            last_login_ip = NULL, last_login_at = NULL, credit_limit = 0, loyalty_points = 0,
            created_at = date_trunc('year', created_at), restricted = true
      WHERE id IN (${customers}) AND NOT has_open_order`,
    `DELETE FROM addresses a WHERE id IN (${keys('shop.addresses')})
        AND NOT EXISTS (SELECT 1 FROM customers WHERE address_id = a.id)
        AND NOT EXISTS (SELECT 1 FROM orders WHERE delivery_address_id = a.id)`,
  );
  const contacts = keys('crm.contacts');
  await change(
    'crm',
    ...['contact_tags', 'activities', 'notes'].map(
      (table) => `DELETE FROM crm.${table} WHERE contact_id IN (${contacts})`,
    ),
    `DELETE FROM crm.contacts WHERE id IN (${contacts})`,
  );
  const tickets = keys('helpdesk.tickets');
  await change(
    'helpdesk',
    `DELETE FROM messages WHERE ticket_id IN (${tickets})`,
    `UPDATE tickets SET requester_id = NULL, ticket_no = 'X-' || md5(random()::text), subject = '[gelöscht]',
            order_no = NULL, satisfaction = NULL, created_at = date_trunc('month', created_at),
            solved_at = date_trunc('month', solved_at) WHERE id IN (${tickets})`,
    `DELETE FROM requesters WHERE id IN (${keys('helpdesk.requesters')})`,
  );
}

describe.each([
  { names: CAST_NAMES.filter((name) => name !== 'edda' && name !== 'gesa') },
  // Those who share something with one of the others, while these are still there.
  { names: ['edda', 'gesa'] as const },
])('a perfect erasure, by hand', ({ names }) => {
  beforeAll(begin);

  it.each(names)('of %s is possible under the constraints and leaves what is expected', async (name) => {
    const own = await rowsOf(company, cast[name]);
    const before = await snapshotPeople(company, own);
    await eraseByHand(name);
    expect(countByTable(await stillThere(company, own))).toEqual(leftBy(expectations[name]));
    expect(columnsOf(await residueOf(company, cast[name]))).toEqual(expectations[name].residue);
    expect(bystandersChanged(before, await snapshotPeople(company, own))).toEqual([]);
  });
});
