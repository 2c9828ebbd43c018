import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { Temporal } from 'temporal-polyfill';
import { parse } from 'yaml';
import { expectations } from '../../src/demo/company/expectations.js';
import { readLaws } from '../../src/laws/reading/read-laws.js';
import { createCompany, dropCompany } from '../../src/demo/company/company.js';
import { environmentOf, SYSTEMS, type CompanyDatabases, type System } from '../../src/demo/company/systems.js';
import { keyOf, knownColumns } from '../../src/datamap/forms.js';
import type { SystemMap } from '../../src/datamap/language.js';
import { loadMapFolder } from '../../src/datamap/load/load-folder.js';
import { resolveSecrets } from '../../src/datamap/secrets.js';
import { superUrl, uniquePrefix } from '../kit/demo-company.js';

const FOLDER = fileURLToPath(new URL('../../src/demo/company/maps/', import.meta.url));
const laws = readLaws(new URL('../../src/laws/', import.meta.url));
const prefix = uniquePrefix();
let company: CompanyDatabases;
let maps: Map<string, SystemMap>;

beforeAll(async () => {
  company = await createCompany({ superUrl: superUrl(), prefix, people: 10 });
  maps = new Map((await loadMapFolder(FOLDER)).maps.map(({ map }) => [map.system, map]));
});

afterAll(() => dropCompany({ superUrl: superUrl(), prefix }));

async function columnsOf(system: System): Promise<Map<string, string[]>> {
  const client = new pg.Client({ connectionString: company[system].url });
  await client.connect();
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    SELECT CASE table_schema WHEN 'public' THEN '' ELSE table_schema || '.' END || table_name AS name,
           array_agg(column_name::text ORDER BY column_name) AS columns
      FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema') GROUP BY 1`);
  await client.end();
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}

describe('the maps of the demo company', () => {
  it('load and lint clean', async () => {
    const { findings } = await loadMapFolder(FOLDER, { knownGrounds: laws.knownGrounds() });
    expect(findings).toEqual([]);
    expect([...maps.keys()].sort()).toEqual([...SYSTEMS].sort());
  });

  it.each(SYSTEMS)('%s: names every table and every column that is there, and none that is not', async (system) => {
    const live = await columnsOf(system);
    const collections = Object.entries(maps.get(system)?.collections ?? {});
    expect(collections.map(([name, { from }]) => from ?? name).sort()).toEqual([...live.keys()].sort());
    for (const [name, collection] of collections) {
      expect({ name, columns: [...knownColumns(collection)].sort() }).toEqual({
        name,
        columns: live.get(collection.from ?? name),
      });
      expect(keyOf(collection).length).toBeGreaterThan(0);
    }
  });

  it('refer to secrets that the company gives', () => {
    const environment = environmentOf(company);
    for (const system of SYSTEMS) {
      expect(
        resolveSecrets(
          maps.get(system)?.connection ?? {},
          (name) => environment[name],
          () => undefined,
        ),
      ).toEqual({
        status: 'resolved',
        connection: { url: company[system].url, eraseUrl: company[system].eraseUrl },
      });
    }
  });

  it('have titles in both languages', () => {
    for (const map of maps.values()) {
      for (const [name, collection] of Object.entries(map.collections)) {
        for (const [field, value] of Object.entries(collection.fields)) {
          expect({ at: `${map.system}.${name}.${field}`, value }).toMatchObject({
            value: { title: { en: expect.any(String), de: expect.any(String) } },
          });
        }
      }
    }
  });
});

describe('the invoices of the cast', () => {
  it('are kept as long as the law says, and one is too old to be kept', async () => {
    const client = new pg.Client({ connectionString: company.shop.url });
    await client.connect();
    const { rows } = await client.query<{ order_no: string; invoiced: string }>(
      `SELECT order_no, invoiced_at::text AS invoiced FROM orders WHERE id < 10000 AND invoiced_at IS NOT NULL`,
    );
    await client.end();
    const today = Temporal.PlainDate.from('2026-11-23');
    const running = rows
      .map(({ order_no, invoiced }) => {
        const { keptUntil } = laws.retainUntil('de/ao-147/buchungsbeleg', Temporal.PlainDate.from(invoiced), today);
        return [order_no, keptUntil.toString()] as const;
      })
      .filter(([, until]) => until >= today.toString());
    expect(rows.map((row) => row.order_no)).toContain('B-0511');
    expect(Object.fromEntries(running)).toEqual(
      Object.assign({}, ...Object.values(expectations).map((one) => one.retainedUntil)),
    );
  });
});

describe('the controllers of the demo company', () => {
  it('name the systems whose maps name them', async () => {
    const { controllers } = parse(await readFile(`${FOLDER}controllers.yaml`, 'utf8')) as {
      controllers: { slug: string; law: string; systems: string[] }[];
    };
    const told = controllers.map(({ slug, systems }) => [slug, [...systems].sort()]);
    const mapped = controllers.map(({ slug }) => [
      slug,
      [...maps.values()]
        .filter((map) => map.controllers.includes(slug))
        .map((map) => map.system)
        .sort(),
    ]);
    expect(told).toEqual(mapped);
    expect(told.map(([slug]) => slug)).toEqual(['nordlicht', 'sierra']);
    for (const { law } of controllers) expect(laws.has(law)).toBe(true);
  });
});
