import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cast } from '../../demo/company/cast.js';
import { expectations, foundBy } from '../../demo/company/expectations.js';
import { countByTable, rowsOf } from '../../demo/company/oracle/rows-of.js';
import { ApiProblem } from '../../platform/http/client/api-client.js';
import { english } from '../plan-text.js';
import type { ShownPackage } from '../remote/show.js';
import { table } from '../table.js';
import { differences } from './account.js';
import { openedZip } from './opened-zip.js';
import { ask, type OwnCase, proveByLogin, untilState, type World } from './world.js';

interface ReviewItem {
  system: string;
  collection: string;
  title: string | { de?: string; en?: string };
  recordDigest: string;
  field: string | null;
  value: unknown;
  valueDigest: string;
}

/** Anna asks for a copy of her data and gets it: asked, proven, searched, read by an officer, released, fetched. */
export async function accessChapter(world: World): Promise<OwnCase> {
  const { account, api, keys, company } = world;
  const officer = api.as(keys.officer.key);
  const anna = cast.anna;

  account.step('Anna asks the brand Nordlicht for a copy of her data (Art. 15 GDPR)');
  const own = await ask(world, anna, 'access');
  account.say(
    `Her case is ${own.reference}; an answer is due on ${own.dueOn}. Nothing was said about whether she is known.`,
  );
  await untilState(officer, own.requestId, 'proving');
  account.say("A code in her mailbox would not do for a full copy; she signs in at the company's own login.");
  await proveByLogin(world, own, anna);

  account.step('Three databases and two vendors are searched, and what is found is read before it leaves');
  await untilState(officer, own.requestId, 'reviewing');
  const first = await officer.get<ShownPackage>(`/v1/requests/${own.requestId}/package`);
  const rows = countByTable(await rowsOf(company, anna));
  const inDatabases = Object.values(rows).reduce((total, count) => total + count, 0);
  const atVendors = foundBy({ ...expectations.anna, rows: expectations.anna.vendorRows ?? {} });
  const sum = inDatabases + Object.values(atVendors).reduce((total, count) => total + count, 0);
  account.check('all five systems were searched', first.summary?.searched === 5 && first.summary.of === 5);
  account.check(
    `the search found all of her ${sum} records, ${inDatabases} of them in the databases, and no others`,
    first.summary?.records === sum,
    `${first.summary?.records} records`,
  );
  account.check(
    'these are the rows that her story expects',
    differences(rows, foundBy(expectations.anna)) === '',
    differences(rows, foundBy(expectations.anna)),
  );
  const { items } = await officer.get<{ items: ReviewItem[] }>(`/v1/requests/${own.requestId}/review?show=open`);
  account.say(`${items.length} texts in which others may be named are withheld until somebody has read them:`);
  account.quote(
    table(
      ['where', 'field', 'text'],
      items.map((item) => [english(item.title), item.field ?? '(whole record)', shortened(item.value)]),
    ),
  );
  const harmless = items.find((item) => String(item.value).startsWith('Meine neue Nummer')) ?? items[0];
  if (harmless) {
    const { system, collection, recordDigest, field, valueDigest } = harmless;
    const decision = { system, collection, recordDigest, field, valueDigest, action: 'release' };
    await officer.post(`/v1/requests/${own.requestId}/review`, { decisions: [decision] });
    await untilState(officer, own.requestId, 'reviewing');
    account.say(`The officer reads them and lets one go: ${shortened(harmless.value)} The package is built again.`);
  }
  const second = await officer.get<ShownPackage>(`/v1/requests/${own.requestId}/package`);
  const [before, after] = [first.summary?.withheld ?? 0, second.summary?.withheld ?? 0];
  account.check(
    `one less is withheld now: ${after} instead of ${before}`,
    harmless !== undefined && after === before - 1,
  );

  account.step('The officer releases the package; Anna fetches it');
  await officer.post(`/v1/requests/${own.requestId}/release`, { digest: second.digest });
  await untilState(officer, own.requestId, 'closed');
  const { token } = await own.api.post<{ token: string }>(`/v1/case/requests/${own.requestId}/package/grants`);
  const bytes = await api.file('/v1/packages/fetch', { token });
  const again = await api.file('/v1/packages/fetch', { token }).catch((error: unknown) => error);
  account.check('her link is good for one download', again instanceof ApiProblem && again.code === 'proof-refused');
  await keep(world, own, bytes, sum);
  return own;
}

async function keep(world: World, own: OwnCase, bytes: Buffer, rows: number): Promise<void> {
  const { account, home } = world;
  const folder = join(home, 'anna');
  await mkdir(folder, { recursive: true });
  const zip = join(folder, `${own.reference}.zip`);
  await writeFile(zip, bytes, { mode: 0o600 });
  const entries = await openedZip(bytes);
  account.say(`${zip} (${bytes.length} bytes) holds:`);
  account.quote([...entries].map(([name, content]) => `${name}  ${Buffer.byteLength(content)} bytes`));
  const records = [...entries]
    .filter(([name]) => name.endsWith('.json') && name !== 'manifest.json')
    .reduce((total, [, content]) => total + (JSON.parse(content) as unknown[]).length, 0);
  account.check(`its JSON files hold her ${rows} records`, records === rows, `${records}`);
  const report = [...entries].find(([name]) => name.endsWith('report.html'));
  account.check('it holds a report for people to read', report !== undefined);
  if (!report) return;
  const file = join(folder, 'report.html');
  await writeFile(file, report[1], { mode: 0o600 });
  account.say(`Open the report in a browser: ${file}`);
}

function shortened(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 84 ? `“${line.slice(0, 80)}…”` : `“${line}”`;
}
