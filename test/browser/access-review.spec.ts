import type { Page } from 'playwright-core';
import { cast } from '../../src/demo/company/cast.js';
import type { AskedCase } from '../kit/demo-house.js';
import { describeWithBrowser } from './kit/chromium.js';
import { type DeskSeat, deskSeat, ENGLISH_DESK } from './kit/desk-seat.js';
import { PortalStage } from './kit/portal-stage.js';
import { story } from './kit/story.js';

describeWithBrowser('a copy that is reviewed before it leaves, in English', () => {
  let stage: PortalStage;
  let seat: DeskSeat;
  let page: Page;
  let asked: AskedCase;
  let id: string;

  beforeAll(async () => {
    stage = await PortalStage.open();
    seat = await deskSeat(stage, { name: 'officer', roles: ['privacy_officer'], browser: ENGLISH_DESK });
    page = seat.page;
    // Her ticket mentions somebody else.
    asked = await stage.house.ask('edda', ['access']);
    id = asked.requests[0]!.id;
    await stage.house.prove(id);
    await stage.house.reach(id, 'reviewing');
  }, 120_000);
  afterAll(() => stage?.close());

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });

  /** The item whose text holds these words. */
  const item = (words: string) => page.locator('.review-item', { hasText: words });

  /** The words are withheld, the rest of their text leaves. */
  let spoken: { words: string; before: string };

  story(
    'item by item: words about others are blacked out, the rest is released',
    () => page,
    async () => {
      const { witness } = seat;
      await page.goto(`${stage.url}/desk/requests/${id}`);
      await button('Review the copy').click();
      await button('Begin the review …').click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('.radio-card').nth(2).click();
      await dialog.getByRole('button', { name: 'Show' }).click();
      await page.getByText(/items are still open/).waitFor();
      await witness.checkAccessibility('review');

      const named = item(cast.dieter.firstName).first();
      await named.getByText('Black out words, release the rest').click();
      await button('Black out selection').click();
      await page.getByText('First select words in the text.').waitFor();
      const area = named.getByRole('textbox');
      const text = await area.inputValue();
      const start = text.indexOf(cast.dieter.firstName);
      spoken = { words: cast.dieter.firstName, before: text.slice(0, start).trim().slice(-20) };
      // It is there to be read: what is typed changes nothing.
      await area.focus();
      await page.keyboard.type('x');
      expect(await area.inputValue()).toBe(text);
      // By keyboard: from the beginning of the text to the name, and over it with Shift.
      await area.focus();
      await page.keyboard.press('Control+Home');
      for (let n = 0; n < start; n += 1) await page.keyboard.press('ArrowRight');
      for (let n = 0; n < spoken.words.length; n += 1) await page.keyboard.press('Shift+ArrowRight');
      await button('Black out selection').click();
      await named.getByRole('button', { name: `Remove black-out: ${spoken.words}` }).waitFor();
      await witness.checkAccessibility('words blacked out');

      const others = page.locator('.review-item').filter({ hasNot: page.locator('.span-mark') });
      for (const other of await others.all()) await other.getByText('Release all of it').click();
      const withheld = others.last();
      await withheld.getByText('Withhold all of it').click();
      await withheld.getByRole('button', { name: /Reason for withholding/ }).click();
      await page.getByRole('option', { name: 'Trade secret' }).click();
      await witness.checkAccessibility('all chosen');
      await button(/^Apply \d+ decisions$/).click();
      // Built anew, and shown again.
      await page.getByText('All items are decided.').waitFor();
      await witness.checkAccessibility('reviewed');
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'is previewed with its letter, and released by its digest',
    () => page,
    async () => {
      const { witness } = seat;
      await page.getByRole('tab', { name: 'Letters' }).click();
      await button('See the answer').click();
      await page.getByText('as the person receives it (German)').waitFor();
      await witness.checkAccessibility('letter ahead');
      await button('English').last().click();
      await page.getByText('to read only, not for the person').waitFor();

      await page.getByRole('tab', { name: 'Copy' }).click();
      await button('Release the copy …').click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByText(/stays? withheld/).waitFor();
      await witness.checkAccessibility('release');
      await dialog.getByRole('button', { name: 'Yes, release it' }).click();
      await page.getByText('This copy is released').waitFor();
      await stage.house.reach(id, 'closed');
      const files = [...(await stage.house.fetch(asked.token, id)).values()].join('\n');
      expect(files).toContain(spoken.before);
      expect(files).not.toContain(cast.dieter.firstName);

      // Her look at the texts stands in the trail, with what was looked at.
      await page.getByRole('tab', { name: 'Trail' }).click();
      await page.getByText('review of the copy').first().waitFor();
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'what rules propose is accepted, or not: what is rejected leaves with the rest',
    () => page,
    async () => {
      const { house } = stage;
      const { witness } = seat;
      const other = await house.ask('anna', ['access']);
      const copy = other.requests[0]!.id;
      await house.prove(copy);
      await house.reach(copy, 'reviewing');
      await page.goto(`${stage.url}/desk/requests/${copy}`);
      await button('Review the copy').click();
      await button('Begin the review …').click();
      const dialog = page.getByRole('dialog');
      await dialog.locator('.radio-card').nth(2).click();
      await dialog.getByRole('button', { name: 'Show' }).click();
      await page.getByText(/items are still open/).waitFor();
      const proposed = page.locator('.review-item').filter({ has: page.locator('.review-proposals') });
      await proposed.first().waitFor();
      await witness.checkAccessibility('proposals');
      while ((await proposed.count()) > 0) await proposed.first().getByText('Withhold these passages …').click();
      // Accepted as proposed; of her neighbour the address stays withheld, and the name is found harmless.
      const marks = (words: string) => page.getByRole('button', { name: `Remove black-out: ${words}`, exact: true });
      await marks('uwe.brandt@example.net').first().waitFor();
      expect(await marks('Brandt').count()).toBeGreaterThan(0);
      while ((await marks('Brandt').count()) > 0) await marks('Brandt').first().click();
      await witness.checkAccessibility('one accepted, one rejected');
      const unmarked = page.locator('.review-item').filter({ hasNot: page.locator('.span-mark') });
      for (const one of await unmarked.all()) await one.getByText('Release all of it').click();
      await button(/^Apply \d+ decisions$/).click();
      await page.getByText('All items are decided.').waitFor();
      await house.release(copy);
      await house.reach(copy, 'closed');
      const files = [...(await house.fetch(other.token, copy)).values()].join('\n');
      expect(files).not.toContain('uwe.brandt@example.net');
      expect(files).toContain('Brandt');
      expect(witness.complaints).toEqual([]);
    },
  );
});
