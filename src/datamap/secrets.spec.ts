import { resolveSecrets, secretsInClear } from './secrets.js';

it.each([
  [{ url: 'env:SHOP_URL' }, []],
  [{ host: 'db', port: 5432, user: 'app', database: 'shop' }, []],
  [{ password: 'file:/run/secrets/shop' }, []],
  [{ password: 'hunter2' }, [['password']]],
  [{ password: 12345 }, [['password']]],
  [{ auth: { apiKey: 'abc' } }, [['auth', 'apiKey']]],
  [{ tokens: ['abc'] }, [['tokens', '0']]],
  [{ client_secret: '' }, [['client_secret']]],
  [{ url: 'postgres://app:pw@db/shop' }, [['url']]],
  [{ url: 'postgres://app@db/shop' }, []],
  [{ url: 'postgres://db/shop?user=app&password=pw' }, [['url']]],
  [{ accessKey: 'x' }, [['accessKey']]],
  [{ mirrors: [{ at: 'mysql://a:b@c/d' }] }, [['mirrors', '0', 'at']]],
  [{ kennwort: 'x', passwort: 'y' }, [['passwort']]],
])('%j: %j', (connection, expected) => {
  expect(secretsInClear(connection)).toEqual(expected);
});

const environment: Record<string, string> = { SHOP_URL: 'postgres://app:pw@db/shop', EMPTY: '' };
const files: Record<string, string> = { '/run/secrets/shop': 'pw\n' };

it('resolves references wherever they stand and leaves the map alone', () => {
  const connection = { url: 'env:SHOP_URL', ssl: { ca: ['file:/run/secrets/shop'] }, pool: 5, on: true, none: null };
  expect(
    resolveSecrets(
      connection,
      (name) => environment[name],
      (path) => files[path],
    ),
  ).toEqual({
    status: 'resolved',
    connection: { url: 'postgres://app:pw@db/shop', ssl: { ca: ['pw'] }, pool: 5, on: true, none: null },
  });
  expect(connection.url).toBe('env:SHOP_URL');
});

it('names references that lead nowhere, without a value', () => {
  const connection = { a: 'env:NOBODY', b: { c: 'file:/nowhere' }, d: 'env:EMPTY', e: 'env:SHOP_URL' };
  expect(
    resolveSecrets(
      connection,
      (name) => environment[name],
      (path) => files[path],
    ),
  ).toEqual({
    status: 'missing',
    references: ['env:EMPTY', 'env:NOBODY', 'file:/nowhere'],
  });
});
