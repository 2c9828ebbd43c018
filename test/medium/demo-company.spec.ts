import pg from 'pg';
import { cast, CAST_NAMES, hannaAtWork } from '../../src/demo/company/cast.js';
import { createCompany, dropCompany } from '../../src/demo/company/company.js';
import { inventCompany } from '../../src/demo/company/invention.js';
import type { CompanyDatabases, System } from '../../src/demo/company/systems.js';
import { environmentOf, SYSTEMS } from '../../src/demo/company/systems.js';
import { superUrl, uniquePrefix } from '../kit/demo-company.js';

const prefix = uniquePrefix();
let company: CompanyDatabases;

beforeAll(async () => {
  const started = performance.now();
  company = await createCompany({ superUrl: superUrl(), prefix });
  console.log(`the demo company with 3000 people was made in ${Math.round(performance.now() - started)} ms`);
});

afterAll(() => dropCompany({ superUrl: superUrl(), prefix }));

async function query<R extends pg.QueryResultRow>(url: string, sql: string, values: unknown[] = []): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<R>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

async function one<R extends pg.QueryResultRow>(system: System, sql: string, values: unknown[] = []): Promise<R> {
  const [row] = await query<R>(company[system].url, sql, values);
  if (!row) throw new Error('no row');
  return row;
}

describe('what the company is made of', () => {
  it('is the same for the same seed and another for another', () => {
    const text = (seed: number): string => JSON.stringify(inventCompany({ people: 200, seed }));
    expect(text(5)).toBe(text(5));
    expect(text(5)).not.toBe(text(6));
  });

  it('has some thousands of people of both brands', async () => {
    const customers = await one<{ n: number }>('shop', 'SELECT count(*)::int AS n FROM customers');
    expect(customers.n).toBeGreaterThan(1500);
    const brands = await query<{ brand: string; n: number }>(
      company.crm.url,
      'SELECT brand, count(*)::int AS n FROM crm.contacts GROUP BY brand ORDER BY brand',
    );
    expect(brands.map((row) => row.brand)).toEqual(['nordlicht', 'sierra']);
    for (const { n } of brands) expect(n).toBeGreaterThan(500);
  });

  it('uses reserved domains and fictional numbers only', async () => {
    const reserved = String.raw`@(example\.(org|net|com)|[a-z-]+\.test)$`;
    const fictional = String.raw`^\+(493023125|494066969|496990009|492214710|498999998)[0-9]{3}$|^\+491713920[0-9]{3}$|^\+1[0-9]{3}55501[0-9]{2}$`;
    for (const [system, table, mail, phone] of [
      ['shop', 'customers', 'email', 'phone'],
      ['crm', 'crm.contacts', 'email', 'phone'],
      ['crm', 'crm.staff', 'work_email', 'work_phone'],
      ['helpdesk', 'requesters', 'email', 'phone'],
      ['helpdesk', 'agents', 'email', 'phone'],
    ] as const) {
      const { n } = await one<{ n: number }>(
        system,
        `SELECT count(*)::int AS n FROM ${table} WHERE ${mail} !~ $1 OR ${phone} !~ $2`,
        [reserved, fictional],
      );
      expect({ table, n }).toEqual({ table, n: 0 });
    }
  });

  it('has no phone number twice by accident', async () => {
    const twice = await query<{ phone: string }>(
      company.shop.url,
      'SELECT phone FROM customers WHERE phone IS NOT NULL GROUP BY phone HAVING count(*) > 1',
    );
    expect(twice).toEqual([{ phone: cast.farid.phone }]);
  });

  it('has households, open orders, merged duplicates and old invoices beside the cast', async () => {
    const shop = await one<{ households: number; open: number; old: number }>(
      'shop',
      `SELECT (SELECT count(*)::int FROM (SELECT 1 FROM customers WHERE id > 1000 GROUP BY address_id
                                           HAVING count(*) > 1 AND address_id IS NOT NULL) AS h) AS households,
              (SELECT count(*)::int FROM orders WHERE id > 10000 AND status IN ('open', 'paid')) AS open,
              (SELECT count(*)::int FROM orders WHERE invoiced_at < '2017-01-01') AS old`,
    );
    expect(shop.households).toBeGreaterThan(50);
    expect(shop.open).toBeGreaterThan(10);
    expect(shop.old).toBeGreaterThan(50);
    const { merged } = await one<{ merged: number }>(
      'crm',
      'SELECT count(*)::int AS merged FROM crm.contacts WHERE merged_into IS NOT NULL',
    );
    expect(merged).toBeGreaterThan(20);
  });

  it('keeps the totals of orders and the flag of open orders true', async () => {
    const { wrong } = await one<{ wrong: number }>(
      'shop',
      `SELECT (SELECT count(*)::int FROM orders o
                WHERE total <> (SELECT sum(quantity * unit_price) FROM order_lines WHERE order_id = o.id))
            + (SELECT count(*)::int FROM customers c WHERE has_open_order
                <> EXISTS (SELECT 1 FROM orders WHERE customer_id = c.id AND status IN ('open', 'paid'))) AS wrong`,
    );
    expect(wrong).toBe(0);
  });

  it('takes new rows after the given keys', async () => {
    const [row] = await query<{ id: string }>(
      adminUrl('shop'),
      `INSERT INTO addresses (street, postcode, city, country, created_at)
       VALUES ('Neuer Weg 1', '20095', 'Hamburg', 'DE', now()) RETURNING id`,
    );
    expect(Number(row?.id)).toBeGreaterThan(1000);
    await query(adminUrl('shop'), 'DELETE FROM addresses WHERE id = $1', [row?.id]);
  });
});

describe('the traps', () => {
  it('are set: a household, one phone for two, a merged duplicate under another address', async () => {
    const { n } = await one<{ n: number }>(
      'shop',
      `SELECT count(DISTINCT address_id)::int AS n FROM customers WHERE last_name = $1`,
      [cast.dieter.lastName],
    );
    expect(n).toBe(1);
    const merged = await one<{ email: string; into: string }>(
      'crm',
      `SELECT d.email, c.email AS into FROM crm.contacts d JOIN crm.contacts c ON c.id = d.merged_into
        WHERE c.last_name = $1`,
      [cast.ivo.lastName],
    );
    expect(merged).toEqual({ email: cast.ivo.furtherEmails[0], into: cast.ivo.email });
    const helpdesk = await one<{ email: string }>('helpdesk', 'SELECT email FROM requesters WHERE name LIKE $1', [
      `%${cast.ivo.lastName}`,
    ]);
    expect(helpdesk.email).toBe(cast.ivo.furtherEmails[0]);
  });

  it('a clerk who is a customer has other people hanging on her row of staff', async () => {
    const { contacts } = await one<{ contacts: number }>(
      'crm',
      'SELECT count(*)::int AS contacts FROM crm.contacts WHERE owner_id = $1',
      [hannaAtWork.staffId],
    );
    expect(contacts).toBeGreaterThan(50);
    const { tickets } = await one<{ tickets: number }>(
      'helpdesk',
      'SELECT count(*)::int AS tickets FROM tickets WHERE assignee_id = $1',
      [hannaAtWork.staffId],
    );
    expect(tickets).toBeGreaterThan(50);
  });

  it('a plain delete of a customer would take invoices along', async () => {
    const client = new pg.Client({ connectionString: company.shop.eraseUrl });
    await client.connect();
    await client.query('BEGIN');
    await client.query('DELETE FROM customers WHERE email = $1', [cast.bernd.email]);
    const { rowCount } = await client.query('SELECT 1 FROM orders WHERE order_no = ANY ($1)', [['B-0512', 'B-0513']]);
    await client.query('ROLLBACK');
    await client.end();
    expect(rowCount).toBe(0);
  });

  it.each([
    ['an e-mail address may not be null', `UPDATE customers SET email = NULL WHERE id = 102`, '23502'],
    ['an e-mail address is unique', `UPDATE customers SET email = 'x@example.org' WHERE id IN (101, 102)`, '23505'],
    ['an invoice keeps its number', `UPDATE orders SET invoice_no = NULL WHERE id = 512`, '23514'],
    ['a shared address is protected', `DELETE FROM addresses WHERE id = 104`, '23503'],
  ])('%s', async (_what, sql, code) => {
    await expect(query(company.shop.eraseUrl, sql)).rejects.toMatchObject({ code });
  });

  it('surnames of the cast are borne by nobody else', async () => {
    for (const name of CAST_NAMES) {
      const { n } = await one<{ n: number }>(
        'shop',
        `SELECT count(*)::int AS n FROM customers WHERE last_name = $1 AND id > 1000`,
        [cast[name].lastName],
      );
      expect({ name, n }).toEqual({ name, n: 0 });
    }
  });
});

describe('the roles', () => {
  it('reader reads and cannot change, eraser changes and cannot add or define', async () => {
    for (const system of SYSTEMS) {
      const table = { shop: 'orders', crm: 'crm.notes', helpdesk: 'messages' }[system];
      await expect(query(company[system].url, `DELETE FROM ${table}`)).rejects.toMatchObject({
        code: expect.stringMatching(/25006|42501/),
      });
      await expect(query(company[system].eraseUrl, `TRUNCATE ${table}`)).rejects.toMatchObject({ code: '42501' });
      await expect(query(company[system].eraseUrl, `CREATE TABLE public.x (id int)`)).rejects.toMatchObject({
        code: '42501',
      });
      await expect(query(company[system].eraseUrl, `INSERT INTO ${table} DEFAULT VALUES`)).rejects.toMatchObject({
        code: '42501',
      });
    }
  });

  it('do not reach the other databases', async () => {
    const url = new URL(company.shop.url);
    url.pathname = `/${company.crm.database}`;
    await expect(query(url.href, 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
  });
});

describe('making the company again', () => {
  it('leaves what is there, with the same urls; fresh begins anew; a missing system is made', async () => {
    const gone = `DELETE FROM customers WHERE email = '${cast.gesa.email}' RETURNING id`;
    expect(await query(company.shop.eraseUrl, gone)).toHaveLength(1);
    await query(superUrl(), `DROP DATABASE ${company.helpdesk.database} WITH (FORCE)`);
    const again = await createCompany({ superUrl: superUrl(), prefix, people: 20 });
    expect(environmentOf(again)).toEqual(environmentOf(company));
    expect(await query(again.shop.eraseUrl, gone)).toHaveLength(0);
    expect(await query(again.helpdesk.url, 'SELECT id FROM agents')).toHaveLength(4);
    await createCompany({ superUrl: superUrl(), prefix, people: 20, fresh: true });
    expect(await query(company.shop.eraseUrl, gone)).toHaveLength(1);
  });

  it('refuses a prefix that is no name', async () => {
    await expect(createCompany({ superUrl: superUrl(), prefix: 'x; DROP' })).rejects.toThrow(RangeError);
  });
});

function adminUrl(system: System): string {
  const url = new URL(superUrl());
  url.pathname = `/${company[system].database}`;
  return url.href;
}
