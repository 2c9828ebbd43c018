import { createHmac } from 'node:crypto';
import { mysql } from '../../src/connectors/mysql/index.js';
import { postgres } from '../../src/connectors/postgres/index.js';
import type { CollectedRecord, Connector, LocatedRecord } from '../../src/connectors/kit/contract.js';
import { chinookMap, chinookScript, checksum, named } from '../kit/chinook/chinook.js';
import { mariadbPlace, postgresPlace, type SqlPlace, tools } from '../kit/connectors/sql-harness.js';
import { mariadbAddress } from '../kit/mariadb.js';

const digest = (value: string): string => createHmac('sha256', 'chinook').update(value).digest('base64url');
const controller = 'chinook';
const leonie = { kind: 'email', value: 'leonekohler@surfeu.de' };

const mariadb = await mariadbAddress();
const places: [string, SqlPlace['dialect'], () => Promise<SqlPlace>][] = [
  ['postgres', 'postgres', postgresPlace],
  ...(mariadb
    ? ([['mariadb', 'mysql', () => mariadbPlace(mariadb)]] as [string, SqlPlace['dialect'], () => Promise<SqlPlace>][])
    : []),
];

for (const [name, dialect, open] of places) {
  const script = chinookScript(dialect);
  (script ? describe : describe.skip)(`Chinook on ${name}`, () => {
    let place: SqlPlace;
    let connector: Connector;
    const n = (one: string): string => named(dialect, one);
    const rows = (table: string, where = ''): Promise<Record<string, unknown>[]> =>
      place.run(`SELECT * FROM ${n(table)} ${where} ORDER BY 1`);

    const locate = async (): Promise<LocatedRecord[]> => {
      const records: LocatedRecord[] = [];
      const people = [{ person: 'leonie', identifiers: [leonie] }];
      for await (const chunk of connector.locate({ controller, people, digest })) records.push(...chunk);
      return records;
    };

    beforeAll(async () => {
      place = await open();
      await place.run(script ?? '');
      connector = (dialect === 'postgres' ? postgres : mysql).create(chinookMap(place), tools);
    });
    afterAll(async () => {
      await connector?.close();
      await place?.drop();
    });

    it('collects exactly what the customer owns', async () => {
      const records = await locate();
      const keys = (collection: string): number[] =>
        records
          .filter((one) => one.collection === collection)
          .map(({ key }) => Number(key[0]))
          .sort((a, b) => a - b);
      const invoices = await rows('invoice', `WHERE ${n('customer_id')} = 2`);
      const ids = invoices.map((row) => Number(row[n('invoice_id')]));
      const lines = await rows('invoice_line', `WHERE ${n('invoice_id')} IN (${ids.join(', ')})`);
      expect(new Set(records.map(({ collection }) => collection))).toEqual(
        new Set(['customer', 'invoice', 'invoice_line']),
      );
      expect(keys('customer')).toEqual([2]);
      expect(keys('invoice')).toEqual(ids);
      expect(keys('invoice_line')).toEqual(lines.map((row) => Number(row[n('invoice_line_id')])));
      expect(ids).toHaveLength(7);
      expect(lines).toHaveLength(38);

      const collected: CollectedRecord[] = [];
      const wanted = records.map(({ person, collection, key }) => ({ person, collection, keys: [key] }));
      for await (const chunk of connector.collect({ controller, rows: wanted })) collected.push(...chunk);
      expect(collected).toHaveLength(records.length);
      const customer = collected.find(({ collection }) => collection === 'customer');
      expect(customer?.record).toMatchObject({ [n('last_name')]: 'Köhler', [n('email')]: 'leonekohler@surfeu.de' });
      const first = collected.find(({ collection, key }) => collection === 'invoice' && Number(key[0]) === ids[0]);
      expect(first?.record).toMatchObject({ [n('invoice_date')]: '2021-01-01T00:00:00', [n('total')]: '1.98' });
    });

    it('tells the dates from which the periods of retention run', async () => {
      const dates = (await locate())
        .filter(({ collection }) => collection === 'invoice')
        .map(({ facts }) => String(facts[n('invoice_date')]).slice(0, 10));
      expect(dates).toEqual(expect.arrayContaining(['2021-01-01', '2024-07-13']));
    });

    it('clears e-mail, telephone and fax, and leaves employees and other customers byte for byte', async () => {
      const others = `WHERE ${n('customer_id')} <> 2`;
      const before = {
        employees: await rows('employee'),
        customers: await rows('customer', others),
        invoices: await rows('invoice'),
        lines: await rows('invoice_line'),
      };
      expect(before.employees).toHaveLength(8);
      expect(before.customers).toHaveLength(58);
      const [own] = await rows('customer', `WHERE ${n('customer_id')} = 2`);

      const records = await locate();
      const customer = records.find(({ collection }) => collection === 'customer');
      const mask = { [n('email')]: { hash: { suffix: '@erased.invalid' } }, [n('phone')]: null, [n('fax')]: null };
      const erase = () =>
        connector.erase({
          controller,
          reference: 'chinook',
          digest,
          people: [
            {
              person: 'leonie',
              identifiers: [leonie],
              guards: [{ collection: 'customer', key: [2], fingerprint: customer?.fingerprint ?? '' }],
              steps: [{ collection: 'customer', action: 'mask', keys: [[2]], mask }],
            },
          ],
        });
      expect(await erase()).toEqual([{ person: 'leonie', status: 'done', kept: [] }]);
      expect(await erase()).toEqual([{ person: 'leonie', status: 'done', kept: [] }]);

      const [after] = await rows('customer', `WHERE ${n('customer_id')} = 2`);
      expect(after?.[n('phone')]).toBeNull();
      expect(after?.[n('fax')]).toBeNull();
      expect(after?.[n('email')]).toMatch(/^[0-9a-f]{32}@erased\.invalid$/);
      expect({ ...after, [n('email')]: 0, [n('phone')]: 0, [n('fax')]: 0 }).toEqual({
        ...own,
        [n('email')]: 0,
        [n('phone')]: 0,
        [n('fax')]: 0,
      });
      expect(checksum(await rows('employee'))).toBe(checksum(before.employees));
      expect(checksum(await rows('customer', others))).toBe(checksum(before.customers));
      expect(checksum(await rows('invoice'))).toBe(checksum(before.invoices));
      expect(checksum(await rows('invoice_line'))).toBe(checksum(before.lines));

      const masked = Object.fromEntries(Object.entries(customer?.digests ?? {}).filter(([field]) => field in mask));
      expect(Object.keys(masked).length).toBeGreaterThan(0);
      const item = {
        person: 'leonie',
        collection: 'customer',
        expect: 'masked' as const,
        rows: [{ key: [2], before: masked }],
      };
      expect(await connector.reread({ controller, items: [item], digest })).toEqual([
        { person: 'leonie', collection: 'customer', residue: [], evidence: 'reread' },
      ]);
      expect(await locate()).toEqual([]);
    });
  });
}
