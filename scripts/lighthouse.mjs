/**
 * Lighthouse on the portal as it is built and served, with the demo's data: `npm run lighthouse`. It is no dependency of
 * the project (it would more than double what is installed for the tests); npx fetches the version named here.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startedDemo } from './started-demo.mjs';

const LIGHTHOUSE = 'lighthouse@12.8.2';
const PAGES = ['/', '/request/access', '/request/erasure', '/verify'];
/** What is asked of each page; the speed is reported and not judged, since it is the machine's as well. */
const LEAST = { accessibility: 0.95, 'best-practices': 0.95 };

const run = promisify(execFile);
const folder = await mkdtemp(join(tmpdir(), 'habeas-lighthouse-'));
const { started, stop } = await startedDemo();
let failed = false;
try {
  for (const path of PAGES) {
    const file = join(folder, 'report.json');
    await run(
      'npx',
      [
        '--yes',
        LIGHTHOUSE,
        started.url + path,
        '--quiet',
        '--output=json',
        `--output-path=${file}`,
        '--only-categories=accessibility,best-practices,performance',
        '--chrome-flags=--headless=new --no-sandbox --disable-gpu',
      ],
      { env: { ...process.env, CHROME_PATH: process.env.CHROME_PATH ?? '/usr/bin/chromium' }, maxBuffer: 1 << 26 },
    );
    const { categories, audits } = JSON.parse(await readFile(file, 'utf8'));
    const scores = Object.fromEntries(Object.entries(categories).map(([id, { score }]) => [id, score]));
    console.log(path, scores);
    for (const [id, least] of Object.entries(LEAST)) {
      if ((scores[id] ?? 0) >= least) continue;
      failed = true;
      for (const { id: audit } of categories[id].auditRefs) {
        if (audits[audit].score === 0) console.log(`  ${id}: ${audits[audit].title}`);
      }
    }
  }
} finally {
  await stop();
  await rm(folder, { recursive: true, force: true });
}
process.exitCode = failed ? 1 : 0;
