import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { createConnection } from 'mysql2/promise';
import type { Connector, EraseStep } from '../../src/connectors/kit/contract.js';
import { Cancelled, Refused, Retryable } from '../../src/connectors/kit/errors.js';
import { mysql } from '../../src/connectors/mysql/index.js';
import { postgres } from '../../src/connectors/postgres/index.js';
import { mariadbPlace, openConnector, postgresPlace, type SqlPlace, tools } from '../kit/connectors/sql-harness.js';
import { digest, email, erase, locate, nameOf, person, steps } from '../kit/connectors/sql-world-calls.js';
import { ROWS, SCHEMA, snapshotOf, worldMap } from '../kit/connectors/sql-world.js';
import { mariadbAddress } from '../kit/mariadb.js';

/** A second client, for what bystanders do meanwhile. */
async function bystander(place: SqlPlace): Promise<{ run(sql: string): Promise<void>; end(): Promise<void> }> {
  if (place.dialect === 'postgres') {
    const client = new pg.Client({ connectionString: place.url });
    await client.connect();
    return { run: async (sql) => void (await client.query(sql)), end: () => client.end() };
  }
  const connection = await createConnection({ uri: place.url });
  return { run: async (sql) => void (await connection.query(sql)), end: () => connection.end() };
}

const mariadb = await mariadbAddress();
const places: [string, () => Promise<SqlPlace>][] = [
  ['postgres', postgresPlace],
  ...(mariadb ? ([['mariadb', () => mariadbPlace(mariadb)]] as [string, () => Promise<SqlPlace>][]) : []),
];

describe.each(places)('what others hold, on %s', (_name, open) => {
  let place: SqlPlace;
  let connector: Connector;
  const dora = person('dora', email('dora@example.com'));
  const emil = person('emil', email('emil@example.com'));
  const release = (key: number): EraseStep => ({ collection: 'addresses', action: 'release', keys: [[key]] });
  const note = (key: number): EraseStep => ({ collection: 'address_notes', action: 'release', keys: [[key]] });
  const customer = (key: number): EraseStep => ({ collection: 'customers', action: 'delete', keys: [[key]] });
  const snapshot = (): Promise<Map<string, string>> => snapshotOf((table) => place.run(`SELECT * FROM ${table}`));

  beforeEach(async () => {
    place = await open();
    await place.run(SCHEMA);
    await place.run(ROWS);
    connector = openConnector(place);
  });
  afterEach(async () => {
    await connector.close();
    await place.drop();
  });

  it('counts the holders besides her own', async () => {
    const records = await locate(connector, [dora, emil]);
    const shared = records.filter(({ collection }) => collection === 'addresses');
    expect(shared.map(({ person: name, otherHolders, holders }) => ({ name, otherHolders, holders }))).toEqual([
      { name: 'dora', otherHolders: 1, holders: [{ collection: 'customers', key: [4] }] },
      { name: 'emil', otherHolders: 1, holders: [{ collection: 'customers', key: [5] }] },
    ]);
    const notes = records.filter(({ collection }) => collection === 'address_notes');
    expect(notes.map(({ via, otherHolders }) => ({ via, otherHolders }))).toEqual([
      { via: 'owned', otherHolders: 1 },
      { via: 'owned', otherHolders: 1 },
    ]);
  });

  it('waits for a bystander who is taking hold, and leaves the row to her', async () => {
    const other = await bystander(place);
    await other.run('BEGIN');
    await other.run('UPDATE customers SET address_id = 3 WHERE id = 6');
    const erasing = erase(connector, [
      steps('dora', [customer(4), release(3), note(3)]),
      steps('emil', [customer(5), release(3), note(3)]),
    ]);
    await wait(300);
    await other.run('COMMIT');
    const results = await erasing;
    expect(results.map((one) => (one.status === 'done' ? one.kept.map(nameOf) : one))).toEqual([
      ['address_notes/3', 'addresses/3'],
      ['address_notes/3', 'addresses/3'],
    ]);
    expect((await snapshot()).has('addresses/3')).toBe(true);
    await other.end();
  });

  it('takes a deletion back when somebody took hold of the row and no foreign key kept her off', async () => {
    const body = 'UPDATE orders SET delivery_address_id = OLD.id WHERE id = 13';
    await place.run(
      place.dialect === 'postgres'
        ? `CREATE FUNCTION hold() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN ${body}; RETURN OLD; END';
           CREATE TRIGGER hold AFTER DELETE ON addresses FOR EACH ROW WHEN (OLD.id = 3) EXECUTE FUNCTION hold()`
        : `CREATE TRIGGER hold AFTER DELETE ON addresses FOR EACH ROW UPDATE orders SET delivery_address_id = OLD.id WHERE id = 13 AND OLD.id = 3`,
    );
    const people = [steps('dora', [customer(4), note(3)]), steps('emil', [customer(5), release(3), release(5)])];
    const results = await erase(connector, people);
    expect(results[1]).toEqual({
      person: 'emil',
      status: 'done',
      kept: [
        { collection: 'addresses', key: [3], why: 'held-by-others' },
        { collection: 'addresses', key: [5], why: 'held-by-others' },
      ],
    });
    expect((await snapshot()).has('addresses/3')).toBe(true);
  });

  it('holds what a table refers to that the map does not name', async () => {
    await place.run(`CREATE TABLE doorbells (id INT PRIMARY KEY, address_id INT,
      CONSTRAINT fk_bell FOREIGN KEY (address_id) REFERENCES addresses (id) ON DELETE CASCADE);
      INSERT INTO doorbells VALUES (1, 3)`);
    const [found] = (await locate(connector, [emil])).filter(({ collection }) => collection === 'addresses');
    expect(found?.otherHolders).toBe(2);
    const results = await erase(connector, [
      steps('dora', [customer(4), note(3)]),
      steps('emil', [customer(5), release(3)]),
    ]);
    expect(results[1]).toMatchObject({ kept: [{ collection: 'addresses', key: [3] }] });
    expect(await place.run('SELECT id FROM doorbells')).toHaveLength(1);
  });

  it('refuses a deletion that would cascade to rows that no plan names, and leaves all as it was', async () => {
    await place.run(`CREATE TABLE visits (id INT PRIMARY KEY, customer_id INT,
      CONSTRAINT fk_visit FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE);
      INSERT INTO visits VALUES (1, 4)`);
    const before = await snapshot();
    expect(await erase(connector, [steps('dora', [customer(4)])])).toEqual([
      { person: 'dora', status: 'refused', reason: 'constraint', collection: 'visits', column: 'customer_id' },
    ]);
    await expect(erase(connector, [steps('emil', [customer(5)]), steps('dora', [customer(4)])])).rejects.toBeInstanceOf(
      Refused,
    );
    expect(await snapshot()).toEqual(before);
    expect(await place.run('SELECT id FROM visits')).toHaveLength(1);
    const { problems } = await connector.check();
    expect(problems).toContainEqual(expect.objectContaining({ code: 'cascades', collection: 'customers' }));
  });

  it('touches only rows of the controller', async () => {
    const [found] = await locate(connector, [person('anna', email('anna@sierra.example'))]);
    expect(found).toBeUndefined();
    const theirs = await locate(connector, [person('anna', email('anna@sierra.example'))], 'sierra');
    expect(theirs.map(nameOf).sort()).toEqual([
      'addresses/4',
      'customers/8',
      'loyalty/blue,A-1',
      'loyalty_points/2',
      'order_lines/13,1',
      'orders/13',
    ]);
    const before = await snapshot();
    const step: EraseStep = {
      collection: 'customers',
      action: 'mask',
      keys: [[8]],
      mask: { phone: { constant: '1' } },
    };
    expect(await erase(connector, [steps('anna', [step])])).toMatchObject([{ status: 'done' }]);
    expect(await snapshot()).toEqual(before);
  });

  it('stops in the middle when it is cancelled', async () => {
    const other = await bystander(place);
    await other.run('BEGIN');
    await other.run("UPDATE customers SET last_name = 'x' WHERE id = 6");
    const before = await snapshot();
    const cancel = new AbortController();
    const started = performance.now();
    const people = [
      steps('emil', [customer(5)]),
      steps('frida', [{ collection: 'comments', action: 'delete', keys: [[4]] }, customer(6)]),
    ];
    const erasing = erase(connector, people, { signal: cancel.signal });
    const settled = expect(erasing).rejects.toBeInstanceOf(Cancelled);
    await wait(300);
    cancel.abort();
    await settled;
    expect(performance.now() - started).toBeLessThan(5000);
    await other.run('ROLLBACK');
    expect(await snapshot()).toEqual(before);
    await other.end();
  });

  it('asks to be called again when a row stays locked', async () => {
    const other = await bystander(place);
    const hasty = openConnector(place, { lockTimeout: 1000 });
    await other.run('BEGIN');
    await other.run("UPDATE customers SET last_name = 'x' WHERE id = 5");
    await expect(erase(hasty, [steps('emil', [customer(5)])])).rejects.toBeInstanceOf(Retryable);
    await other.run('ROLLBACK');
    await other.end();
    await hasty.close();
  });

  it('lets two people of a batch want the same row, but not different things of it', async () => {
    const mask: EraseStep = { collection: 'customers', action: 'mask', keys: [[4]], mask: { phone: null } };
    expect(await erase(connector, [steps('a', [mask]), steps('b', [customer(4)])])).toEqual([
      { person: 'a', status: 'done', kept: [] },
      { person: 'b', status: 'refused', reason: 'conflict' },
    ]);
    expect((await snapshot()).has('customers/4')).toBe(true);
  });

  it('cuts a joint row loose from the person and leaves it to the others', async () => {
    await place.run(`CREATE TABLE accounts (id INT PRIMARY KEY, holder_id INT, second_holder VARCHAR(40),
      CONSTRAINT fk_account FOREIGN KEY (holder_id) REFERENCES customers (id));
      INSERT INTO accounts VALUES (1, 4, 'Emil'), (2, 5, NULL)`);
    const map = worldMap(place.dialect, { url: place.url });
    map.collections['accounts'] = {
      key: 'id',
      purpose: 'shop',
      belongsTo: { customers: 'holder_id' },
      jointly: true,
      fields: { second_holder: { category: 'user.name', aboutOthers: true } },
      erasure: 'delete',
    };
    const joint = (place.dialect === 'postgres' ? postgres : mysql).create(map, tools);
    const people = [
      steps('dora', [customer(4), { collection: 'accounts', action: 'release', keys: [[1]] }]),
      steps('frida', [{ collection: 'comments', action: 'delete', keys: [[4]] }]),
    ];
    expect(await erase(joint, people)).toMatchObject([
      { status: 'done', kept: [{ collection: 'accounts', key: [1] }] },
      { status: 'done', kept: [] },
    ]);
    expect(await place.run('SELECT * FROM accounts ORDER BY id')).toEqual([
      { id: 1, holder_id: null, second_holder: 'Emil' },
      { id: 2, holder_id: 5, second_holder: null },
    ]);
    await joint.close();
  });

  it('leaves a refused person wholly untouched', async () => {
    const [record] = await locate(connector, [emil]);
    const guard = { collection: 'customers', key: [5], fingerprint: record?.fingerprint ?? '' };
    await place.run("UPDATE customers SET last_name = 'Zander' WHERE id = 5");
    const before = await snapshot();
    const bogus: EraseStep = { collection: 'planets', action: 'delete', keys: [[1]] };
    const bare: EraseStep = { collection: 'customers', action: 'mask', keys: [[4]], mask: { email: null } };
    const results = await connector.erase({
      controller: 'nord',
      reference: 'test',
      digest,
      people: [
        steps('emil', [customer(5), release(3)], { guards: [guard] }),
        steps('lost', [customer(4), bogus]),
        steps('dora', [bare]),
      ],
    });
    expect(results).toEqual([
      { person: 'emil', status: 'refused', reason: 'somebody-else', collection: 'customers' },
      { person: 'lost', status: 'refused', reason: 'not-in-map', collection: 'planets' },
      { person: 'dora', status: 'refused', reason: 'constraint', collection: 'customers', column: 'email' },
    ]);
    expect(await snapshot()).toEqual(before);
  });
});
