import type { Page } from 'playwright-core';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { deskMember } from '../kit/desk-staff.js';
import { type HelpdeskHouse, openHelpdeskHouse } from '../kit/hooks/helpdesk-house.js';
import { ticketCreated } from '../kit/hooks/zendesk-news.js';
import { describeWithBrowser, launch } from './kit/chromium.js';
import { WitnessedPage } from './kit/witnessed-page.js';

const WIDE = { viewport: { width: 1280, height: 900 }, locale: 'de-DE', timezoneId: 'Europe/Berlin' };
const PATIENCE = 120_000;
const ASKS_HOW = 'Hallo, wie kann ich mein Profil bei Ihnen löschen? Ich finde den Knopf nicht. Kanarienvogel';
const SPEAKS_OF_DATA = 'Ich habe eine Frage dazu, wie lange meine Daten bei Ihnen bleiben.';

describeWithBrowser('messages that may be requests, at the desk', () => {
  let house: HelpdeskHouse;
  let source: string;
  let browser: Awaited<ReturnType<typeof launch>>;
  let seen: WitnessedPage;
  let page: Page;

  beforeAll(async () => {
    house = await openHelpdeskHouse(null);
    source = await house.source('zendesk', {
      secret: 'a-secret-of-the-sender',
      system: 'desk',
      settings: { kinds: { user: 'desk_user' } },
    });
    for (const id of ['81', '82']) house.desk.users.set(id, `person.${id}@example.org`);
    browser = await launch();
    seen = await WitnessedPage.open(browser, new URL(house.service.url).origin, WIDE);
    page = seen.page;
    page.setDefaultTimeout(15_000);
    const agent = await deskMember(house.service, new SystemClock(), 'agent@possible.test', ['agent']);
    const cookies = [...agent.browser.cookies].map(([name, value]) => ({ name, value, url: house.service.url }));
    await page.context().addCookies(cookies);
  }, PATIENCE);

  afterAll(async () => {
    await seen?.close();
    await browser?.close();
    await house?.close();
  }, PATIENCE);

  const tell = async (ticket: string, text: string, user: string): Promise<void> => {
    const news = ticketCreated(ticket, text, new Date(Date.now() - 3_600_000).toISOString(), user);
    expect((await house.send('zendesk', source, news)).status).toBe(200);
    await house.quiet();
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first();

  it(
    'are none at first',
    async () => {
      await page.goto(`${house.service.url}/desk/possible`);
      await heading('Keine Nachricht wartet auf eine Entscheidung').waitFor();
      await seen.checkAccessibility('empty list');
    },
    PATIENCE,
  );

  it(
    'are listed with a provisional date and counted at the door, and say why they are there',
    async () => {
      await tell('900', ASKS_HOW, '81');
      await tell('901', SPEAKS_OF_DATA, '82');
      await page.reload();
      await page.getByRole('rowheader', { name: /Ticket 900/ }).waitFor();
      expect(await page.getByText('vorläufig', { exact: true }).count()).toBe(2);
      await page.getByRole('link', { name: /Mögliche Anträge.*2 zu entscheiden/ }).waitFor();
      await seen.checkAccessibility('list');

      await page.getByRole('link', { name: /Ticket 900/ }).click();
      await heading(/Ticket 900/).waitFor();
      await page.getByText('Die eigenen Daten oder das Konto sollen gelöscht werden.').waitFor();
      await page.getByText('Es wird nur gefragt, wie oder ob.').waitFor();
      expect(await page.content()).not.toContain('Kanarienvogel');
      await seen.checkAccessibility('one message');
    },
    PATIENCE,
  );

  it(
    'show their words for a reason alone',
    async () => {
      await button('Zeigen').click();
      await page.getByText('Bitte wählen Sie', { exact: false }).first().waitFor();
      await page
        .getByRole('radio', { name: /entscheiden/ })
        .first()
        .check({ force: true });
      await button('Zeigen').click();
      await page.getByText('Kanarienvogel').waitFor();
      await page.getByText('person.81@example.org').waitFor();
      const [read] = await house.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM ledger_entry WHERE body::text LIKE '%shadow.read%' AND body::text LIKE '%to-decide%'`,
      );
      expect(read!.n).toBe(1);
      await seen.checkAccessibility('words shown');
    },
    PATIENCE,
  );

  it(
    'become a request, whose page opens',
    async () => {
      await page.getByRole('radio', { name: /^Ein Antrag/ }).check({ force: true });
      const erasure = page.getByRole('checkbox', { name: /öschung|löschen/ });
      await erasure.waitFor();
      expect(await erasure.isChecked()).toBe(true);
      await seen.checkAccessibility('confirming');
      await button('Antrag eröffnen').click();
      await page.waitForURL(/\/desk\/requests\/[0-9a-f-]{36}/);
      const [request] = await house.sql<{ right: string }>(
        `SELECT r."right" FROM ticket_link l JOIN request r ON r.id = l.request_id WHERE l.ticket = '900'`,
      );
      expect(request!.right).toBe('erasure');
    },
    PATIENCE,
  );

  it(
    'are dismissed with a reason, and can be found again',
    async () => {
      await page.goto(`${house.service.url}/desk/possible`);
      await page.getByRole('link', { name: /Ticket 901/ }).click();
      await page.getByRole('radio', { name: /^Kein Antrag/ }).check({ force: true });
      await button('Verwerfen').click();
      await page.getByText('Bitte wählen Sie einen Grund.').waitFor();
      await seen.checkAccessibility('dismissing');
      await page.getByRole('radio', { name: /Die Nachricht verlangt nichts/ }).check({ force: true });
      await button('Verwerfen').click();
      await heading('Keine Nachricht wartet auf eine Entscheidung').waitFor();
      await page.goto(`${house.service.url}/desk/possible?state=dismissed`);
      await page.getByRole('link', { name: /Ticket 901/ }).click();
      await page.getByText('Die Nachricht verlangt nichts', { exact: false }).waitFor();
      expect(await page.getByRole('heading', { name: 'Entscheiden' }).count()).toBe(0);
    },
    PATIENCE,
  );

  it(
    'say so when the list cannot be read, and come back',
    async () => {
      await page.route('**/v1/shadow-requests?*', (route) => route.abort());
      await page.goto(`${house.service.url}/desk/possible?state=confirmed`);
      const again = page.getByRole('button', { name: /Noch einmal|Erneut/ });
      await again.waitFor({ timeout: 60_000 });
      await seen.checkAccessibility('unreachable');
      await page.unroute('**/v1/shadow-requests?*');
      await again.click();
      await page.getByRole('link', { name: /Ticket 900/ }).waitFor();
    },
    PATIENCE,
  );
});
