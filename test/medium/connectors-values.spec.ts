import type { Collection, Strategy, SystemMap } from '../../src/datamap/language.js';
import type { CollectedRecord, Connector } from '../../src/connectors/kit/contract.js';
import { effectiveMask } from '../../src/connectors/kit/masking/effective-mask.js';
import { mysql } from '../../src/connectors/mysql/index.js';
import { postgres } from '../../src/connectors/postgres/index.js';
import { mariadbPlace, openConnector, postgresPlace, type SqlPlace, tools } from '../kit/connectors/sql-harness.js';
import { digest, email, erase, locate, nameOf, person, steps } from '../kit/connectors/sql-world-calls.js';
import { ROWS, SCHEMA, worldMap } from '../kit/connectors/sql-world.js';
import { mariadbAddress } from '../kit/mariadb.js';

const mariadb = await mariadbAddress();
const places: [string, () => Promise<SqlPlace>][] = [
  ['postgres', postgresPlace],
  ...(mariadb ? ([['mariadb', () => mariadbPlace(mariadb)]] as [string, () => Promise<SqlPlace>][]) : []),
];

const TYPES = {
  postgres: `
    CREATE TYPE mood AS ENUM ('glad', 'sad');
    CREATE DOMAIN plate AS VARCHAR(12) CHECK (VALUE <> '');
    CREATE TABLE types (id BIGINT PRIMARY KEY, email VARCHAR(60), small SMALLINT, big BIGINT, money NUMERIC(30,10), ratio DOUBLE PRECISION,
      yes BOOLEAN, day DATE, naive TIMESTAMP, moment TIMESTAMPTZ, clock TIME, span INTERVAL, doc JSONB, plain JSON, bytes BYTEA,
      words TEXT[], grid INT[][], feeling mood, ident UUID, car plate, fixed CHAR(5), address INET, nothing TEXT);
    INSERT INTO types VALUES (9007199254740993, 'a@example.com', -5, 9223372036854775807, 12345678901234567890.1234567890, 0.1,
      true, '1912-02-29', '2024-03-31 02:30:00', '2024-07-01 12:00:00+02', '13:14:15.5', '1 year 2 days',
      '{"n": 12345678901234567890, "s": "12345678901234567890", "deep": [1, {"x": null}]}', '{"b":1, "a":2}', '\\x00ff10',
      ARRAY['a', 'b,c', 'NULL', NULL, 'q"\\'], '{{1,2},{3,4}}', 'sad', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'KI-X 1', 'ab', '10.0.0.1', NULL);`,
  mysql: `
    CREATE TABLE types (id BIGINT PRIMARY KEY, email VARCHAR(60), small SMALLINT, big BIGINT UNSIGNED, money DECIMAL(30,10), ratio DOUBLE,
      yes BOOLEAN, day DATE, naive DATETIME, moment TIMESTAMP(0) NULL, clock TIME(1), bits BIT(10), flag BIT(1), doc JSON, bytes VARBINARY(10),
      picked SET('red','green','blue'), feeling ENUM('glad','sad'), noday DATE, fixed CHAR(5), yr YEAR, nothing TEXT);
    SET time_zone = '+02:00';
    SET sql_mode = '';
    INSERT INTO types VALUES (9007199254740993, 'a@example.com', -5, 18446744073709551615, 12345678901234567890.1234567890, 0.1,
      TRUE, '1912-02-29', '2024-03-31 02:30:00', '2024-07-01 14:00:00', '13:14:15.5', b'1000000001', b'1',
      '{"n": 12345678901234567890, "s": "12345678901234567890", "deep": [1, {"x": null}]}', x'00ff10', 'red,blue', 'sad', '0000-00-00', 'ab', 1999, NULL);`,
};

const COMMON = {
  email: 'a@example.com',
  small: -5,
  money: '12345678901234567890.1234567890',
  ratio: 0.1,
  yes: true,
  day: '1912-02-29',
  naive: '2024-03-31T02:30:00',
  moment: expect.stringMatching(/^2024-07-01T1[02]:00:00Z$/),
  doc: { n: '12345678901234567890', s: '12345678901234567890', deep: [1, { x: null }] },
  bytes: { base64: 'AP8Q' },
  feeling: 'sad',
  nothing: null,
};

const DISCLOSED = {
  postgres: {
    ...COMMON,
    big: '9223372036854775807',
    moment: '2024-07-01T10:00:00Z',
    clock: '13:14:15.5',
    span: 'P1Y2D',
    plain: { b: 1, a: 2 },
    words: ['a', 'b,c', 'NULL', null, 'q"\\'],
    grid: [
      [1, 2],
      [3, 4],
    ],
    ident: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
    car: 'KI-X 1',
    fixed: 'ab   ',
    address: '10.0.0.1',
  },
  mysql: {
    ...COMMON,
    big: '18446744073709551615',
    moment: '2024-07-01T12:00:00Z',
    clock: '13:14:15.5',
    bits: 513,
    flag: true,
    picked: ['red', 'blue'],
    noday: null,
    fixed: 'ab',
    yr: 1999,
  },
};

function mapOf(place: SqlPlace, collections: Record<string, Collection>): SystemMap {
  return { ...worldMap(place.dialect, { url: place.url }), collections };
}

function connectorOf(place: SqlPlace, map: SystemMap): Connector {
  return (place.dialect === 'postgres' ? postgres : mysql).create(map, tools);
}

describe.each(places)('values on %s', (_name, open) => {
  let place: SqlPlace;
  const opened: Connector[] = [];
  const use = (connector: Connector): Connector => {
    opened.push(connector);
    return connector;
  };

  beforeEach(async () => {
    place = await open();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((connector) => connector.close()));
    await place.drop();
  });

  it('discloses every type without loss', async () => {
    await place.run(TYPES[place.dialect]);
    const wanted = DISCLOSED[place.dialect];
    const fields = Object.fromEntries(Object.keys(wanted).map((name) => [name, 'user.content']));
    const connector = use(
      connectorOf(
        place,
        mapOf(place, {
          types: { key: 'id', purpose: 'shop', identifiedBy: { email: 'email' }, fields, erasure: 'delete' },
        }),
      ),
    );
    const [record] = await locate(connector, [person('a', email('a@example.com'))]);
    expect(record?.key).toEqual(['9007199254740993']);
    const collected: CollectedRecord[] = [];
    const rows = [{ person: 'a', collection: 'types', keys: [record?.key ?? []] }];
    for await (const chunk of connector.collect({ controller: 'nord', rows })) collected.push(...chunk);
    expect(collected).toEqual([{ person: 'a', collection: 'types', key: ['9007199254740993'], record: wanted }]);
    expect(
      await erase(connector, [steps('a', [{ collection: 'types', action: 'delete', keys: [record?.key ?? []] }])]),
    ).toMatchObject([{ status: 'done' }]);
    expect(await place.run('SELECT id FROM types')).toEqual([]);
  });

  it('masks by every strategy, each column within its constraints', async () => {
    const json = place.dialect === 'postgres' ? 'JSONB' : 'JSON';
    await place.run(`CREATE TABLE profiles (id INT PRIMARY KEY, email VARCHAR(60) NOT NULL UNIQUE, short VARCHAR(12) UNIQUE, nick VARCHAR(30),
      name VARCHAR(40) NOT NULL, born DATE, seen TIMESTAMP NULL, postcode VARCHAR(10), about VARCHAR(300), score INT NOT NULL, doc ${json});
      INSERT INTO profiles VALUES
      (1, 'ann@example.com', 'ann', 'annie', 'Ann von der Au', '1980-05-17', '2024-07-13 10:11:12', '70173',
       'Ann von der Au wrote. Mail ANN@example.com! Planned by Hannah, on the Aue; der Termin.', 7,
       '{"keep": 12345678901234567890, "likes": ["a", "b"], "items": [{"name": "x", "n": 1}, {"name": "y"}], "addr": {"street": "s"}}'),
      (2, 'bob@example.com', 'bob', NULL, 'Bob', NULL, NULL, '7', NULL, 8, '5'),
      (3, 'cyd@example.com', 'cyd', 'c', 'Cyd', '1990-10-10', '2024-07-13 10:11:12', '70173', 'nothing', 9, '{"items": 3, "addr": [1]}')`);
    const strategies: Record<string, Strategy> = {
      short: { hash: { prefix: 'x-' } },
      nick: null,
      born: { date: 'year' },
      seen: { date: 'month' },
      postcode: { keepPrefix: 2 },
      about: { redact: true },
      doc: { json: ['likes', 'items[*].name', 'addr.street'] },
    };
    const collection: Collection = {
      key: 'id',
      purpose: 'shop',
      identifiedBy: { email: 'email' },
      fields: {
        email: 'user.contact.email',
        name: 'user.name',
        score: 'user.behavior',
        ...Object.fromEntries(Object.entries(strategies).map(([field, mask]) => [field, { category: 'user', mask }])),
      },
      erasure: 'mask',
    };
    const connector = use(connectorOf(place, mapOf(place, { profiles: collection })));
    const table = (await connector.survey()).collections.find(({ name }) => name === 'profiles');
    if (!table) throw new Error('not surveyed');
    const { mask, findings } = effectiveMask(collection, table);
    expect(findings).toEqual([
      { field: 'email', code: 'replaced', because: 'not-null' },
      { field: 'name', code: 'replaced', because: 'not-null' },
      { field: 'score', code: 'replaced', because: 'not-null' },
    ]);
    const people = [person('ann', email('ann@example.com')), person('bob', email('bob@example.com'))];
    const records = await locate(connector, people);
    const erasing = people.map(({ person: name, identifiers }, at) =>
      steps(name, [{ collection: 'profiles', action: 'mask', keys: [[at + 1]], mask }], {
        identifiers,
        guards: [{ collection: 'profiles', key: [at + 1], fingerprint: records[at]?.fingerprint ?? '' }],
      }),
    );
    const third = await place.run('SELECT * FROM profiles WHERE id = 3');
    expect(await erase(connector, erasing)).toMatchObject([{ status: 'done' }, { status: 'done' }]);
    expect(await erase(connector, erasing)).toMatchObject([{ status: 'done' }, { status: 'done' }]);
    expect(await place.run('SELECT * FROM profiles WHERE id = 3')).toEqual(third);

    const text = place.dialect === 'postgres' ? 'doc::text' : 'CAST(doc AS CHAR)';
    const [ann, bob] =
      await place.run(`SELECT id, email, short, nick, name, CAST(born AS CHAR(10)) born, CAST(seen AS CHAR(19)) seen,
      postcode, about, score, ${text} AS doc FROM profiles WHERE id < 3 ORDER BY id`);
    expect(ann).toMatchObject({
      nick: null,
      name: '[erased]',
      born: '1980-01-01',
      seen: '2024-07-01 00:00:00',
      postcode: '70',
      about: '[erased] wrote. Mail [erased]! Planned by Hannah, on the Aue; der Termin.',
      score: 0,
    });
    expect(ann?.email).toMatch(/^[0-9a-f]{32}@erased\.invalid$/);
    expect(ann?.short).toMatch(/^x-[0-9a-f]{10}$/);
    expect(String(ann?.doc).replace(/\s/g, '')).toContain('12345678901234567890');
    const doc = JSON.parse(String(ann?.doc)) as unknown;
    expect(doc).toMatchObject({ likes: null, items: [{ name: null, n: 1 }, { name: null }], addr: { street: null } });
    expect(bob).toMatchObject({ nick: null, born: null, seen: null, postcode: '7', about: null, doc: '5' });

    const items = records.map(({ person: name, collection: of, key, digests }) => ({
      person: name,
      collection: of,
      expect: 'masked' as const,
      rows: [{ key, before: digests }],
    }));
    expect(Object.keys(records[0]?.digests ?? {}).sort()).toEqual(
      ['about', 'born', 'doc', 'email', 'name', 'nick', 'postcode', 'score', 'seen', 'short'].sort(),
    );
    expect(Object.keys(records[1]?.digests ?? {}).sort()).toEqual(['email', 'name', 'score', 'short'].sort());
    const results = await connector.reread({ controller: 'nord', items, digest });
    expect(results.map(({ residue }) => residue)).toEqual([[], []]);
  });

  it('refuses a mask that a constraint forbids, naming the collection, and leaves the rows as they were', async () => {
    await place.run(SCHEMA);
    await place.run(ROWS);
    const connector = use(openConnector(place));
    const before = await place.run('SELECT * FROM customers ORDER BY id');
    const masking = (name: string, key: number, mask: Record<string, Strategy>) =>
      steps(name, [{ collection: 'customers', action: 'mask' as const, keys: [[key]], mask }]);
    const refused = (reason: Record<string, unknown>) => [expect.objectContaining({ status: 'refused', ...reason })];
    const where = { reason: 'constraint', collection: 'customers' };
    expect(await erase(connector, [masking('a', 2, { email: { constant: 'carla@example.com' } })])).toEqual(
      refused(where),
    );
    expect(await erase(connector, [masking('a', 2, { email: { constant: 'no mail' } })])).toEqual(refused(where));
    expect(await erase(connector, [masking('a', 2, { postcode: { constant: 'x'.repeat(11) } })])).toEqual(
      refused({ ...where, column: 'postcode' }),
    );
    expect(await erase(connector, [masking('a', 2, { birthday: { keepPrefix: 2 } })])).toEqual(refused(where));
    expect(await erase(connector, [masking('a', 2, { id: { constant: 5 } })])).toEqual(
      refused({ ...where, column: 'id' }),
    );
    const both = [masking('a', 2, { phone: null }), masking('b', 3, { email: { constant: 'dora@example.com' } })];
    const thrown: unknown = await erase(connector, both).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'refused', reason: 'constraint', where: { collection: 'customers' } });
    expect(JSON.stringify(thrown) + String(thrown)).not.toContain('dora');
    expect(await place.run('SELECT * FROM customers ORDER BY id')).toEqual(before);
  });

  it('finds telephone numbers in any spelling, national ones only where the country is known', async () => {
    await place.run(SCHEMA);
    await place.run(ROWS);
    const spellings = [
      '+49 711 1234567',
      '0049 (711) 12 345 67',
      '+49 (0)711/1234567',
      '0711 / 123-4567',
      '711 1234567 9',
      '00497111234567x',
    ];
    for (const [at, phone] of spellings.entries()) {
      await place.run(`UPDATE customers SET phone = '${phone}' WHERE id = ${at + 2}`);
    }
    const query = [person('a', { kind: 'phone', value: '+497111234567' })];
    const found = async (connector: Connector): Promise<string[]> =>
      (await locate(connector, query))
        .filter(({ collection }) => collection === 'customers')
        .map(nameOf)
        .sort();
    expect(await found(use(openConnector(place)))).toEqual([1, 2, 3, 4, 5].map((id) => `customers/${id}`));
    expect(await found(use(openConnector(place, { phoneCountry: 'AT' })))).toEqual(
      [1, 2, 3, 4].map((id) => `customers/${id}`),
    );
  });

  it('streams one person with many rows in chunks, and survives a reader who has seen enough', async () => {
    await place.run(SCHEMA);
    await place.run(ROWS);
    const numbers =
      place.dialect === 'postgres'
        ? 'SELECT g FROM generate_series(100, 60099) g'
        : 'SELECT seq AS g FROM seq_100_to_60099';
    await place.run(`INSERT INTO order_lines SELECT 11, g, 'thing' FROM (${numbers}) n`);
    const connector = use(openConnector(place, { pool: 1 }));
    let largest = 0;
    let total = 0;
    const people = [person('anna', email('anna.schmidt@example.com'))];
    for await (const chunk of connector.locate({ controller: 'nord', people, digest })) {
      largest = Math.max(largest, chunk.length);
      total += chunk.filter(({ collection }) => collection === 'order_lines').length;
    }
    expect(total).toBe(60_003);
    expect(largest).toBeLessThanOrEqual(1000);
    for await (const chunk of connector.locate({ controller: 'nord', people, digest }))
      if (chunk.length === 1000) break;
    expect((await locate(connector, [person('bernd', email('bernd@example.com'))])).map(nameOf)).toContain(
      'customers/2',
    );
  });

  it('flags an opt-out, again and again', async () => {
    await place.run(SCHEMA);
    await place.run(ROWS);
    const connector = use(openConnector(place));
    const batch = {
      controller: 'nord',
      flag: 'optOut' as const,
      people: [person('anna', email('anna.schmidt@example.com')), person('none', email('none@example.com'))],
    };
    const expected = [
      { person: 'anna', status: 'acknowledged', records: 1 },
      { person: 'none', status: 'not-found', records: 0 },
    ];
    expect(await connector.flag?.(batch)).toEqual(expected);
    expect(await connector.flag?.(batch)).toEqual(expected);
    expect(await place.run('SELECT id FROM customers WHERE no_sale ORDER BY id')).toEqual([{ id: 1 }]);
    expect(await connector.flag?.({ ...batch, flag: 'restrict' })).toMatchObject([
      { status: 'unsupported' },
      { status: 'unsupported' },
    ]);
  });

  it('surveys keys, references, constraints and samples', async () => {
    await place.run(SCHEMA);
    await place.run(ROWS);
    const connector = use(openConnector(place));
    const { collections } = await connector.survey({ sample: 3 });
    const customers = collections.find(({ name }) => name === 'customers');
    expect(customers).toMatchObject({
      key: ['id'],
      checked: ['email'],
      references: [{ columns: ['address_id'], to: 'addresses', toColumns: ['id'] }],
    });
    expect(customers?.unique).toContainEqual(['email']);
    const mail = customers?.columns.find(({ name }) => name === 'email');
    expect(mail).toMatchObject({ nullable: false, length: 60, generated: false });
    expect(mail?.samples).toHaveLength(3);
    expect(collections.find(({ name }) => name === 'loyalty')?.key).toEqual(['scheme', 'card_no']);
    expect((await connector.survey()).collections[0]?.columns[0]?.samples).toBeUndefined();
  });

  it('reads with one account and erases with another, and says which right is missing', async () => {
    await place.run(SCHEMA);
    await place.run(ROWS);
    const user = `hab_${Math.random().toString(36).slice(2, 10)}`;
    const isPostgres = place.dialect === 'postgres';
    await place.run(
      isPostgres
        ? `CREATE ROLE ${user} LOGIN PASSWORD 'pw'; GRANT SELECT ON ALL TABLES IN SCHEMA public TO ${user}`
        : `CREATE USER ${user} IDENTIFIED BY 'pw'; GRANT SELECT ON \`${new URL(place.url).pathname.slice(1)}\`.* TO ${user}`,
    );
    const url = new URL(place.url);
    const owner = { user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
    url.username = user;
    url.password = 'pw';
    try {
      const reader = use(openConnector(place, { url: url.href }));
      const health = await reader.check();
      expect(health.rights).toEqual(['read']);
      expect(health.problems.map(({ code }) => code)).toContain('missing-right');
      const step = { collection: 'comments', action: 'delete' as const, keys: [[5]] };
      expect(await erase(reader, [steps('a', [step])])).toEqual([
        { person: 'a', status: 'refused', reason: 'no-right', collection: 'comments' },
      ]);
      const both = use(
        openConnector(place, {
          url: url.href,
          eraseAs: { user: owner.user, ...(owner.password ? { password: owner.password } : {}) },
        }),
      );
      expect((await both.check()).rights).toEqual(['read', 'update', 'delete']);
      expect(await erase(both, [steps('a', [step])])).toMatchObject([{ status: 'done' }]);
      expect(await place.run('SELECT id FROM comments WHERE id = 5')).toEqual([]);
      url.password = 'wrong';
      expect(await use(openConnector(place, { url: url.href })).check()).toMatchObject({
        reachable: false,
        problems: [{ code: 'unauthorised' }],
      });
    } finally {
      await place.run(isPostgres ? `DROP OWNED BY ${user}; DROP ROLE ${user}` : `DROP USER ${user}`);
    }
  });

  it('says what the map names and the schema lacks', async () => {
    await place.run(SCHEMA);
    const map = worldMap(place.dialect, { url: place.url });
    const customers = map.collections['customers'];
    if (customers) map.collections['customers'] = { ...customers, identifiedBy: { email: 'mail' } };
    map.collections['moons'] = { key: 'id', purpose: 'shop', fields: {}, erasure: 'delete' };
    const connector = use(connectorOf(place, map));
    await expect(locate(connector, [person('a', email('a@example.com'))])).rejects.toMatchObject({
      reason: 'not-in-map',
      where: { collection: 'customers', column: 'mail' },
    });
    const { problems } = await connector.check();
    expect(problems).toContainEqual(
      expect.objectContaining({ code: 'no-such-column', collection: 'customers', column: 'mail' }),
    );
    expect(problems).toContainEqual(expect.objectContaining({ code: 'no-such-collection', collection: 'moons' }));
  });
});
