import type { Page } from 'playwright-core';
import { cast } from '../../src/demo/company/cast.js';
import { describeWithBrowser } from './kit/chromium.js';
import { type DeskSeat, deskSeat } from './kit/desk-seat.js';
import { PortalStage } from './kit/portal-stage.js';
import { story } from './kit/story.js';
import { PHONE } from './kit/witnessed-page.js';

const DAY = 86_400_000;
const SCAN = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** `YYYY-MM-DD` in Berlin, so many days ago. */
const dayAgo = (days: number): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date(Date.now() - days * DAY));

const inWords = (day: string): string =>
  new Intl.DateTimeFormat('de-DE', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day));

describeWithBrowser('requests that the office writes down, in German', () => {
  let stage: PortalStage;
  let clerk: DeskSeat;
  let caller: DeskSeat;
  let officer: DeskSeat;
  let page: Page;

  beforeAll(async () => {
    stage = await PortalStage.open();
    clerk = await deskSeat(stage, { name: 'clerk', roles: ['agent'] });
    caller = await deskSeat(stage, { name: 'caller', roles: ['agent'], browser: PHONE });
    officer = await deskSeat(stage, { name: 'officer', roles: ['privacy_officer'] });
    page = clerk.page;
  }, 120_000);
  afterAll(() => stage?.close());

  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const box = (name: string | RegExp) => page.locator('label.checkbox', { hasText: name });

  /** Writes down what was asked, of Nordlicht, by whom. */
  async function fill(right: string, email: string): Promise<void> {
    await box('Nordlicht').click();
    await box(right).click();
    await page.getByLabel('Angabe').fill(email);
  }

  /** Opens what was recorded just now. @returns the id of its request. */
  async function open(right: string): Promise<string> {
    await page.getByRole('heading', { level: 1, name: 'Erfasst' }).waitFor();
    await page.getByText('Nordlicht Versand GmbH').waitFor();
    await page.getByRole('link', { name: right }).click();
    await page.getByRole('heading', { level: 1, name: new RegExp(`^${right} HB-`) }).waitFor();
    return /requests\/([\w-]+)/.exec(page.url())![1]!;
  }

  story(
    'a letter with its scan and its true day, of which the form says what is missing',
    () => page,
    async () => {
      const { witness } = clerk;
      await page.goto(`${stage.url}/desk`);
      await page.getByRole('link', { name: 'Antrag erfassen' }).click();
      await page.getByRole('heading', { level: 1, name: 'Antrag erfassen' }).waitFor();
      await witness.checkAccessibility('empty form');
      await button('Erfassen').click();
      await page.getByText('4 Angaben passen noch nicht').waitFor();
      await witness.checkAccessibility('form with faults');
      await page.getByLabel('Wahrer Tag des Eingangs').fill(dayAgo(-1));
      await fill('Löschung', cast.dieter.email);
      await button('Erfassen').click();
      await page.getByText('Der Eingang kann nicht in der Zukunft liegen.').first().waitFor();
      await page.getByLabel('Wahrer Tag des Eingangs').fill(dayAgo(5));
      await page.getByText('Der Tag liegt zurück').waitFor();
      await page.getByLabel('Worte der Person').fill('Bitte löschen Sie alles über mich.');
      const scans = page.locator('input[type=file]');
      await scans.setInputFiles({ name: 'notiz.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
      await page.getByText('notiz.txt passt nicht').waitFor();
      await scans.setInputFiles({ name: 'brief.pdf', mimeType: 'application/pdf', buffer: SCAN });
      await page.getByText('brief.pdf').waitFor();
      await witness.checkAccessibility('filled form');
      await button('Erfassen').click();
      await page.getByText('Nennen Sie der Person dieses Zeichen').waitFor();
      await witness.checkAccessibility('recorded');
      const id = await open('Löschung');
      await page.getByText('als Brief').waitFor();
      await page
        .getByText(inWords(dayAgo(5)))
        .first()
        .waitFor();
      await stage.house.reach(id, 'proving');
      const [download] = await Promise.all([page.waitForEvent('download'), button('Speichern').click()]);
      expect(download.suggestedFilename()).toMatch(/^HB-.*\.pdf$/);
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'is shown in the words of the person only for a reason, and her identity is decided by a human',
    () => page,
    async () => {
      const { witness } = clerk;
      await button('Worte der Person zeigen').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Ihr Blick wird mit Grund und Zeit aufgezeichnet').waitFor();
      await dialog.getByRole('button', { name: 'Zeigen' }).click();
      await dialog.getByText('Bitte wählen Sie etwas aus.').waitFor();
      await witness.checkAccessibility('reveal without a reason');
      await dialog.locator('.radio-card').first().click();
      await dialog.getByRole('button', { name: 'Zeigen' }).click();
      await dialog.getByText('Bitte löschen Sie alles über mich.').waitFor();
      await witness.checkAccessibility('revealed');
      await dialog.getByRole('button', { name: 'Schließen' }).click();

      await button('Identität entscheiden …').click();
      await dialog.getByText('Ja, nachgewiesen').click();
      await dialog.getByLabel(/^Was haben Sie angesehen/).fill('Unterschrift mit der Bestellung verglichen.');
      await witness.checkAccessibility('identity');
      await dialog.getByRole('button', { name: 'Entscheiden' }).click();
      await page.getByText('reicht aus').waitFor();
      await page.getByText('Zu entscheiden', { exact: true }).first().waitFor();
      // Who recorded it and accepted the identity is none who may approve; neither is her role.
      await page.getByText(/Entscheidungen, die jetzt nicht gehen/).click();
      await page.getByText('Nicht in Ihrer Rolle').first().waitFor();
      await witness.checkAccessibility('decided');
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'has its day corrected by an officer, with both days and the reason in the trail',
    () => officer.page,
    async () => {
      const { witness } = officer;
      const url = page.url();
      page = officer.page;
      await page.goto(url);
      await button('Eingang berichtigen …').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Berichtigen' }).click();
      await dialog.getByText('Bitte nennen Sie den Tag.').waitFor();
      await dialog.getByLabel('Wahrer Tag des Eingangs').fill(dayAgo(8));
      await dialog.getByText('Ein früherer Eingang hat sich gezeigt.').click();
      await witness.checkAccessibility('receipt corrected');
      await dialog.getByRole('button', { name: 'Berichtigen' }).click();
      await page
        .getByText(inWords(dayAgo(8)))
        .first()
        .waitFor();
      await page.getByRole('tab', { name: 'Protokoll' }).click();
      await page.getByText('Eingang berichtigt').waitFor();
      await page.getByText('Ein früherer Eingang hat sich gezeigt.').waitFor();
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'a call, taken down on a phone',
    () => caller.page,
    async () => {
      const { witness } = caller;
      page = caller.page;
      await page.goto(`${stage.url}/desk/record`);
      await page.getByText('Telefon', { exact: true }).click();
      await page.getByLabel('Wahrer Tag des Eingangs').fill(dayAgo(0));
      await fill('Auskunft', cast.gesa.email);
      await button('+ Telefon').click();
      await page.getByRole('textbox', { name: 'Angabe' }).nth(1).fill(cast.gesa.phone!);
      await box('Jemand fragt für eine andere Person').click();
      await page.getByLabel('Name der Vertretung').fill('Kanzlei Möller');
      await witness.checkAccessibility('call');
      await button('Erfassen').click();
      await page.getByText('Bitte sagen Sie, wer vertritt und womit das belegt wird.').first().waitFor();
      await page.getByRole('button', { name: /Verhältnis zur Person/ }).click();
      await page.getByRole('option', { name: 'Anwältin oder Anwalt' }).click();
      await page.getByRole('button', { name: /Berechtigt durch/ }).click();
      await page.getByRole('option', { name: 'Vollmacht' }).click();
      await button('Erfassen').click();
      await open('Auskunft');
      await page.getByText('am Telefon').waitFor();
      await page.getByText('Jemand fragt für eine andere Person', { exact: true }).waitFor();
      await witness.checkAccessibility('case on a phone');
      expect(witness.complaints).toEqual([]);
    },
  );
});
