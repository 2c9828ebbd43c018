import type { JsonValue } from '../contract.js';
import { concretePaths, occupiedPaths } from './json-paths.js';

describe('JSON paths', () => {
  it('finds what is there and not null', () => {
    const document: JsonValue = {
      a: { b: 1, c: null },
      items: [{ name: 'x' }, {}, { name: null }, 'text'],
      list: [[1], [2]],
    };
    expect(
      occupiedPaths(document, ['a.b', 'a.c', 'a.d', 'items[*].name', 'list[*][0]', 'list[1]', 'a.b.c', 'items.name']),
    ).toEqual([
      ['a', 'b'],
      ['items', 0, 'name'],
      ['list', 0, 0],
      ['list', 1, 0],
      ['list', 1],
    ]);
  });

  it('does not take inherited members for the document', () => {
    expect(occupiedPaths({}, ['constructor', '__proto__.x', 'toString'])).toEqual([]);
    expect(occupiedPaths('text', ['length'])).toEqual([]);
    expect(occupiedPaths(null, ['a'])).toEqual([]);
  });

  it('is concrete without a star', () => {
    expect(concretePaths(['a.b', 'c[2].d'])).toEqual([
      ['a', 'b'],
      ['c', 2, 'd'],
    ]);
    expect(concretePaths(['a[*]'])).toBeNull();
  });
});
