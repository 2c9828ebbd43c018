import { mkdir } from 'node:fs/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { Applying } from '../../applying/applying.js';
import { hasErrors, sentence } from '../../datamap/finding.js';
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
  demo: { people: number; apiKeys: string; environment: string; maps: string } | null;
  warnings: string[];
}

/** Starts everything. The process goes on after the outcome is printed, until a signal ends it. */
export async function start(): Promise<Outcome> {
  const settings = settingsOfProcess();
  // The banner is for a person at a terminal; a line for every call would push it away.
  if (settings.NODE_ENV === 'development' && !isGiven('LOG_LEVEL')) settings.LOG_LEVEL = 'warn';
  // Open to enter, as the embedded server's user must; what is secret in it lies in folders and files that are not.
  await mkdir(settings.HABEAS_HOME, { recursive: true, mode: 0o755 });
  const keys = developmentKeys(settings);
  const databases = await openDatabases(settings);
  const migrations = await migrated(databases);
  let demo: DemoInHome | null = null;
  const { url } = await serve({
    settings,
    databases,
    before: async ({ app }) => {
      if (settings.MAP_DIR) await apply(app, settings.MAP_DIR);
      else if (databases.superUrl && settings.NODE_ENV === 'development')
        demo = await demoInHome(app, databases.superUrl, settings.HABEAS_HOME);
    },
  });
  const started: Started = {
    url,
    pid: process.pid,
    ...placesOf(settings),
    migrations,
    database: settings.DATABASE_URL ? 'given' : 'embedded',
    workers: settings.WORKERS,
    verifierKey: keys.ledgerKeyFile ? readSigningKey(keys.ledgerKeyFile, settings.LEDGER_ORIGIN).verifierKey : null,
    demo,
    warnings: keys.warnings,
  };
  return { json: started, lines: startedLines(started) };
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
