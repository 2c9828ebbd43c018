import { readFileSync } from 'node:fs';
import { sentence } from '../../datamap/finding.js';
import { loadDefinition } from './load.js';
import { vendorFiles } from './vendors.js';

describe('the definitions of the house', () => {
  it.each(vendorFiles().map(({ name, file }) => ({ name, file })))('$name passes lint', ({ name, file }) => {
    const loaded = loadDefinition(file, readFileSync(file, 'utf8'));
    expect(loaded.findings.map(sentence)).toEqual([]);
    expect(loaded).toMatchObject({ status: 'loaded', definition: { vendor: name } });
  });
});

const good = `habeas-rest: 1
vendor: acme
title: Acme
documentation: [https://acme.example/api]
reviewed: 2026-11-23
address: { base: 'https://{address.account}.acme.example/v1', settings: { account: { title: { en: A, de: A }, pattern: '^[a-z]+$' } } }
authentication: { kind: bearer }
concurrency: 2
budgets: [{ name: calls, limit: 10, per: PT1S }]
check: [{ call: { get: /me }, rights: [read, delete] }]
done: { deletion: hard, reversible: false, residue: { en: n, de: n }, returns: { en: n, de: n } }
collections:
  contacts:
    title: { en: Contacts, de: Kontakte }
    key: [id]
    fields: { id: {}, email: { category: user.contact.email, identifies: email } }
    find: { email: [{ get: /contacts, query: { email: '{identifier}' } }] }
    read: { get: '/contacts/{key.id}' }
    delete: [{ delete: '/contacts/{key.id}' }]
`;

it('reads a definition', () => {
  expect(loadDefinition('acme.yaml', good)).toMatchObject({ status: 'loaded', findings: [] });
});

const wrong: [what: string, from: string, to: string, code: string, line: number][] = [
  ['an unknown name', 'concurrency: 2', 'concurency: 2', 'schema/additionalProperties', 1],
  ['no verb', '{ get: /me }', '{ query: { a: b } }', 'schema/oneOf', 10],
  ['two verbs', '{ get: /me }', '{ get: /me, post: /me }', 'schema/oneOf', 10],
  ['an address without encryption', 'https://{address', 'http://{address', 'schema/pattern', 6],
  ['an open pattern', "'^[a-z]+$'", "'[a-z]+'", 'schema/pattern', 6],
  ['a residue in one language', 'residue: { en: n, de: n }', 'residue: { en: n }', 'schema/required', 11],
  ['an unknown way to show who we are', 'kind: bearer', 'kind: magic', 'schema/oneOf', 7],
  ['an unknown placeholder', '{key.id}', '{key.ID}', 'unknown-placeholder', 18],
  ['a placeholder of another place', "'{identifier}'", "'{key.id}'", 'unknown-placeholder', 17],
  ['a placeholder that is not closed', "'{identifier}'", "'{identifier'", 'stray-braces', 17],
  ['a door that is not described', '{ get: /me }', '{ get: /me, at: jobs }', 'unknown-door', 10],
  [
    'a lent field that is no part of the key',
    "read: { get: '/contacts/{key.id}' }",
    "read: { get: '/contacts/{key.id}', inherits: [email] }",
    'not-in-key',
    18,
  ],
  ['code', "'{identifier}'", "'{identifier.constructor()}'", 'stray-braces', 17],
  ['an unknown filter', "'{identifier}'", "'{identifier|eval}'", 'unknown-filter', 17],
  ['a query in a path', 'get: /contacts,', "get: '/contacts?a=b',", 'query-in-path', 17],
  ['an unknown setting of the address', 'address.account', 'address.domain', 'unknown-placeholder', 6],
  ['a budget of nothing', 'per: PT1S', 'per: P1Y', 'bad-budget', 9],
  [
    'a budget that is nowhere',
    "read: { get: '/contacts/{key.id}' }",
    "read: { get: '/contacts/{key.id}', spends: { people: 1 } }",
    'unknown-budget',
    18,
  ],
  ['an unknown category', 'user.contact.email', 'user.contact.emial', 'category-unknown', 16],
  ['a key that is no field', 'key: [id]', 'key: [uid]', 'unknown-field', 15],
  ['an identifier that nothing shows', ', identifies: email', '', 'identifier-not-shown', 17],
  ['a list that is not described', 'query: { email:', 'each: audiences, query: { email:', 'unknown-list', 17],
  [
    'a collection that nothing leads to',
    "    find: { email: [{ get: /contacts, query: { email: '{identifier}' } }] }\n",
    '',
    'unreachable-collection',
    13,
  ],
  [
    'an owner that nothing names',
    '    read:',
    '    of: { contacts: { get: /notes } }\n    read:',
    'owner-not-named',
    18,
  ],
  [
    'what is inherited by a list that only a parameter filters',
    '    read:',
    "    of: { contacts: { get: /notes, query: { owner: '{owner.id}' }, inherits: { id: id } } }\n    belongsTo: { contacts: id }\n    read:",
    'inherits-from-filter',
    18,
  ],
  [
    'a list that names less than the key',
    "query: { email: '{identifier}' } }",
    "query: { email: '{identifier}' }, names: { email: email } }",
    'key-not-named',
    17,
  ],
  ['what goes with nobody', '    delete:', '    goesWith: orders\n    delete:', 'unknown-owner', 19],
  [
    'a kind that is taken along and does not exist',
    '    delete:',
    '    takes: [orders]\n    delete:',
    'unknown-collection',
    19,
  ],
  ['a soft deletion without end', 'deletion: hard', 'deletion: soft', 'soft-without-end', 11],
  ['a list to be written into', 'email: { category', "email: { at: 'emails[*].value', category", 'cannot-write', 16],
];

it.each(wrong)('refuses %s, with its line', (_what, from, to, code, line) => {
  expect(good).toContain(from);
  const text = code === 'cannot-write' ? `${good}    update: { put: '/contacts/{key.id}' }\n` : good;
  const loaded = loadDefinition('acme.yaml', text.replace(from, to));
  expect(loaded.status).toBe('refused');
  const found = loaded.findings.map((one) => ({ code: one.code, line: one.line }));
  expect(found).toContainEqual({ code, line });
});

it('takes no code from a file', () => {
  const loaded = loadDefinition('acme.yaml', good.replace('title: Acme', 'title: !!js/function "x"'));
  expect(loaded.status).toBe('refused');
});
