import { createHash } from 'node:crypto';
import { Refused } from '../kit/errors.js';
import { fillJson, fillPath, fillText, placeholdersIn, strayBraces } from './template.js';

const scope = {
  identifier: 'Anna+x@Example.org',
  key: { id: 42, odd: 'a/b?c#d%2e\'"\\', empty: '', up: '..', none: null },
  phone: '+4917012345678',
};

it.each([
  ['/a/{key.id}', '/a/42'],
  ['/a/{identifier}', '/a/Anna%2Bx%40Example.org'],
  ['/a/{key.odd}/b', "/a/a%2Fb%3Fc%23d%252e'%22%5C/b"],
  ['/a/{identifier|lower|md5}', `/a/${createHash('md5').update('anna+x@example.org').digest('hex')}`],
  ['/a/{phone|digits}', '/a/4917012345678'],
  ['/a/{phone|national}', '/a/017012345678'],
])('%s leads to %s', (template, path) => expect(fillPath(template, scope)).toBe(path));

it.each(['/a/{key.empty}', '/a/{key.up}', '/a/{key.none}', '/a/{key.other}', '/a/{constructor}', '/a/{key.toString}'])(
  '%s leads nowhere',
  (template) => expect(() => fillPath(template, scope)).toThrow(Refused),
);

it('quotes for the languages of queries', () => {
  expect(fillText('email:"{key.odd|quoted}"', scope)).toBe(`email:"a/b?c#d%2e'\\"\\\\"`);
  expect(fillText("Email = '{key.odd|soql}'", scope)).toBe(`Email = 'a/b?c#d%2e\\'"\\\\'`);
});

it('keeps the type of a value that stands alone, and builds JSON no value can leave', () => {
  expect(fillJson({ ids: ['{key.id}'], text: 'id {key.id}', none: '{key.none}' }, scope)).toEqual({
    ids: [42],
    text: 'id 42',
    none: null,
  });
  expect(fillJson({ a: '{key.odd}' }, scope)).toEqual({ a: scope.key.odd });
  // What a value looks like is no matter: it is filled in once.
  expect(fillJson({ a: '{identifier}' }, { identifier: '{key.id}', key: { id: 1 } })).toEqual({ a: '{key.id}' });
  expect(fillPath('/{identifier}', { identifier: '{key.id}', key: { id: 1 } })).toBe('/%7Bkey.id%7D');
});

it('knows what is a placeholder and what is not', () => {
  expect(placeholdersIn('{key.id|lower} {identifier}')).toEqual([
    { root: 'key', name: 'id', filters: ['lower'] },
    { root: 'identifier', name: undefined, filters: [] },
  ]);
  for (const text of ['{key.id', '{key.id()}', '{{key.id}}', '${key.id}}', '{key[0]}', '{ key.id }']) {
    expect(strayBraces(text)).toBe(true);
  }
});
