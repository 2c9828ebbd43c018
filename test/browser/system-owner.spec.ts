import type { Browser, Page } from 'playwright-core';
import { builtPages } from '../../src/pages/built-pages.js';
import type { Role } from '../../src/people/policies.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { bodyOf, deskMember } from '../kit/desk-staff.js';
import { membersMap, ToldHouse } from '../kit/exchange/told-house.js';
import { describeWithBrowser, launch } from './kit/chromium.js';
import { ENGLISH_DESK, GERMAN_DESK } from './kit/desk-seat.js';
import { story } from './kit/story.js';
import { WitnessedPage } from './kit/witnessed-page.js';

const PETRA = 'petra.lohmann@small.test';
const OLE = 'ole.brandt@small.test';
const PATH = '/desk/systems/files?part=owner';

describeWithBrowser('who works a system by hand, at the desk', () => {
  let house: ToldHouse;
  let browser: Browser;
  const seats: WitnessedPage[] = [];

  beforeAll(async () => {
    if (!builtPages()) throw new Error('There are no pages to look at: npm run web builds them.');
    house = await ToldHouse.open({
      maps: { files: membersMap('files', 'manual', { owner: { name: 'Petra Lohmann', email: PETRA } }) },
    });
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  async function seat(name: string, roles: Role[], english = false): Promise<WitnessedPage> {
    const member = await deskMember(house.service, new SystemClock(), `${name}@desk.test`, roles);
    if (english) bodyOf(await member.browser.patch('/v1/staff/me', { locale: 'en' }));
    const { url } = house.service;
    const witness = await WitnessedPage.open(browser, new URL(url).origin, english ? ENGLISH_DESK : GERMAN_DESK);
    witness.page.setDefaultTimeout(20_000);
    await witness.page
      .context()
      .addCookies([...member.browser.cookies].map(([key, value]) => ({ name: key, value, url })));
    seats.push(witness);
    return witness;
  }
  const current = (): Page => seats.at(-1)!.page;
  const letters = async (to: string): Promise<number> => (await house.mails(to)).length;
  const letter = (to: string, count: number) =>
    house.eventually(
      () => letters(to),
      (number) => number >= count,
    );

  story(
    'an engineer sees what is open, sends and revokes a link, names somebody else, and ends it',
    current,
    async () => {
      const witness = await seat('ole-harms', ['engineer']);
      const { page } = witness;
      await page.goto(`${house.service.url}${PATH}`);
      await page.getByText('Nichts ist offen').waitFor();
      await page.getByText('Petra Lohmann').waitFor();
      await witness.checkAccessibility('nothing open');

      await house.begin('desk@people.example');
      await letter(PETRA, 1);
      await page.reload();
      const row = page.getByRole('row', { name: /Nachsehen, was vorliegt/ });
      await row.getByText('Link verschickt').waitFor();
      // An engineer sees what is owed, and no case of a person.
      expect(await row.getByRole('link').count()).toBe(0);
      await witness.checkAccessibility('one open');

      await row.getByRole('button', { name: /erneut senden/ }).click();
      await page.getByText(/Der Link zu HB-\S+ ist unterwegs/).waitFor();
      await letter(PETRA, 2);
      await row.getByRole('button', { name: /widerrufen/ }).click();
      await row.getByText('Link widerrufen').waitFor();
      await witness.checkAccessibility('revoked');

      await page.getByRole('button', { name: 'Ändern' }).click();
      await page
        .getByText('Eine offene Aufgabe geht mit einem neuen Link an diese Adresse')
        .waitFor({ state: 'hidden' });
      await page.getByRole('textbox', { name: 'Name' }).fill('Ole Brandt');
      await page.getByLabel('E-Mail-Adresse').fill('niemand');
      witness.expectStatus(400);
      await page.getByRole('button', { name: 'Speichern' }).click();
      await page.getByText('Das ist keine E-Mail-Adresse.').waitFor();
      await page.getByLabel('E-Mail-Adresse').fill(OLE);
      await page.getByText('Eine offene Aufgabe geht mit einem neuen Link an diese Adresse').waitFor();
      await witness.checkAccessibility('changing');
      await page.getByRole('button', { name: 'Speichern' }).click();
      await page.getByText('Ole Brandt').waitFor();
      await letter(OLE, 1);
      await row.getByText('Link verschickt').waitFor();

      await page.getByRole('button', { name: 'Zuständigkeit beenden' }).click();
      await page.getByText('Eine Aufgabe ist offen.').waitFor();
      await witness.checkAccessibility('ending');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Zuständigkeit beenden' }).click();
      await page.getByText('Niemand ist benannt').waitFor();
      await row.getByText('Link widerrufen').waitFor();
      expect(await row.getByRole('button').count()).toBe(0);
      await witness.checkAccessibility('nobody');
      expect(witness.complaints).toEqual([]);
      await witness.close();
    },
    120_000,
  );

  story(
    'an officer reads it in English, gets to the case, and names nobody',
    current,
    async () => {
      const witness = await seat('ada', ['privacy_officer'], true);
      const { page } = witness;
      await page.goto(`${house.service.url}${PATH}`);
      await page.getByText('Nobody is named').waitFor();
      expect(await page.getByRole('button', { name: 'Name somebody' }).count()).toBe(0);
      await witness.checkAccessibility('English');
      await page
        .getByRole('row', { name: /Look what there is/ })
        .getByRole('link')
        .click();
      await page.waitForURL(/\/desk\/requests\//);
      expect(witness.complaints).toEqual([]);
      await witness.close();
    },
    60_000,
  );

  story(
    'what cannot be read is said, and tried again',
    current,
    async () => {
      const witness = await seat('svea', ['auditor']);
      const { page } = witness;
      witness.expectStatus(500);
      await page.route('**/v1/systems/files/owner', (route) =>
        route.fulfill({
          status: 500,
          contentType: 'application/problem+json',
          body: '{"code":"internal","status":500}',
        }),
      );
      await page.goto(`${house.service.url}${PATH}`);
      const again = page.getByRole('button', { name: /noch einmal|erneut/i }).first();
      await again.waitFor();
      await witness.checkAccessibility('failed');
      await page.unroute('**/v1/systems/files/owner');
      await again.click();
      await page.getByText('Niemand ist benannt').waitFor();
      expect(witness.complaints).toEqual([]);
      await witness.close();
    },
    60_000,
  );
});
