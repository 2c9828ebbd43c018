import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { GroupCommit } from './group-commit.js';

/** As a driver tells of it. */
const refused = (code: string): Error => Object.assign(new Error('refused'), { code });

describe('a group commit', () => {
  const groupsOf = (write: (items: readonly number[]) => Promise<number[]>, most = 100) => {
    const groups: number[][] = [];
    let atOnce = 0;
    let highest = 0;
    const commit = new GroupCommit<number, number>(
      async (items) => {
        groups.push([...items]);
        highest = Math.max(highest, ++atOnce);
        try {
          await pause(100);
          return await write(items);
        } finally {
          atOnce--;
        }
      },
      { atOnce: 2, most },
    );
    return { commit, groups, highest: () => highest };
  };
  const doubled = (items: readonly number[]): Promise<number[]> => Promise.resolve(items.map((item) => item * 2));

  it('writes one alone at once, and what arrives meanwhile together', async () => {
    const { commit, groups, highest } = groupsOf(doubled);
    expect(await commit.add(1)).toBe(2);
    const first = commit.add(2);
    await turn();
    const second = commit.add(3);
    await turn();
    const rest = [4, 5, 6].map((item) => commit.add(item));
    expect(await Promise.all([first, second, ...rest])).toEqual([4, 6, 8, 10, 12]);
    expect(groups).toEqual([[1], [2], [3], [4, 5, 6]]);
    expect(highest()).toBe(2);
  });

  it('gives each its own result, in groups of the size it may have', async () => {
    const { commit, groups } = groupsOf(doubled, 7);
    const items = Array.from({ length: 50 }, (_, at) => at);
    expect(await Promise.all(items.map((item) => commit.add(item)))).toEqual(items.map((item) => item * 2));
    expect(groups.flat().toSorted((one, other) => one - other)).toEqual(items);
    expect(Math.max(...groups.map(({ length }) => length))).toBe(7);
  });

  it('tries each alone when the rows of the group are refused, so that one hurts none of the others', async () => {
    const { commit, groups } = groupsOf((items) =>
      items.includes(3) ? Promise.reject(refused('23505')) : doubled(items),
    );
    const settled = await Promise.allSettled([1, 2, 3, 4].map((item) => commit.add(item)));
    expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.code))).toEqual([
      2,
      4,
      '23505',
      8,
    ]);
    expect(groups).toEqual([[1, 2, 3, 4], [1], [2], [3], [4]]);
  });

  it.each([[refused('57P01')], [refused('ECONNRESET')], [new Error('anything')]])(
    'tries nothing again when nobody knows whether it was written (%s)',
    async (reason) => {
      const { commit, groups } = groupsOf(() => Promise.reject(reason));
      const settled = await Promise.allSettled([1, 2].map((item) => commit.add(item)));
      expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      expect(groups).toEqual([[1, 2]]);
    },
  );

  it('goes on after a failure', async () => {
    let broken = true;
    const { commit } = groupsOf((items) => (broken ? Promise.reject(new Error('away')) : doubled(items)));
    await expect(commit.add(1)).rejects.toThrow('away');
    broken = false;
    expect(await commit.add(2)).toBe(4);
  });
});
