import { asked, keptOf, nameOf, names } from './acting.js';
import { same, that } from './asserting.js';
import type { Case } from './cases.js';
import type { Harness } from './harness.js';

/** What several people hold, where the system has such. */
export function sharingCases(harness: Harness): Case[] {
  const { together, beside, both } = harness;
  const cases: Case[] = [];
  if (together) {
    cases.push(
      {
        name: 'erases what two people of one batch share and nobody else',
        async run(acting) {
          const connector = await acting.connect();
          const people = asked(...together.people);
          const records = await acting.located(connector, people);
          const results = await acting.eraseAll(connector, people, records);
          same(
            'results',
            results,
            people.map(({ person }) => ({ person, status: 'done', kept: [] })),
          );
          that(!(await harness.snapshot()).has(together.shared), 'What both shared is still there');
        },
      },
      {
        name: 'keeps for the second what she shared with the first, until she goes too',
        async run(acting) {
          const connector = await acting.connect();
          const [first, second] = together.people;
          const one = asked(first);
          const results = await acting.eraseAll(connector, one, await acting.located(connector, one));
          that(keptOf(results).includes(together.shared), 'What the second one holds is not reported as kept');
          that((await harness.snapshot()).has(together.shared), 'What the second one holds has gone');
          const other = asked(second);
          const last = await acting.eraseAll(connector, other, await acting.located(connector, other));
          same('results of the second', last, [{ person: 'person-0', status: 'done', kept: [] }]);
          that(!(await harness.snapshot()).has(together.shared), 'What nobody holds any more is still there');
        },
      },
    );
  }
  if (beside) {
    cases.push({
      name: 'leaves what a bystander holds too',
      async run(acting) {
        const connector = await acting.connect();
        const people = asked(beside.person);
        const before = await harness.snapshot();
        const records = await acting.located(connector, people);
        const shared = records.find((record) => nameOf(record) === beside.shared);
        same('other holders of what she shares', shared?.otherHolders, 1);
        const results = await acting.eraseAll(connector, people, records);
        that(keptOf(results).includes(beside.shared), 'What a bystander holds is not reported as kept');
        same('what a bystander holds', (await harness.snapshot()).get(beside.shared), before.get(beside.shared));
      },
    });
  }
  if (both) {
    cases.push({
      name: 'finds a record for both people that it shows, and erases it once',
      async run(acting) {
        const connector = await acting.connect();
        const people = asked(...both.people);
        const records = await acting.located(connector, people);
        for (const { person } of people) {
          const own = names(records.filter((one) => one.person === person));
          that(own.includes(both.record), `${both.record} was not found for ${person}`);
        }
        const results = await acting.eraseAll(connector, people, records);
        same(
          'results',
          results.map(({ status }) => status),
          people.map(() => 'done'),
        );
        that(!(await harness.snapshot()).has(both.record), `${both.record} is still there`);
      },
    });
  }
  return cases;
}
