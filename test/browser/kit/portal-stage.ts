import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { CastName } from '../../../src/demo/company/cast.js';
import { cast } from '../../../src/demo/company/cast.js';
import { type DemoLogin, demoLogin } from '../../../src/demo/login.js';
import { builtPages } from '../../../src/pages/built-pages.js';
import { DemoHouse } from '../../kit/demo-house.js';
import { launch } from './chromium.js';
import { PHONE, WitnessedPage } from './witnessed-page.js';

/** The demo company's house with a browser before it. Its login vouches for whomever a story names. */
export class PortalStage {
  private constructor(
    readonly house: DemoHouse,
    private readonly browser: Browser,
    private readonly login: DemoLogin,
    private readonly folder: string,
  ) {}

  static async open(): Promise<PortalStage> {
    if (!builtPages()) throw new Error('There are no pages to look at: npm run web builds them.');
    const folder = await mkdtemp(join(tmpdir(), 'habeas-stage-'));
    const login = await demoLogin(folder);
    const house = await DemoHouse.open({ policies: { nordlicht: { login: login.policy } } });
    return new PortalStage(house, await launch(), login, folder);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.house.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  get url(): string {
    return this.house.service.url;
  }

  witness(options: BrowserContextOptions = PHONE): Promise<WitnessedPage> {
    return WitnessedPage.open(this.browser, new URL(this.url).origin, options);
  }

  assertion(name: CastName, reference: string): Promise<string> {
    return this.login.assertion({ email: cast[name].email, caseReference: reference }, new Date());
  }
}

/** Fills in the form of a right in German and sends it. @returns the request's id and reference. */
export async function ask(page: Page, address: string, email: string): Promise<{ id: string; reference: string }> {
  await page.goto(address);
  await page.getByLabel('Ihre E-Mail-Adresse').fill(email);
  const answered = page.waitForResponse(
    (response) => response.url().endsWith('/v1/submissions') && response.status() === 201,
  );
  await page.getByRole('button', { name: 'Anfrage absenden' }).click();
  const { cases } = (await (await answered).json()) as { cases: { reference: string; requests: { id: string }[] }[] };
  await page.getByText('Ihre Anfrage ist angekommen').waitFor();
  return { id: cases[0]!.requests[0]!.id, reference: cases[0]!.reference };
}

/** The newest code that was mailed to the address. */
export async function mailedCode(house: DemoHouse, email: string): Promise<string> {
  const fits = /^([2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4})$/m;
  await house.mail(email, fits);
  const newest = (await house.mails(email)).findLast(({ text }) => fits.test(text));
  const code = newest && fits.exec(newest.text)?.[1];
  if (!code) throw new Error('There is no code in the letter.');
  return code;
}
