import fc from 'fast-check';
import { driftBetween } from './drift.js';
import type { EffectGroup } from './effect-set.js';

const VERDICTS = [
  'delete:erase:gdpr/17-1-a',
  'mask:retain:de/ao-147/buchungsbeleg:2032-12-31',
  'none:necessary:gdpr/17-1-a/open-order',
];

/** Which record stands under which verdict: `collection` → key → verdict. */
type World = Map<string, Map<number, string>>;

const aWorld: fc.Arbitrary<World> = fc
  .array(fc.tuple(fc.constantFrom('people', 'orders', 'homes'), fc.nat(20), fc.constantFrom(...VERDICTS)), {
    maxLength: 25,
  })
  .map((records) => {
    const world: World = new Map();
    for (const [collection, key, verdict] of records) {
      const rows = world.get(collection) ?? new Map<number, string>();
      rows.set(key, verdict);
      world.set(collection, rows);
    }
    return world;
  });

function groups(world: World): EffectGroup[] {
  const found = new Map<string, EffectGroup>();
  for (const [collection, rows] of world) {
    for (const [key, verdict] of rows) {
      const name = `${collection} ${verdict}`;
      const group = found.get(name) ?? { collection, verdict, action: 'none' as const, rows: [] };
      group.rows.push({ key: [key] });
      found.set(name, group);
    }
  }
  return [...found.values()];
}

const size = (world: World): number => [...world.values()].reduce((sum, rows) => sum + rows.size, 0);

/** What the rules say, said in another way: record by record. */
function expected(planned: World, fresh: World): string {
  let grown = 0;
  let found = 0;
  for (const [collection, rows] of fresh) {
    const before = planned.get(collection);
    for (const [key, verdict] of rows) {
      if (before?.get(key) === verdict) found += 1;
      else if (!before || before.has(key) || ![...before.values()].includes(verdict)) return 'changed';
      else grown += 1;
    }
  }
  if (grown > 0) return `grown ${grown}`;
  return found < size(planned) ? 'shrunk' : 'same';
}

describe('drift', () => {
  it('is what the rules say of every record', () => {
    fc.assert(
      fc.property(aWorld, aWorld, (planned, fresh) => {
        const drift = driftBetween(groups(planned), groups(fresh));
        expect(drift.kind === 'grown' ? `grown ${drift.by}` : drift.kind).toBe(expected(planned, fresh));
      }),
    );
  });

  it('is none between a plan and itself, in whatever order its groups and rows come, and however they are cut', () => {
    fc.assert(
      fc.property(aWorld, (world) => {
        const cut = groups(world)
          .reverse()
          .flatMap((group) => group.rows.toReversed().map((row) => ({ ...group, rows: [row] })));
        expect(driftBetween(groups(world), cut)).toEqual({ kind: 'same' });
      }),
    );
  });

  it('never lets a record pass that stands under another verdict, or in a collection that nobody approved', () => {
    fc.assert(
      fc.property(aWorld, fc.nat(), (world, at) => {
        const all = [...world].flatMap(([collection, rows]) => [...rows.keys()].map((key) => ({ collection, key })));
        fc.pre(all.length > 0);
        const { collection, key } = all[at % all.length]!;
        const other = structuredClone(world);
        other.get(collection)!.set(key, 'delete:erase:gdpr/17-1-d');
        expect(driftBetween(groups(world), groups(other))).toMatchObject({ kind: 'changed', code: 'other-verdict' });
        const elsewhere = new Map(world).set('letters', new Map([[1, VERDICTS[0]!]]));
        expect(driftBetween(groups(world), groups(elsewhere))).toMatchObject({
          kind: 'changed',
          code: 'new-collection',
        });
      }),
    );
  });

  it('tells keys apart that only look alike', () => {
    const one = (key: readonly (string | number)[]): EffectGroup[] => [
      { collection: 'orders', verdict: VERDICTS[0]!, action: 'delete', rows: [{ key }] },
    ];
    expect(driftBetween(one([1, 23]), one([12, 3]))).toEqual({ kind: 'grown', by: 1 });
    expect(driftBetween(one(['1']), one([1]))).toEqual({ kind: 'grown', by: 1 });
  });
});
