import type { EraseResult, LocatedRecord } from '../contract.js';
import { Cancelled } from '../errors.js';
import { asked, nameOf } from './acting.js';
import { isError, same, that, thrownBy } from './asserting.js';
import type { Case } from './cases.js';
import type { Harness } from './harness.js';

const outcomes = (results: readonly EraseResult[]): string[] =>
  results.map((result) => `${result.person} ${result.status}${result.status === 'refused' ? ` ${result.reason}` : ''}`);

/** Everything beside these records is as it was. */
export async function untouched(
  harness: Harness,
  before: ReadonlyMap<string, string>,
  records: readonly LocatedRecord[],
): Promise<void> {
  const own = new Set(records.map(nameOf));
  const others = (snapshot: ReadonlyMap<string, string>): [string, string][] =>
    [...snapshot].filter(([one]) => !own.has(one)).sort(([one], [other]) => (one < other ? -1 : 1));
  same('records of other people', others(await harness.snapshot()), others(before));
}

/** Erasing, once and twice; somebody else under the same key; being cancelled. */
export function erasingCases(harness: Harness): Case[] {
  const { someone, several } = harness;
  return [
    {
      name: 'erases what is planned, shows it, and touches nobody else',
      async run(acting) {
        const connector = await acting.connect();
        const people = asked(someone, several);
        const before = await harness.snapshot();
        const records = await acting.located(connector, people);
        that(records.length > 0, 'Nothing was found that could be erased');
        const results = await acting.eraseAll(connector, people, records);
        same('results', outcomes(results), ['person-0 done', 'person-1 done']);
        same('what is still there', await acting.residueOf(connector, records), kept(results));
        await untouched(harness, before, records);
        const after = await harness.snapshot();
        const masked = records.filter((record) => harness.stepFor(record)?.action === 'mask').map(nameOf);
        same(
          'masked records that have gone',
          masked.filter((one) => !after.has(one)),
          [],
        );
        const gone = records.filter((record) => harness.stepFor(record)?.action === 'delete').map(nameOf);
        same(
          'deleted records that the system still has',
          gone.filter((one) => after.has(one)),
          [],
        );
      },
    },
    {
      name: 'does the same when it is run again',
      async run(acting) {
        const connector = await acting.connect();
        const people = asked(someone);
        const records = await acting.located(connector, people);
        const first = await acting.eraseAll(connector, people, records);
        same('results', outcomes(first), ['person-0 done']);
        const once = [...(await harness.snapshot()).keys()].sort();
        same('results of the second run', await acting.eraseAll(connector, people, records), first);
        same('records after the second run', [...(await harness.snapshot()).keys()].sort(), once);
        same('what is still there', await acting.residueOf(connector, records), kept(first));
      },
    },
    {
      name: 'refuses to touch somebody else under the same key, and lets the others go on',
      async run(acting) {
        const connector = await acting.connect();
        const people = asked(someone, several);
        const records = await acting.located(connector, people);
        await harness.replaceSomeone();
        const before = await harness.snapshot();
        const results = await acting.eraseAll(connector, people, records);
        same('results', outcomes(results), ['person-0 refused somebody-else', 'person-1 done']);
        await untouched(
          harness,
          before,
          records.filter(({ person }) => person === 'person-1'),
        );
      },
    },
    {
      name: 'stops when it is cancelled, and leaves everything as it was',
      async run(acting) {
        const connector = await acting.connect();
        const people = asked(someone);
        const records = await acting.located(connector, people);
        const before = await harness.snapshot();
        const cancel = new AbortController();
        cancel.abort();
        const erasing = connector.erase(acting.batchFor(people, records, cancel.signal));
        isError(await thrownBy(erasing), Cancelled, 'by a cancelled erasure');
        isError(await thrownBy(acting.located(connector, people, cancel.signal)), Cancelled, 'by a cancelled search');
        await untouched(harness, before, []);
      },
    },
  ];
}

function kept(results: readonly EraseResult[]): string[] {
  return results.flatMap((result) => (result.status === 'done' ? result.kept.map(nameOf) : [])).sort();
}
