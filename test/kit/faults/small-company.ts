import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { emptyDatabase, type TestDatabase } from '../database.js';

/** Somebody of the small company, with the keys of her rows. */
export interface Person {
  email: string;
  id: number;
  home: number;
  orders: number[];
  subscriber: number;
}

/** No foreign key protects a home: only the connector's own look does. */
const TABLES = `
  CREATE TABLE homes (id bigint PRIMARY KEY, street text NOT NULL);
  CREATE TABLE people (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, name text NOT NULL, home_id bigint);
  CREATE INDEX people_home ON people (home_id);
  CREATE TABLE orders (id bigint PRIMARY KEY, person_id bigint NOT NULL REFERENCES people (id), item text NOT NULL);
  CREATE INDEX orders_person ON orders (person_id);
  CREATE TABLE subscribers (id bigint PRIMARY KEY, email text NOT NULL UNIQUE, name text NOT NULL);`;

const HEAD = (system: string, title: string) => `
habeas: 1
system: ${system}
title: { en: ${title}, de: ${title} }
connector: postgres
connection: { url: env:SMALL_COMPANY_URL }
controllers: [small]
purposes:
  contract: { title: { en: Contract, de: Vertrag }, basis: 6(1)(b), ends: { en: when it ends, de: wenn er endet } }
source: { en: You gave us the data., de: Sie haben uns die Daten gegeben. }
transfers: none
automatedDecisions: none
recipients: []
copies: {}
follow: [email]
collections:`;

const SHOP = `${HEAD('shop', 'Shop')}
  people:
    key: id
    purpose: contract
    identifiedBy: { email: email, person_id: id }
    fields:
      email: { category: user.contact.email, title: { en: E-mail, de: E-Mail } }
      name: { category: user.name, title: { en: Name, de: Name } }
      home_id: { category: user.contact.address, origin: observed, title: { en: Home, de: Wohnung } }
    erasure: delete
  orders:
    key: id
    purpose: contract
    belongsTo: { people: person_id }
    fields:
      item: { category: user.behavior.purchase_history, title: { en: Article, de: Artikel } }
    notPersonal: [person_id]
    erasure: delete
  homes:
    key: id
    purpose: contract
    sharedBy: { people: home_id }
    fields:
      street: { category: user.contact.address.street, title: { en: Street, de: Straße } }
    erasure: delete
`;

const NEWS = `${HEAD('news', 'News')}
  subscribers:
    key: id
    purpose: contract
    identifiedBy: { email: email }
    fields:
      email: { category: user.contact.email, title: { en: E-mail, de: E-Mail } }
      name: { category: user.name, title: { en: Name, de: Name } }
    erasure: delete
`;

const controllers = (automatic: boolean): string => `
habeas: 1
controllers:
  - slug: small
    legalName: Small Company GmbH
    address: { street: Am Deich 1, postcode: '20457', city: Hamburg, country: DE }
    contact: { mail: privacy@small.test }
    officer: { name: Ada Example, mail: ada@small.test }
    authority:
      name: Der Hamburgische Beauftragte für Datenschutz und Informationsfreiheit
      address: { street: Ludwig-Erhard-Straße 22, postcode: '20459', city: Hamburg, country: DE }
      url: https://datenschutz-hamburg.de
    law: de
    country: DE
    state: HH
    zone: Europe/Berlin
    languages: [en, de]
    systems: [shop, news]
    policy: { objectionHours: 0, approveAutomatically: [${automatic ? 'erasure' : ''}] }
`;

/** Two systems in one database: three tables with a shared one, and a single one. */
export class SmallCompany {
  private next = 1;

  private constructor(
    private readonly database: TestDatabase,
    private readonly pool: pg.Pool,
    /** Folder of its maps. */
    readonly maps: string,
  ) {}

  static async open(options: { automatic: boolean }): Promise<SmallCompany> {
    const database = await emptyDatabase();
    const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 4 });
    pool.on('error', () => undefined);
    await pool.query(TABLES);
    const maps = await mkdtemp(join(tmpdir(), 'habeas-small-'));
    await writeFile(join(maps, 'shop.yaml'), SHOP);
    await writeFile(join(maps, 'news.yaml'), NEWS);
    await writeFile(join(maps, 'controllers.yaml'), controllers(options.automatic));
    process.env.SMALL_COMPANY_URL = database.ownerUrl;
    const company = new SmallCompany(database, pool, maps);
    for (let one = 0; one < 5; one += 1) await company.join();
    return company;
  }

  get url(): string {
    return this.database.ownerUrl;
  }

  /** A new person with a home of her own (or another's), three orders and a subscription. */
  async join(home?: number): Promise<Person> {
    const id = this.next++;
    const email = `p${id}@people.example`;
    const person: Person = { email, id, home: home ?? id, orders: [id * 10, id * 10 + 1, id * 10 + 2], subscriber: id };
    if (home === undefined) await this.sql(`INSERT INTO homes VALUES ($1, $2)`, [id, `Street ${id}`]);
    await this.sql(`INSERT INTO people VALUES ($1, $2, $3, $4)`, [id, email, `Person ${id}`, person.home]);
    await this.sql(`INSERT INTO orders SELECT unnest($1::bigint[]), $2, 'Tea'`, [person.orders, id]);
    await this.sql(`INSERT INTO subscribers VALUES ($1, $2, $3)`, [id, email, `Person ${id}`]);
    return person;
  }

  async sql<T extends object>(text: string, parameters: unknown[] = []): Promise<T[]> {
    return (await this.pool.query<T>(text, parameters)).rows;
  }

  /** Its database was taken away and put back: connections that were cut are noticed and replaced. */
  async settled(): Promise<void> {
    for (let left = 10; ; left -= 1) {
      try {
        await this.sql('SELECT 1');
        return;
      } catch (error) {
        if (left === 0) throw error;
      }
    }
  }

  /** A client of one's own, for transactions beside the service's. */
  async client(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.url });
    await client.connect();
    return client;
  }

  /** Rows of hers that are still there: `table/key`, sorted. */
  async rowsOf(person: Person): Promise<string[]> {
    const rows = await this.sql<{ name: string }>(
      `SELECT 'homes/' || id AS name FROM homes WHERE id = $2
       UNION ALL SELECT 'people/' || id FROM people WHERE id = $1
       UNION ALL SELECT 'orders/' || id FROM orders WHERE person_id = $1 OR id = ANY($3::bigint[])
       UNION ALL SELECT 'subscribers/' || id FROM subscribers WHERE id = $1 ORDER BY 1`,
      [person.id, person.home, person.orders],
    );
    return rows.map(({ name }) => name);
  }

  /** Places in which she can still be read. */
  async residueOf({ email, id }: Person): Promise<number> {
    const [row] = await this.sql<{ found: number }>(
      `SELECT ((SELECT count(*) FROM people t WHERE t::text LIKE $1 OR t::text LIKE $2)
             + (SELECT count(*) FROM subscribers t WHERE t::text LIKE $1 OR t::text LIKE $2))::int AS found`,
      [`%${email}%`, `%Person ${id}"%`],
    );
    return row!.found;
  }

  /** A checksum over every row of everybody but these. */
  async others(...people: Person[]): Promise<string> {
    const ids = people.map(({ id }) => id);
    const rows = await this.sql<{ row: string }>(
      `SELECT t::text AS row FROM homes t WHERE id <> ALL($2::bigint[])
       UNION ALL SELECT t::text FROM people t WHERE id <> ALL($1::bigint[])
       UNION ALL SELECT t::text FROM orders t WHERE person_id <> ALL($1::bigint[])
       UNION ALL SELECT t::text FROM subscribers t WHERE id <> ALL($1::bigint[]) ORDER BY 1`,
      [ids, people.map(({ home }) => home)],
    );
    return createHash('sha256')
      .update(rows.map(({ row }) => row).join('\n'))
      .digest('hex');
  }

  async close(): Promise<void> {
    await this.pool.end();
    await rm(this.maps, { recursive: true, force: true });
    await this.database.drop();
  }
}
