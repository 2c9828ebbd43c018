import { existsSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { localTools } from '../../src/connectors/kit/local-tools.js';
import { GuardedHttp } from '../../src/platform/egress/guarded-http.js';
import { postgres } from '../../src/connectors/postgres/index.js';
import { check } from '../../src/datamap/check/check.js';
import { lint } from '../../src/datamap/lint/lint.js';
import { loadMap } from '../../src/datamap/load/load-map.js';
import { scan } from '../../src/datamap/scan/scan.js';
import { outlineOf, type Survey } from '../../src/datamap/survey/survey.js';
import { emptyDatabase, type TestDatabase } from '../kit/database.js';

/** A public sample shop with 59 customers and 8 employees (https://github.com/lerocha/chinook-database). */
const CHINOOK = '../shared/data/chinook/postgres.sql';
const there = existsSync(CHINOOK);
if (!there) console.warn(`Skipped: ${CHINOOK} is not there.`);

(there ? describe : describe.skip)('a real shop', () => {
  let database: TestDatabase;
  let survey: Survey;

  beforeAll(async () => {
    database = await emptyDatabase();
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const sql = readFileSync(CHINOOK, 'utf8').replaceAll(/^((DROP|CREATE) DATABASE|\\c).*$/gim, '');
    await client.query(sql);
    await client.end();
    survey = await surveyed();
  });

  afterAll(() => database?.drop());

  async function surveyed(): Promise<Survey> {
    const nothing = scan({ collections: [] }, { system: 'chinook', connector: 'postgres', connection: {} }).map;
    const connector = postgres.create(
      { ...nothing, connection: { url: database.ownerUrl } },
      localTools(new GuardedHttp({ allow: [] })),
    );
    try {
      return await connector.survey({ sample: 20 });
    } finally {
      await connector.close();
    }
  }

  it('is mapped as far as a schema tells: whose rows are whose, and who works there', () => {
    const { map, yaml } = scan(survey, {
      system: 'chinook',
      connector: 'postgres',
      connection: { url: 'env:CHINOOK_URL' },
    });
    expect(Object.keys(map.collections).sort()).toEqual(['customer', 'employee', 'invoice', 'invoice_line']);
    expect(map.collections).toMatchObject({
      customer: {
        key: 'customer_id',
        identifiedBy: { email: 'email', phone: 'phone' },
        fields: {
          first_name: 'user.name.first',
          postal_code: 'user.contact.address.postal_code',
          support_rep_id: { aboutOthers: true },
        },
      },
      invoice: { belongsTo: { customer: 'customer_id' }, fields: { billing_address: 'user.contact.address' } },
      invoice_line: { belongsTo: { invoice: 'invoice_id' } },
      employee: { searched: { not: {} } },
    });
    const loaded = loadMap('chinook.yaml', yaml);
    expect(loaded).toMatchObject({ status: 'loaded', map });
    expect(new Set(lint(map).map((one) => one.code))).toEqual(new Set(['to-fill-in']));
    expect(yaml).not.toMatch(/@(gmail|yahoo|chinookcorp)/);
  });

  it('is checked: columns left out, look-ups without an index, and what changes later', async () => {
    const { map } = scan(survey, { system: 'chinook', connector: 'postgres', connection: {} });
    const { customer } = map.collections;
    const { fax: _left, ...fields } = customer!.fields;
    const without = { ...map, collections: { ...map.collections, customer: { ...customer!, fields } } };
    const found = check(without, survey).map((one) => [one.code, one.message]);
    expect(found).toContainEqual([
      'column-personal',
      expect.stringContaining('customer.fax looks like user.contact.fax_number'),
    ]);
    expect(found).toContainEqual([
      'index-missing',
      expect.stringContaining('customer has no index that begins with email'),
    ]);

    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    await client.query('ALTER TABLE customer ALTER COLUMN phone TYPE varchar(40), ADD COLUMN geburtsdatum date');
    await client.end();
    const later = check(map, await surveyed(), { before: outlineOf(survey) }).map((one) => [one.code, one.message]);
    expect(later).toContainEqual(['type-drift', expect.stringContaining('customer.phone')]);
    expect(later).toContainEqual(['column-new', expect.stringContaining('customer.geburtsdatum')]);
    expect(later).toContainEqual(['column-personal', expect.stringContaining('user.demographic.date_of_birth')]);
  });
});
