import { mkdir, readdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { createCompany } from '../../demo/company/company.js';
import { environmentOf } from '../../demo/company/systems.js';
import { startDemoVendors } from '../../demo/company/vendors.js';
import { setUpDemo } from '../../demo/set-up.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { developmentKeys } from '../../platform/crypto/development-keys.js';
import { ApiClient } from '../../platform/http/client/api-client.js';
import { Log } from '../../platform/logging/log.js';
import { BULL_SCHEMA } from '../../platform/queues/bull-backend.js';
import { readSettings, type Settings } from '../../platform/settings/settings.js';
import { readSigningKey } from '../../ledger/signing-key.js';
import { type Databases, listen, migrateDatabases, openDatabases, openService, type Service } from '../../service.js';
import type { Options } from '../define.js';
import { setVariables, settingsOfProcess } from '../environment.js';
import { CliFailure, exitCodes, explain } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { placesOf } from '../serving/places.js';
import { accessChapter } from './access-chapter.js';
import { Account } from './account.js';
import { erasureChapter } from './erasure-chapter.js';
import { proofChapter } from './proof-chapter.js';
import { ticketChapter } from './ticket-chapter.js';
import type { World } from './world.js';

export async function runDemo(options: Options & { json?: boolean; people: string }): Promise<Outcome> {
  if (!/^\d{1,6}$/.test(options.people)) throw new CliFailure('--people takes a whole number.', exitCodes.usage);
  const began = performance.now();
  const account = new Account(options.json ? () => {} : (line) => void process.stdout.write(`${line}\n`));
  const settings = demoSettings();
  let failure: string | null = null;
  try {
    await inFreshHome(settings, (databases) => tell(account, settings, databases, Number(options.people)));
  } catch (error) {
    if (process.env.LOG_LEVEL === 'debug') throw error;
    failure = explain(error).message;
  }
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  const well = failure === null && account.failed.length === 0;
  return {
    json: { well, seconds, failure, home: resolve(settings.HABEAS_HOME), steps: account.steps },
    lines: ['', ...verdictLines(account, failure, seconds), `What was made lies in ${resolve(settings.HABEAS_HOME)}.`],
    ...(well ? {} : { exitCode: exitCodes.no }),
  };
}

function verdictLines(account: Account, failure: string | null, seconds: number): string[] {
  if (failure !== null) return [`The demo stopped after ${seconds} s: ${failure}`];
  if (account.failed.length === 0) return [`All ${account.checks} checks hold. It took ${seconds} s.`];
  return [
    `${account.failed.length} of ${account.checks} checks do not hold (${seconds} s):`,
    ...account.failed.map((check) => `  ${check.what}${check.found === undefined ? '' : ` (found: ${check.found})`}`),
  ];
}

/** Settings of a run: only the home is taken from the environment, so that no database of anybody's is touched. */
function demoSettings(): Settings {
  const { HABEAS_HOME, NODE_ENV } = settingsOfProcess();
  if (NODE_ENV === 'production') {
    throw new CliFailure('The demo makes keys and a database of its own, which production refuses.', exitCodes.usage);
  }
  return readSettings({
    NODE_ENV: 'development',
    HABEAS_HOME: join(HABEAS_HOME, 'demo'),
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
  });
}

/** The embedded database of the demo's own home, emptied; so is the home. */
async function inFreshHome<T>(settings: Settings, work: (databases: Databases) => Promise<T>): Promise<T> {
  const home = settings.HABEAS_HOME;
  await mkdir(home, { recursive: true });
  const databases = await openDatabases(settings);
  const stop = (): void => void databases.stop().finally(() => process.exit(130));
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    if (databases.came === 'shared') throw new CliFailure(`Another demo is running in ${home}.`);
    for (const name of await readdir(home)) {
      if (name !== 'postgres') await rm(join(home, name), { recursive: true, force: true });
    }
    await emptied(databases);
    return await work(databases);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    await databases.stop();
  }
}

/** As on the first day, also where an earlier run was killed. */
async function emptied(databases: Databases): Promise<void> {
  const url = new URL(databases.superUrl!);
  url.pathname = new URL(databases.ownerUrl).pathname;
  const client = new pg.Client({ connectionString: url.href, application_name: 'habeas demo' });
  await client.connect();
  try {
    await client.query(`DROP SCHEMA IF EXISTS ${BULL_SCHEMA} CASCADE`);
    await client.query('DROP SCHEMA public CASCADE');
    await client.query('CREATE SCHEMA public AUTHORIZATION pg_database_owner');
    await client.query('GRANT USAGE ON SCHEMA public TO PUBLIC');
  } finally {
    await client.end();
  }
}

async function tell(account: Account, settings: Settings, databases: Databases, people: number): Promise<void> {
  account.step('A company, its systems, and a service that answers for it');
  const company = await createCompany({ superUrl: databases.superUrl!, fresh: true, people });
  account.say(
    `A shop, a CRM that two brands share, and a help desk: three PostgreSQL databases with ${people} people.`,
  );
  await migrateDatabases(databases);
  const clock = new SystemClock();
  const vendors = await startDemoVendors(clock);
  setVariables({ ...environmentOf(company), ...vendors.variables });
  settings.EGRESS_ALLOW = [...settings.EGRESS_ALLOW, ...vendors.allow];
  account.say('Beside them a Zendesk and a HubSpot, simulated on this machine, as the vendors document them.');
  const log = new Log({ level: settings.LOG_LEVEL, clock, write: (line) => void process.stderr.write(line) });
  try {
    const service = await openService({ settings, databases, clock, log });
    try {
      await chapters(account, settings, databases, { company, vendors }, service, clock);
    } finally {
      await service.close();
    }
  } finally {
    await vendors.stop();
  }
}

async function chapters(
  account: Account,
  settings: Settings,
  databases: Databases,
  { company, vendors }: Pick<World, 'company' | 'vendors'>,
  service: Service,
  clock: SystemClock,
): Promise<void> {
  const home = resolve(settings.HABEAS_HOME);
  const { keys, login } = await setUpDemo(service.app, home, { vendors: true });
  const url = await listen(service, settings);
  account.say(`Habeas serves at ${url} and works in this process; everything below goes over HTTP.`);
  const { mailbox, checkpoints } = placesOf(settings);
  const world: World = {
    account,
    api: new ApiClient(url),
    keys,
    login,
    company,
    vendors,
    clock,
    home,
    mailbox: mailbox!,
  };
  const anna = await accessChapter(world);
  const edda = await ticketChapter(world);
  const bernd = await erasureChapter(world);
  const { verifierKey } = readSigningKey(developmentKeys(settings).ledgerKeyFile!, settings.LEDGER_ORIGIN);
  await proofChapter(world, { anna, edda, bernd }, { verifierKey, checkpoints, databaseUrl: databases.applicationUrl });
}
