import { RateLimited, Retryable } from '../errors.js';
import { asked, names } from './acting.js';
import { isError, mentionsNobody, same, that, thrownBy } from './asserting.js';
import type { Case } from './cases.js';
import { untouched } from './erasing-cases.js';
import type { Fault, Harness } from './harness.js';

const MUST_BE: Partial<Record<Fault, new (...given: never[]) => Error>> = {
  down: Retryable,
  silent: Retryable,
  failing: Retryable,
  'rate-limited': RateLimited,
};

/** What stands between a connector and its system, and what it makes of it. */
export function faultCases(harness: Harness): Case[] {
  return harness.faults.flatMap((fault): Case[] => {
    const kind = MUST_BE[fault];
    if (kind) return [told(harness, fault, kind)];
    if (fault === 'cut' || fault === 'cut-after') return [halfDone(harness, fault)];
    if (fault === 'lying') return [lying(harness)];
    return [overcome(harness, fault)];
  });
}

function told(harness: Harness, fault: Fault, kind: new (...given: never[]) => Error): Case {
  return {
    name: `says what to do about a system that is ${fault}`,
    async run(acting) {
      const steady = await acting.connect();
      const people = asked(harness.someone);
      const records = await acting.located(steady, people);
      const before = await harness.snapshot();
      const connector = await acting.connect(fault);
      const searching = await thrownBy(acting.located(connector, people));
      isError(searching, kind, `by a search while the system is ${fault}`);
      mentionsNobody(searching, harness);
      const other = await acting.connect(fault);
      const erasing = await thrownBy(other.erase(acting.batchFor(people, records)));
      isError(erasing, Retryable, `by an erasure while the system is ${fault}`);
      mentionsNobody(erasing, harness);
      await untouched(harness, before, []);
      if (fault === 'down') that(!(await connector.check()).reachable, 'check says that a system is there that is not');
    },
  };
}

/** Some systems take all or nothing; of the others, what is done stays done, and the rest is finished later. */
function halfDone(harness: Harness, fault: Fault): Case {
  return {
    name: `finishes what was half done (${fault})`,
    async run(acting) {
      const steady = await acting.connect();
      const people = asked(harness.someone, harness.several);
      const before = await harness.snapshot();
      const records = await acting.located(steady, people);
      const broken = await acting.connect(fault);
      const failure = await thrownBy(
        broken.erase(acting.batchFor(people, records)).then((results) => {
          const isHonest = results.some(({ status }) => status === 'pending');
          that(isHonest, 'An erasure whose line was cut says of everybody that she is done');
          throw new Retryable('Some are pending.');
        }),
      );
      isError(failure, Retryable, 'by an erasure whose line was cut');
      mentionsNobody(failure, harness);
      const results = await acting.eraseAll(steady, people, records);
      same(
        'results when the line is back',
        results.map(({ status }) => status),
        people.map(() => 'done'),
      );
      const kept = results.flatMap((result) => (result.status === 'done' ? result.kept : []));
      same('what is still there', await acting.residueOf(steady, records), names(kept));
      await untouched(harness, before, records);
    },
  };
}

/** "200 but nothing deleted": reading again is the only thing that counts. */
function lying(harness: Harness): Case {
  return {
    name: 'believes no system that says it has erased',
    async run(acting) {
      const connector = await acting.connect('lying');
      const people = asked(harness.someone);
      const records = await acting.located(connector, people);
      const refused = await thrownBy(
        acting.eraseAll(connector, people, records).then(async (results) => {
          if (results.some(({ status }) => status !== 'done')) return;
          same('what a re-reading shows', await acting.residueOf(connector, records), acting.showable(records));
        }),
      );
      if (refused !== null) throw refused;
    },
  };
}

function overcome(harness: Harness, fault: Fault): Case {
  return {
    name: `gets over a system that is ${fault}`,
    async run(acting) {
      const connector = await acting.connect(fault);
      const people = asked(harness.someone);
      const records = await acting.located(connector, people);
      same('her records', names(records), [...harness.someone.records].sort());
      const other = await acting.connect(fault);
      const results = await acting.eraseAll(other, people, records);
      same(
        'results',
        results.map(({ status }) => status),
        ['done'],
      );
      const kept = results.flatMap((result) => (result.status === 'done' ? result.kept : []));
      same('what is still there', await acting.residueOf(connector, records), names(kept));
    },
  };
}
