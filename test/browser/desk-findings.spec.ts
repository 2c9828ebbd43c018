import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { Transactions } from '../../src/platform/queues/transactions.js';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { Suppression } from '../../src/suppression/suppression.js';
import type { Role } from '../../src/people/policies.js';
import { deskMember } from '../kit/desk-staff.js';
import { type HelpdeskHouse, openHelpdeskHouse } from '../kit/hooks/helpdesk-house.js';
import { userEvent } from '../kit/hooks/zendesk-news.js';
import { describeWithBrowser, launch } from './kit/chromium.js';
import { GERMAN_DESK } from './kit/desk-seat.js';
import { story } from './kit/story.js';
import { WitnessedPage } from './kit/witnessed-page.js';

const EMAIL = 'gone.person@example.org';
const SECRET = 'a-secret-of-the-sender';

describeWithBrowser('what other tools told, among what waits for an officer', () => {
  let house: HelpdeskHouse;
  let browser: Browser;
  const seats: WitnessedPage[] = [];

  beforeAll(async () => {
    house = await openHelpdeskHouse(null);
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  async function seat(name: string, roles: Role[]): Promise<WitnessedPage> {
    const { url } = house.service;
    const member = await deskMember(house.service, new SystemClock(), `${name}@findings.test`, roles);
    const witness = await WitnessedPage.open(browser, new URL(url).origin, GERMAN_DESK);
    witness.page.setDefaultTimeout(20_000);
    await witness.page
      .context()
      .addCookies([...member.browser.cookies].map(([key, value]) => ({ name: key, value, url })));
    seats.push(witness);
    return witness;
  }
  const current = (): Page => seats.at(-1)!.page;

  /** As an erasure leaves it behind once its case is forgotten: a keyed tag alone. Then a contact under it appears again. */
  async function comesBack(): Promise<void> {
    const of = { strict: false };
    const { app } = house.service.service;
    const [controller] = await house.sql<{ id: string }>(`SELECT id FROM controller WHERE slug = 'alpha'`);
    await app
      .get(Transactions, of)
      .run((tx) => app.get(Suppression, of).write(tx, controller!.id, [{ kind: 'email', value: EMAIL }]));
    await house.sql(`UPDATE tombstone SET written_at = now() - interval '30 days'`);
    house.desk.users.set('90', EMAIL);
    const source = await house.source('zendesk', {
      secret: SECRET,
      system: 'desk',
      settings: { kinds: { user: 'desk_user' } },
    });
    const sent = await house.send(
      'zendesk',
      source,
      userEvent('created', '90', { email: EMAIL, at: new Date(Date.now() - 3_600_000).toISOString() }),
    );
    expect(sent.status).toBe(200);
    const shop = await house.source('shopify', { secret: SECRET, settings: { customerId: 'customer_id' } });
    const ended = { shop_id: 1, shop_domain: 'nordlicht.myshopify.com' };
    const headers = { 'x-shopify-topic': 'shop/redact' };
    expect((await house.send('shopify', shop, ended, { id: randomUUID(), headers })).status).toBe(200);
    await house.quiet();
  }

  story(
    'an officer sees that somebody erased is back, and that an account ends, and decides both',
    current,
    async () => {
      const witness = await seat('officer', ['privacy_officer']);
      const { page } = witness;
      await page.goto(`${house.service.url}/desk/errands`);
      await page.getByText('Nichts wartet auf einen Menschen').waitFor();
      expect(await page.getByText('Meldungen anderer Werkzeuge').count()).toBe(0);

      await comesBack();
      await page.reload();
      await page.getByRole('heading', { name: 'Meldungen anderer Werkzeuge' }).waitFor();
      const back = page.getByRole('row', { name: /offenbar wieder da/ });
      const ends = page.getByRole('row', { name: /Ein ganzes Konto endet/ });
      await back.waitFor();
      await ends.waitFor();
      // The list names nobody: who it is, is shown to whoever decides.
      expect(await page.getByText(EMAIL).count()).toBe(0);
      expect(await page.getByText('Nichts wartet auf einen Menschen').count()).toBe(0);
      await witness.checkAccessibility('findings');

      await back.getByRole('button').click();
      await page.getByText(EMAIL).waitFor();
      await page.getByRole('button', { name: 'Festhalten' }).click();
      await page.getByText('Bitte wählen Sie etwas aus.').waitFor();
      await witness.checkAccessibility('deciding');
      await page.getByText('Sie ist von sich aus zurückgekehrt').click();
      await page.getByRole('button', { name: 'Festhalten' }).click();
      await back.waitFor({ state: 'detached' });

      await ends.getByRole('button').click();
      await page.getByRole('button', { name: 'Festhalten' }).click();
      await page.getByText('Nichts wartet auf einen Menschen').waitFor();
      const settled = await house.sql<{ outcome: string }>(`SELECT outcome FROM hook_finding ORDER BY outcome`);
      expect(settled.map(({ outcome }) => outcome)).toEqual(['done-by-hand', 'new-relation']);
      expect(witness.complaints).toEqual([]);
      await witness.close();
    },
    120_000,
  );

  story(
    'an agent sees them and decides none',
    current,
    async () => {
      await house.sql(
        `UPDATE hook_finding SET settled_at = NULL, settled_by = NULL, outcome = NULL WHERE kind = 'account-ends'`,
      );
      const witness = await seat('agent', ['agent']);
      const { page } = witness;
      await page.goto(`${house.service.url}/desk/errands`);
      const ends = page.getByRole('row', { name: /Ein ganzes Konto endet/ });
      await ends.waitFor();
      expect(await ends.getByRole('button').count()).toBe(0);
      expect(witness.complaints).toEqual([]);
      await witness.close();
    },
    60_000,
  );
});
