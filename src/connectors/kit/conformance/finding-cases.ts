import { asked, nameOf, names } from './acting.js';
import { same, that } from './asserting.js';
import type { Case } from './cases.js';
import type { Harness } from './harness.js';

/** Saying what it is; finding and copying. */
export function findingCases(harness: Harness): Case[] {
  const { someone, several, many } = harness;
  const nobody = { identifiers: harness.nobody, records: [] };
  return [
    {
      name: 'says what it is',
      async run(acting) {
        const { verbs, concurrency } = (await acting.connect()).describe();
        const lacking = (['locate', 'collect', 'erase', 'reread'] as const).filter((verb) => !verbs.includes(verb));
        same('verbs that are missing', lacking, []);
        that(concurrency > 0, 'concurrency says that nobody may call');
      },
    },
    {
      name: 'is healthy',
      async run(acting) {
        const health = await (await acting.connect()).check();
        that(health.reachable, `check says that the system is not reachable (${problemsOf(health)})`);
        const lacking = ['read', 'delete'].filter((right) => !health.rights.includes(right));
        same(`rights that are missing (${problemsOf(health)})`, lacking, []);
      },
    },
    {
      name: 'finds nobody',
      async run(acting) {
        const connector = await acting.connect();
        same('records of somebody who is not there', names(await acting.located(connector, asked(nobody))), []);
        same('records of nobody at all', names(await acting.located(connector, [])), []);
      },
    },
    {
      name: 'finds what is hers, each record once',
      async run(acting) {
        const records = await acting.located(await acting.connect(), asked(someone));
        same('her records', names(records), [...someone.records].sort());
      },
    },
    {
      name: 'finds several people at once, each her own, by several identifiers',
      async run(acting) {
        const records = await acting.located(await acting.connect(), asked(someone, nobody, several));
        const of = (person: string): string[] => names(records.filter((one) => one.person === person));
        same('records of the first', of('person-0'), [...someone.records].sort());
        same('records of the second, who is not there', of('person-1'), []);
        same('records of the third', of('person-2'), [...several.records].sort());
      },
    },
    ...(many
      ? [
          {
            name: 'finds more than one page',
            async run(acting) {
              const records = await acting.located(await acting.connect(), asked(many));
              same('her records', names(records), [...many.records].sort());
            },
          } satisfies Case,
        ]
      : []),
    {
      name: 'collects the located records and no others',
      async run(acting) {
        const connector = await acting.connect();
        const records = await acting.located(connector, asked(someone));
        const rows = records.map(({ person, collection, key }) => ({ person, collection, keys: [key] }));
        const collected: string[] = [];
        for await (const chunk of connector.collect({ controller: harness.controller, rows })) {
          for (const one of chunk) {
            that(Object.keys(one.record).length > 0, `${nameOf(one)} was collected without a single field`);
            collected.push(nameOf(one));
          }
        }
        same('collected records', collected.sort(), [...someone.records].sort());
      },
    },
    {
      name: 'tells that nothing was erased, whoever claims it',
      async run(acting) {
        const connector = await acting.connect();
        const records = await acting.located(connector, asked(someone));
        same('what is still there', await acting.residueOf(connector, records), acting.showable(records));
      },
    },
  ];
}

const problemsOf = ({ problems }: { problems: { code: string; detail: string }[] }): string =>
  problems.map(({ code, detail }) => `${code}: ${detail}`).join(' ') || 'no problems told';
