import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PATH = '/usr/bin/chromium';

/** Quiet: it asks nobody for updates, so that a request to a foreign origin in a story is the page's own. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Is there a browser on this machine? If not, says so once; stories are then left out (`.ci/run` installs one). */
export function hasBrowser(): boolean {
  if (existsSync(PATH)) return true;
  console.log(`Skipped: ${PATH} is missing; apt-get install chromium runs the browser stories.`);
  return false;
}

export const describeWithBrowser = hasBrowser() ? describe : describe.skip;

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: PATH, args: FLAGS });
