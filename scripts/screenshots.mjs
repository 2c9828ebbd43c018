/**
 * Writes a picture of every screen and state, in both languages, on phone and desktop, light and dark:
 * `npm run screenshots -- --out DIR [--only portal|desk]
 * [--look phone-light,…] [--language de]`. The built service is started with the demo company in a home
 * of its own; failures that no demo shows (offline, busy) are made between page and service.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { startedDemo } from './started-demo.mjs';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: 'screenshots' },
    only: { type: 'string' },
    look: { type: 'string' },
    language: { type: 'string' },
  },
});
const out = resolve(values.out);

const LOOKS = [
  { name: 'phone-light', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'phone-dark', viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
  { name: 'desktop-light', viewport: { width: 1280, height: 900 }, colorScheme: 'light' },
  { name: 'desktop-dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
];
const LANGUAGES = [
  { name: 'de', locale: 'de-DE' },
  { name: 'en', locale: 'en-GB' },
];

const wanted = (list, names) => list.filter(({ name }) => !names || names.split(',').includes(name));

let failed = false;
const { started, home, stop } = await startedDemo();
try {
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const folder = new URL('screenshots/', import.meta.url);
  // The portal first: what the desk prepares would delay its cases.
  for (const file of (await readdir(folder))
    .filter((name) => name.endsWith('.mjs'))
    .sort()
    .reverse()) {
    const application = file.replace('.mjs', '');
    if (values.only && values.only !== application) continue;
    const { prepare, screens } = await import(new URL(file, folder).href);
    const stage = await prepare({ ...started, home, read: (path) => readFile(path, 'utf8') });
    for (const language of wanted(LANGUAGES, values.language)) {
      for (const look of wanted(LOOKS, values.look)) {
        const place = join(out, application, language.name, look.name);
        await mkdir(place, { recursive: true });
        for (const [name, show] of Object.entries(screens(stage))) {
          const context = await browser.newContext({ ...look, locale: language.locale, timezoneId: 'Europe/Berlin' });
          const page = await context.newPage();
          page.setDefaultTimeout(20_000);
          try {
            await show(page, language.name, context);
            await page.waitForTimeout(400);
            await page.screenshot({ path: join(place, `${name}.png`), fullPage: true });
          } catch (error) {
            failed = true;
            console.error(`${application}/${language.name}/${look.name}/${name}: ${error.message.split('\n')[0]}`);
          } finally {
            await context.close();
          }
        }
        console.log(place);
      }
    }
  }
  await browser.close();
} finally {
  await stop();
}
process.exitCode = failed ? 1 : 0;
