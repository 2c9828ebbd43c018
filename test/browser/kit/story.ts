import type { Page } from 'playwright-core';

/** `it` for what happens in a browser: when it fails, what the page showed stands in the failure. */
export function story(name: string, page: () => Page, act: () => Promise<void>, timeout = 60_000): void {
  it(
    name,
    async () => {
      try {
        await act();
      } catch (error) {
        const said = error instanceof Error ? error.message : String(error);
        throw new Error(said + (await shown(page())), { cause: error });
      }
    },
    timeout,
  );
}

async function shown(page: Page): Promise<string> {
  if (page.isClosed()) return '';
  const text = await page
    .locator('body')
    .innerText({ timeout: 2_000 })
    .catch(() => '(nothing)');
  return `\n\nThe page at ${page.url()} showed:\n${text.slice(0, 6_000)}`;
}
