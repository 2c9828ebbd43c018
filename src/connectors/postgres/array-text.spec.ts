import { parseArray } from './array-text.js';

describe('parseArray', () => {
  it.each([
    ['{}', []],
    ['{a,NULL,"NULL"}', ['a', null, 'NULL']],
    ['{"a,b","q\\"\\\\",""}', ['a,b', 'q"\\', '']],
    [
      '{{1,2},{3,NULL}}',
      [
        ['1', '2'],
        ['3', null],
      ],
    ],
    ['[0:1]={x,y}', ['x', 'y']],
  ])('%s', (text, items) => {
    expect(parseArray(text)).toEqual(items);
  });
});
