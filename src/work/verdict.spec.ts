import fc from 'fast-check';
import { outcomeWord, readVerdict, spell, type Verdict } from './verdict.js';

const aVerdict: fc.Arbitrary<Verdict> = fc
  .record({
    action: fc.constantFrom('delete', 'mask', 'release', 'none'),
    because: fc.constantFrom('erase', 'retain', 'necessary', 'keep', 'held'),
    ground: fc.stringMatching(/^[a-z]{2,6}(\/[a-z0-9-]{1,12}){1,2}$/),
    until: fc.option(fc.stringMatching(/^20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9])$/), { nil: undefined }),
  })
  .map(({ until, ...rest }): Verdict => ({ ...rest, ...(until ? { until } : {}) }));

describe('a verdict', () => {
  it('is read as it was spelt', () => {
    fc.assert(fc.property(aVerdict, (verdict) => expect(readVerdict(spell(verdict))).toEqual(verdict)));
  });

  it('is spelt alike by equal verdicts alone', () => {
    fc.assert(
      fc.property(aVerdict, aVerdict, (one, other) => {
        expect(spell(one) === spell(other)).toBe(JSON.stringify(sorted(one)) === JSON.stringify(sorted(other)));
      }),
    );
  });

  it.each(['', 'delete', 'delete:erase', ':erase:gdpr/17', 'delete::gdpr/17'])('is not read from %j', (text) => {
    expect(() => readVerdict(text)).toThrow('no verdict');
  });

  it('that leaves a record as it is never calls it erased or masked', () => {
    fc.assert(
      fc.property(aVerdict, (verdict) => {
        const word = outcomeWord(verdict);
        if (verdict.action === 'none') expect(['erased', 'masked']).not.toContain(word);
        if (word === 'erased') expect(['delete', 'release']).toContain(verdict.action);
      }),
    );
  });
});

function sorted(verdict: Verdict): (string | undefined)[] {
  return [verdict.action, verdict.because, verdict.ground, verdict.until];
}
