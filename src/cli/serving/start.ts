import { mkdir, readFile } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Applying } from '../../applying/applying.js';
import { hasErrors, sentence } from '../../datamap/finding.js';
import type { DemoVendors } from '../../demo/company/vendors.js';
import type { DemoKeys } from '../../demo/staff.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { ApiClient } from '../../platform/http/client/api-client.js';
import { readSigningKey } from '../../ledger/signing-key.js';
import { developmentKeys } from '../../platform/crypto/development-keys.js';
import { type Databases, migrateDatabases, openDatabases } from '../../service.js';
import { isGiven, settingsOfProcess } from '../environment.js';
import { CliFailure } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { startedLines } from './banner.js';
import { type DemoInHome, demoInHome } from './demo-in-home.js';
import { placesOf } from './places.js';
import { serve } from './serve.js';

/** What was started; with `--json` this is printed. */
export interface Started {
  url: string;
  pid: number;
  home: string;
  migrations: string[];
  database: 'given' | 'embedded';
  workers: boolean;
  mailbox: string | null;
  checkpoints: string;
  /** For whoever checks receipts; null where the signer runs apart. */
  verifierKey: string | null;
  demo: DemoInHome | null;
  /** For the first officer, while nobody can sign in. */
  setUpCode: string | null;
  warnings: string[];
}

/** Starts everything. The process goes on after the outcome is printed, until a signal ends it. */
export async function start(): Promise<Outcome> {
  const settings = settingsOfProcess({}, { callsDemo: false });
  // The banner is for a person at a terminal; a line for every call would push it away.
  if (settings.NODE_ENV === 'development' && !isGiven('LOG_LEVEL')) settings.LOG_LEVEL = 'warn';
  // Open to enter, as the embedded server's user must; what is secret in it lies in folders and files that are not.
  await mkdir(settings.HABEAS_HOME, { recursive: true, mode: 0o755 });
  const keys = developmentKeys(settings);
  const databases = await openDatabases(settings);
  const migrations = await migrated(databases);
  let demo: DemoInHome | null = null;
  const hasDemo = !settings.MAP_DIR && databases.superUrl !== undefined && settings.NODE_ENV === 'development';
  const vendors = hasDemo ? await demoVendors() : null;
  // Exactly these addresses of this machine may be called, beside what the operator allows.
  if (vendors) settings.EGRESS_ALLOW = [...settings.EGRESS_ALLOW, ...vendors.allow];
  const { url, setUpCode } = await serve({
    settings,
    databases,
    before: async ({ app }) => {
      if (settings.MAP_DIR) await apply(app, settings.MAP_DIR);
      else if (vendors && databases.superUrl)
        demo = await demoInHome(app, databases.superUrl, settings.HABEAS_HOME, vendors);
    },
  });
  if (demo && vendors) await connected(url, demo, vendors);
  const started: Started = {
    url,
    pid: process.pid,
    ...placesOf(settings),
    migrations,
    database: settings.DATABASE_URL ? 'given' : 'embedded',
    workers: settings.WORKERS,
    verifierKey: keys.ledgerKeyFile ? readSigningKey(keys.ledgerKeyFile, settings.LEDGER_ORIGIN).verifierKey : null,
    demo,
    setUpCode,
    warnings: keys.warnings,
  };
  return { json: started, lines: startedLines(started) };
}

/** They end with this process. */
async function demoVendors(): Promise<DemoVendors> {
  const { startDemoVendors } = await import('../../demo/company/vendors.js');
  return startDemoVendors(new SystemClock());
}

/** What customers write in the simulated helpdesk is told to this service. */
async function connected(url: string, { apiKeys }: DemoInHome, { helpdesk }: DemoVendors): Promise<void> {
  const { connectHelpdesk } = await import('../../demo/connect-helpdesk.js');
  const { engineer } = JSON.parse(await readFile(apiKeys, 'utf8')) as DemoKeys;
  await connectHelpdesk(new ApiClient(url, engineer.key), helpdesk);
}

async function migrated(databases: Databases): Promise<string[]> {
  try {
    return await migrateDatabases(databases);
  } catch (error) {
    await databases.stop();
    throw error;
  }
}

async function apply(app: INestApplicationContext, folder: string): Promise<void> {
  const { findings } = await app.get(Applying, { strict: false }).folder(folder);
  for (const finding of findings) process.stderr.write(`${sentence(finding)}\n`);
  if (hasErrors(findings))
    throw new CliFailure(`The maps in ${folder} have errors, so that nothing is started with them.`);
}
