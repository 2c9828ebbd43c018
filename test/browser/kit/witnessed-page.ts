import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What a policy forbids stands in the console of Chromium in words that vary; this makes it one sentence. */
const TELL_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (event) => {
  console.error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI + ' ' + event.sample);
});`;

/** A German phone, unless a story says otherwise. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  locale: 'de-DE',
  timezoneId: 'Europe/Berlin',
};

/**
 * A page that is watched while a story goes on: its console, its errors, what its policy forbids and whom it asks. What
 * was seen amiss is told by `complaints`, which every story ends with.
 */
export class WitnessedPage {
  private readonly seen: string[] = [];
  /** Failures of the service that the story provokes: the browser writes them to the console. */
  private readonly expected: number[] = [];

  private constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {}

  static async open(browser: Browser, origin: string, options: BrowserContextOptions = PHONE): Promise<WitnessedPage> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const witnessed = new WitnessedPage(page, origin);
    await witnessed.watch();
    return witnessed;
  }

  /** The story provokes an answer of this status; the browser tells of it. */
  expectStatus(status: number): void {
    this.expected.push(status);
  }

  /** axe-core on the page as it stands: WCAG 2.2 A and AA. Whatever moves is let come to rest. */
  async checkAccessibility(what: string): Promise<void> {
    await this.page.waitForTimeout(300);
    await this.picture(what);
    // As a string through the debugger's protocol: the page's policy, which forbids that to the page, stays on.
    await this.page.evaluate(AXE);
    const { violations } = (await this.page.evaluate(
      `axe.run(document, { runOnly: { type: 'tag', values: ${JSON.stringify(WCAG)} }, iframes: false })`,
    )) as AxeResults;
    for (const { id, help, nodes } of violations) {
      this.seen.push(`${what}: ${id} (${help}): ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
    }
  }

  /** SHOTS names a folder: whoever wants to see what a story saw finds a picture of every state there. */
  private async picture(what: string): Promise<void> {
    if (!process.env.SHOTS) return;
    const name = `${expect.getState().currentTestName ?? ''} ${what}`.replaceAll(/[^\p{L}\d]+/gu, '-').slice(-120);
    await this.page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true });
  }

  get complaints(): readonly string[] {
    return this.seen;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }

  private async watch(): Promise<void> {
    const { page } = this;
    await page.addInitScript(TELL_VIOLATIONS);
    page.on('console', (message) => {
      if (!['error', 'warning'].includes(message.type())) return;
      const status = Number(/status of (\d{3})/.exec(message.text())?.[1]);
      if (this.expected.includes(status)) return;
      // A remark on how Chromium shares processes between a page and its sandboxed frame; nothing is amiss.
      if (message.type() === 'warning' && message.text().includes('origin-keyed agent cluster')) return;
      this.seen.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.seen.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (['blob:', 'data:', 'about:'].includes(url.protocol) || url.origin === this.origin) return;
      this.seen.push(`foreign origin: ${url.origin}`);
    });
  }
}
