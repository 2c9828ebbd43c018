import { doorOf } from './door.js';

const sealed = 'sealed:0199c0de-0000-7000-8000-00000000dead';
const shop = { host: 'db.example', port: 5432, database: 'shop', user: 'keeper', password: sealed };

describe('the door of a connection', () => {
  it.each([
    ['another user', { ...shop, user: 'other' }],
    ['another secret', { ...shop, password: 'sealed:0199c0de-0000-7000-8000-00000000beef' }],
    ['a timeout', { ...shop, statementTimeout: 5_000 }],
  ])('stays the same with %s', (_name, other) => {
    expect(doorOf('postgres', other)).toEqual(doorOf('postgres', shop));
  });

  it.each([
    ['another host', { ...shop, host: 'birdcatcher.example' }],
    ['another port', { ...shop, port: 5433 }],
    ['another database', { ...shop, database: 'crm' }],
    ['another account of a SaaS', { ...shop, address: { domain: 'birdcatcher' } }],
    ['another authorisation server', { ...shop, tokenUrl: 'https://birdcatcher.example/token' }],
    [
      'another address of a further door',
      { ...shop, doors: { jobs: { token: sealed, baseUrl: 'https://birdcatcher.example' } } },
    ],
    ['an encryption that verifies nothing', { ...shop, ssl: { rejectUnauthorized: false } }],
  ])('is another one with %s', (_name, other) => {
    expect(doorOf('postgres', other)).not.toEqual(doorOf('postgres', shop));
  });

  it('belongs to a connector', () => {
    expect(doorOf('mysql', shop)).not.toEqual(doorOf('postgres', shop));
  });

  it('does not change when the secret of a further door does', () => {
    const doorWith = (secret?: string): Buffer =>
      doorOf('acme', { ...shop, doors: { jobs: secret ? { token: secret } : {} } });
    expect(doorWith(sealed)).toEqual(doorWith());
  });

  it('does not change when a key beside the certificate is sealed', () => {
    const ssl = { ca: 'CA', cert: 'CERT' };
    expect(doorOf('postgres', { ...shop, ssl: { ...ssl, key: sealed } })).toEqual(doorOf('postgres', { ...shop, ssl }));
  });
});
