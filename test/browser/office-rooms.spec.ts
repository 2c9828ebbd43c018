import type { Page } from 'playwright-core';
import { cast } from '../../src/demo/company/cast.js';
import type { AskedCase } from '../kit/demo-house.js';
import { bodyOf, PASSWORD } from '../kit/desk-staff.js';
import { Browser } from '../kit/browser.js';
import { describeWithBrowser } from './kit/chromium.js';
import { type DeskSeat, deskSeat, ENGLISH_DESK } from './kit/desk-seat.js';
import { PortalStage } from './kit/portal-stage.js';
import { story } from './kit/story.js';

describeWithBrowser('the rooms of the office, in English', () => {
  let stage: PortalStage;
  let seat: DeskSeat;
  let page: Page;
  let anna: AskedCase;
  let jo: AskedCase;

  beforeAll(async () => {
    stage = await PortalStage.open();
    seat = await deskSeat(stage, { name: 'officer', roles: ['privacy_officer'], browser: ENGLISH_DESK });
    page = seat.page;
    anna = await stage.house.ask('anna', ['access']);
    jo = await stage.house.ask('jo', ['access']);
    for (const { requests } of [anna, jo]) await stage.house.reach(requests[0]!.id, 'proving');
  }, 120_000);
  afterAll(() => stage?.close());

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const link = (name: string) => page.getByRole('link', { name, exact: true });

  async function search(words: string): Promise<void> {
    await page.getByLabel('Reference or exact identifier').fill(words);
    await button('Search').click();
  }

  async function choose(label: string, option: string): Promise<void> {
    await page
      .getByRole('group', { name: 'Narrow the list' })
      .getByRole('button', { name: new RegExp(label) })
      .click();
    await page.getByRole('option', { name: option }).click();
  }

  story(
    'the queue: found by reference and exact identifier, narrowed, sorted, kept as a view, and renewed by itself',
    () => page,
    async () => {
      const { witness } = seat;
      await page.goto(`${stage.url}/desk`);
      await link(anna.reference).waitFor();
      await page.getByRole('cell', { name: 'Nordlicht Versand GmbH' }).first().waitFor();
      await search(anna.reference.toLowerCase());
      await page.getByText('1 request', { exact: true }).waitFor();
      await search(cast.jo.email.toUpperCase());
      await link(jo.reference).waitFor();
      // What somebody searches for stands in no address.
      expect(page.url()).not.toContain('jo');
      await witness.checkAccessibility('found');
      await search('Behrensen-Koll');
      await page.getByText('Nothing under these words').waitFor();
      await witness.checkAccessibility('nothing found');
      await button('Back to the list').click();

      await choose('Company', 'Sierra Outfitters');
      await link(anna.reference).waitFor({ state: 'hidden' });
      await link(jo.reference).waitFor();
      await page
        .getByRole('columnheader', { name: /^Received/ })
        .getByRole('button')
        .click();
      await page.locator('th[aria-sort="descending"]', { hasText: 'Received' }).waitFor();
      await witness.checkAccessibility('narrowed');
      await button('Save this view').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name').fill('Sierra');
      await dialog.locator('label.checkbox').click();
      await witness.checkAccessibility('view is kept');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await button('Sierra shared').waitFor();
      await button('Open 2').click();
      await link(anna.reference).waitFor();
      await button('Sierra shared').click();
      await link(anna.reference).waitFor({ state: 'hidden' });
      await choose('State', 'Closed');
      await page.getByText('Nothing fits').waitFor();
      await witness.checkAccessibility('nothing fits');
      await button('Show all open ones').click();

      // Somebody asks meanwhile; nobody reloads.
      const news = await stage.house.ask('gesa', ['access']);
      await link(news.reference).waitFor();
      await button('Open 3').waitFor();
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'figures, each with its table; errands; trust',
    () => page,
    async () => {
      const { witness } = seat;
      await page.goto(`${stage.url}/desk/figures`);
      await page.getByRole('heading', { name: 'Open by right' }).waitFor();
      await page.getByText('As a table').first().click();
      await page.getByRole('table').first().waitFor();
      await witness.checkAccessibility('figures with tables');
      await page.getByRole('button', { name: /Company/ }).click();
      await page.getByRole('option', { name: 'Sierra Outfitters' }).click();
      await page.getByText(/· Sierra Outfitters/).waitFor();
      await witness.checkAccessibility('figures of one company');

      await link('Trust').click();
      await page.getByText('Entries in the log').waitFor();
      await witness.checkAccessibility('trust');
      await page.getByRole('tab', { name: 'Checkpoints' }).click();
      await button('Copy').first().waitFor();
      await witness.checkAccessibility('checkpoints');
      await page.getByRole('tab', { name: 'Entries' }).click();
      await page.getByRole('row').nth(2).waitFor();
      await witness.checkAccessibility('entries');
      await page.getByRole('tab', { name: 'Verify' }).click();
      await page.getByText('No, without').click();
      await button('Verify').click();
      await page.getByText('Agrees with itself').first().waitFor();
      await witness.checkAccessibility('verified');
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'the team: somebody is invited for one company, changed and disabled; rights are never one’s own to give',
    () => page,
    async () => {
      const { witness } = seat;
      await link('Staff').click();
      await page.getByText('Nobody changes her own rights').waitFor();
      await button('Invite somebody').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name', { exact: true }).fill('Ines Holm');
      await dialog.getByLabel('E-mail address').fill('ines@desk.test');
      await dialog.locator('label.checkbox', { hasText: 'All' }).first().click();
      await dialog.locator('label.checkbox', { hasText: 'Sierra Outfitters' }).click();
      await witness.checkAccessibility('invitation');
      await dialog.getByRole('button', { name: 'Invite' }).click();
      await page.getByText('Invitation for Ines Holm').waitFor();
      await button('I have it').click();
      const row = page.getByRole('row', { name: /Ines Holm/ });
      await row.getByText('Sierra Outfitters').waitFor();
      await button('Change Ines Holm').click();
      await dialog.locator('label.checkbox', { hasText: 'Auditor' }).first().click();
      await dialog.getByRole('button', { name: 'Save' }).click();
      await row.getByText(/Auditor/).waitFor();
      await button('Disable Ines Holm').click();
      await witness.checkAccessibility('disable');
      await page.getByRole('dialog').or(page.getByRole('alertdialog')).getByRole('button', { name: 'Disable' }).click();
      await row.getByText('Disabled').waitFor();
      await witness.checkAccessibility('team');
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'the account: a session elsewhere is ended, the language stays with her, and a session that ends here leads out',
    () => page,
    async () => {
      const { witness } = seat;
      const elsewhere = new Browser(stage.url);
      const entered = bodyOf<{ next: string }>(
        await elsewhere.post('/v1/staff/sign-in', { email: seat.member.email, password: PASSWORD }),
      );
      expect(entered.next).not.toBe('');
      bodyOf(await elsewhere.post('/v1/staff/sign-in/totp', { code: seat.code() }));
      await page.getByRole('link', { name: 'Ada Vogt' }).click();
      await page.getByText('this session').waitFor();
      await witness.checkAccessibility('account');
      const all = await page.locator('.account-list li').count();
      await button('End').first().click();
      await page
        .locator('.account-list li')
        .nth(all - 1)
        .waitFor({ state: 'detached' });

      await button('Deutsch').click();
      await page.getByRole('heading', { level: 1, name: 'Mein Konto' }).waitFor();
      await stage.house.eventually(
        () => stage.house.sql<{ locale: string }>(`SELECT locale FROM staff WHERE id = $1`, [seat.member.id]),
        ([row]) => row?.locale === 'de',
      );
      await page.reload();
      await page.getByRole('heading', { level: 1, name: 'Mein Konto' }).waitFor();
      expect(witness.complaints).toEqual([]);

      // Ended from elsewhere while the queue is open: the page does not go on as if nothing had happened.
      await page.goto(`${stage.url}/desk`);
      await page.getByRole('link', { name: anna.reference }).waitFor();
      witness.expectStatus(401);
      await stage.house.sql(`UPDATE staff_session SET ended_at = now() WHERE staff_id = $1`, [seat.member.id]);
      await page.getByRole('heading', { level: 1, name: 'Anmelden' }).waitFor({ timeout: 40_000 });
      expect(witness.complaints).toEqual([]);
    },
    90_000,
  );
});
