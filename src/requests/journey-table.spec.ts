import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { readLaws } from '../laws/reading/read-laws.js';
import { ENDED, journey, mayMove, nextOn, roadComplaints, STATES, type State } from './journey-table.js';
import { roadOf } from './road.js';
import { signals } from './signals.js';

const aState = fc.constantFrom(...STATES);
/** A walk: at each step the given choice among the moves that the table allows. */
const aWalk = fc.array(fc.nat(), { maxLength: 40 }).map((choices) => {
  const walk: State[] = ['received'];
  for (const choice of choices) {
    const to = journey[walk.at(-1)!].to as readonly State[];
    if (to.length === 0) break;
    walk.push(to[choice % to.length]!);
  }
  return walk;
});

describe('the journey', () => {
  it('never leaves its states, and never moves from what is forgotten', () => {
    fc.assert(
      fc.property(aWalk, (walk) => {
        for (const [at, state] of walk.entries()) {
          expect(STATES).toContain(state);
          if (at > 0) expect(mayMove(walk[at - 1]!, state)).toBe(true);
          if (state === 'forgotten') expect(at).toBe(walk.length - 1);
        }
      }),
    );
  });

  it('knows no move to the same state or back to the beginning, and none that its table does not name', () => {
    fc.assert(
      fc.property(aState, aState, (from, to) => {
        if (from === to || to === 'received') expect(mayMove(from, to)).toBe(false);
        expect(mayMove(from, to)).toBe((journey[from].to as readonly State[]).includes(to));
      }),
    );
  });

  it('can be ended and forgotten from wherever a walk leads', () => {
    const reach = (from: State): Set<State> => {
      const seen = new Set<State>([from]);
      for (const state of seen) for (const to of journey[state].to) seen.add(to);
      return seen;
    };
    fc.assert(fc.property(aWalk, (walk) => expect(reach(walk.at(-1)!)).toContain('forgotten')));
    expect([...reach('received')].sort()).toEqual([...STATES].sort());
  });

  it('cannot be withdrawn once its effect is being shown or answered', () => {
    for (const state of ['checking', 'answering', ...ENDED] as const) expect(mayMove(state, 'withdrawn')).toBe(false);
  });

  it('raises only signals that are declared, about a request', () => {
    for (const { raises } of Object.values(journey)) {
      if (raises) expect(signals[raises].subject).toBe('request');
    }
  });

  it('complains of exactly those roads that cannot be gone', () => {
    fc.assert(
      fc.property(fc.array(aState, { minLength: 1, maxLength: 10 }), (road) => {
        const possible =
          road[0] === 'received' &&
          road.at(-1) === 'closed' &&
          road.slice(1).every((state, at) => mayMove(road[at]!, state));
        expect(roadComplaints(road).length === 0).toBe(possible);
      }),
    );
  });
});

describe('the roads of all laws, and of those that are to come', () => {
  const all = readLaws(new URL('../laws/', import.meta.url));
  const days = ['2026-11-23', '2027-06-01', '2030-01-01'].map((day) => Temporal.PlainDate.from(day));
  const laws = new Map(
    all
      .ids()
      .flatMap((id) => days.map((day) => all.current(id, day)))
      .map((law) => [law.pin, law]),
  );
  const roads = [...laws.values()].flatMap((law) =>
    law.rights.map((right) => [`${law.pin} ${right}`, law.right(right).road] as const),
  );

  it('are there', () => expect(roads.length).toBeGreaterThan(20));

  it.each(roads)('%s is gone from end to end, each state once', (_name, rule) => {
    const road = roadOf(rule);
    const gone: State[] = ['received'];
    for (let next = nextOn(road, 'received'); next; next = nextOn(road, next)) gone.push(next);
    expect(gone).toEqual(road);
    expect(new Set(road).size).toBe(road.length);
    expect(road.includes('proving')).toBe(rule.proof);
  });
});
