import { cast } from '../../demo/company/cast.js';
import { expectations, type Fates, leftBy } from '../../demo/company/expectations.js';
import { bystandersChanged, snapshotPeople } from '../../demo/company/oracle/bystanders.js';
import { columnsOf, residueOf } from '../../demo/company/oracle/residue.js';
import { countByTable, rowsOf, stillThere } from '../../demo/company/oracle/rows-of.js';
import type { ApiClient } from '../../platform/http/client/api-client.js';
import { planLines, type ShownPlan } from '../plan-text.js';
import type { ShownRequest } from '../remote/show.js';
import { table } from '../table.js';
import { differences } from './account.js';
import { lettersIn } from './mailbox.js';
import { ask, type OwnCase, proveByLogin, until, untilState, type World } from './world.js';

/** Bernd asks for erasure: shown as a plan, approved by its hash, carried out, read again, answered. */
export async function erasureChapter(world: World): Promise<OwnCase> {
  const { account, api, keys, company } = world;
  const officer = api.as(keys.officer.key);
  const bernd = cast.bernd;
  const expected = expectations.bernd;
  const rows = await rowsOf(company, bernd);
  const before = await snapshotPeople(company, rows);

  account.step('Bernd asks the brand Nordlicht to erase his data (Art. 17 GDPR)');
  const own = await ask(world, bernd, 'erasure');
  account.say(
    `His case is ${own.reference}; an answer is due on ${own.dueOn}. He signs in, since an erasure cannot be undone.`,
  );
  await untilState(officer, own.requestId, 'proving');
  await proveByLogin(world, own, bernd);

  account.step('What would happen is shown to a person before it happens');
  await untilState(officer, own.requestId, 'deciding');
  const plan = await officer.get<ShownPlan>(`/v1/requests/${own.requestId}/plan`);
  account.quote(planLines(plan));
  const planned = countsOf(plan);
  const deserved = fateCounts({ ...expected.rows, ...expected.vendorRows });
  account.check(
    'the plan names each of his records with the verdict it deserves',
    differences(planned, deserved) === '',
    differences(planned, deserved),
  );
  const untilDays = [
    ...new Set(
      plan.systems.flatMap(({ groups }) =>
        groups.filter(({ collection }) => collection === 'orders').flatMap(({ until }) => until ?? []),
      ),
    ),
  ].sort();
  const daysExpected = [...new Set(Object.values(expected.retainedUntil))].sort();
  account.check(
    `invoices stay until ${daysExpected.join(' and ')}: eight years after the end of their year`,
    untilDays.join() === daysExpected.join(),
    untilDays.join(', '),
  );

  account.step('The officer approves this plan, by its hash, and it is carried out');
  const clerk = await api
    .as(keys.clerk.key)
    .post(`/v1/requests/${own.requestId}/plan/approval`, { hash: plan.hash })
    .then(
      () => 'approved',
      () => 'refused',
    );
  account.check('a clerk may not approve', clerk === 'refused');
  await officer.post(`/v1/requests/${own.requestId}/plan/approval`, { hash: plan.hash });
  await vendorsWork(world, own, officer);
  const closed = await untilState(officer, own.requestId, 'closed');
  account.quote(
    table(
      ['system', 'collection', 'verdict', 'records', 'left', 'known by'],
      closed.outcomes.map((one) => [one.system, one.collection, one.verdict, one.intended, one.residue, one.evidence]),
    ),
  );
  account.check(
    'every system was read again, and nothing is left that should be gone; Zendesk itself confirms what lies in its other products',
    closed.outcomes.length > 0 &&
      closed.outcomes.every(
        (one) =>
          one.residue === 0 &&
          one.evidence === (one.system === 'zendesk' && one.collection === 'users' ? 'confirmed' : 'reread'),
      ),
  );

  account.step('Somebody who knows nothing of maps and plans looks into the three databases');
  const left = countByTable(await stillThere(company, rows));
  account.check(
    'of his rows those are left that must stay',
    differences(left, leftBy(expected)) === '',
    differences(left, leftBy(expected)),
  );
  const residue = columnsOf(await residueOf(company, bernd));
  const surplus = residue.filter((column) => !expected.residue.includes(column));
  account.check(
    `his name is found nowhere but where the invoices must bear it (${expected.residue.join(', ')})`,
    residue.join() === [...expected.residue].sort().join(),
    surplus.join(', ') || 'less than that',
  );
  const changed = bystandersChanged(before, await snapshotPeople(company, rows));
  const others = Object.values(before).reduce((sum, one) => sum + one.rows, 0);
  account.check(
    `the ${others} rows of everybody else are byte for byte as they were`,
    changed.length === 0,
    changed.map((one) => one.table).join(', '),
  );

  await showAnswer(world, own);
  return own;
}

/** Vendors delete in their own time. Nobody watches a demo for thirty days: their clocks are put forward. */
async function vendorsWork({ account, vendors }: World, own: OwnCase, officer: ApiClient): Promise<void> {
  await until(
    'the databases are done and the vendors have taken the deletion',
    () => officer.get<ShownRequest>(`/v1/requests/${own.requestId}`),
    ({ tasks, errands }) =>
      errands.length > 0 || tasks.filter(({ action, code }) => action === 'erase' && code === 'pending').length === 2,
  );
  account.say(
    'The databases are done at once. Zendesk and HubSpot have taken the deletion and carry it out within up to thirty',
    'days; until then it is pending, and the answer would say so. Here their clocks are put forward by a month.',
  );
  await vendors.letPass(31);
}

async function showAnswer({ account, mailbox }: World, own: OwnCase): Promise<void> {
  account.step('Bernd is answered');
  const all = (await lettersIn(mailbox)).filter(({ subject }) => subject.includes(own.reference));
  const letters = all.filter(({ to }) => to.includes(cast.bernd.email));
  account.say(`${all.length - letters.length} recipients of his data were told of the erasure (Art. 19 GDPR).`);
  account.say(`${letters.length} letters went to him; this is the last one (${letters.at(-1)?.file ?? 'none'}):`);
  const answer = letters.at(-1);
  if (answer)
    account.quote([
      `Betreff: ${answer.subject}`,
      '',
      ...answer.text.split('\n').flatMap((line) => folded(line.trimEnd(), 100)),
    ]);
  account.check('his answer has gone out', answer !== undefined && letters.length > 1);
}

/** `system.collection outcome` → records. */
function countsOf(plan: ShownPlan): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { system, groups } of plan.systems) {
    for (const { collection, outcome, records } of groups) {
      const name = `${system}.${collection} ${outcome}`;
      counts[name] = (counts[name] ?? 0) + records;
    }
  }
  return counts;
}

function fateCounts(fates: Fates): Record<string, number> {
  return Object.fromEntries(
    Object.entries(fates).flatMap(([name, counts]) =>
      Object.entries(counts).map(([fate, count]) => [`${name} ${fate}`, count]),
    ),
  );
}

/** A line broken at spaces. */
function folded(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const at = rest.lastIndexOf(' ', width);
    const cut = at > 0 ? at : width;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return [...lines, rest];
}
