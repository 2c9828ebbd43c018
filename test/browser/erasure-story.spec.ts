import type { Page } from 'playwright-core';
import { cast } from '../../src/demo/company/cast.js';
import { rowsOf, stillThere } from '../../src/demo/company/oracle/rows-of.js';
import type { AskedCase } from '../kit/demo-house.js';
import { describeWithBrowser } from './kit/chromium.js';
import { type DeskSeat, deskSeat, longSignedIn, signIn } from './kit/desk-seat.js';
import { PortalStage } from './kit/portal-stage.js';
import { story } from './kit/story.js';
import type { WitnessedPage } from './kit/witnessed-page.js';

describeWithBrowser('an erasure with invoices that must stay, in German', () => {
  let stage: PortalStage;
  let seat: DeskSeat;
  let page: Page;
  let phone: WitnessedPage;
  let asked: AskedCase;
  let id: string;

  beforeAll(async () => {
    stage = await PortalStage.open();
    seat = await deskSeat(stage, { name: 'officer', roles: ['privacy_officer'], signedIn: false });
    page = seat.page;
    asked = await stage.house.ask('bernd', ['erasure']);
    id = asked.requests[0]!.id;
    await stage.house.prove(id);
    await stage.house.reach(id, 'deciding');
  }, 120_000);
  afterAll(() => stage?.close());

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const dialog = () => page.getByRole('alertdialog');

  /** Approves what is shown, with the second factor where it is asked for. */
  async function approve(stepUp: boolean): Promise<void> {
    await button('Plan freigeben …').click();
    await dialog().getByText('bleiben, weil ein Gesetz die Aufbewahrung vorschreibt').waitFor();
    await seat.witness.checkAccessibility('approval asked');
    await dialog().getByRole('button', { name: 'Ja, so ausführen' }).click();
    if (stepUp) {
      await page.getByRole('heading', { name: 'Zeigen Sie Ihren zweiten Faktor noch einmal' }).waitFor();
      await seat.witness.checkAccessibility('step up');
      await page.getByLabel('Code Ihrer Authenticator-App').fill(seat.code());
      await button('Bestätigen').click();
    }
    await page.getByText('Dieser Plan ist freigegeben').waitFor();
  }

  story(
    'is found in the queue and read: who, how proven, by when, what will happen',
    () => page,
    async () => {
      const { witness } = seat;
      // Asked who she is before she has signed in, the service says that it does not know her yet.
      witness.expectStatus(401);
      await signIn(seat, stage.url);
      await page.getByRole('link', { name: asked.reference }).waitFor();
      await witness.checkAccessibility('queue');
      await page.getByRole('link', { name: asked.reference }).click();
      await page.getByRole('heading', { level: 1, name: `Löschung ${asked.reference}` }).waitFor();
      await page.getByText('b•••@e•••.org').waitFor();
      expect(await page.locator('main').innerText()).not.toContain(cast.bernd.email);
      await page.getByText('Entscheidung im Büro').first().waitFor();
      await page.getByText('reicht aus').waitFor();
      await page.getByText('So ist der Tag gerechnet').click();
      await page.getByText('Art. 12').first().waitFor();
      await witness.checkAccessibility('overview');

      await button('Plan ansehen und freigeben').click();
      await page.getByRole('heading', { name: 'Plan nach Systemen' }).waitFor();
      await page.locator('.plan-graph .react-flow__node').first().waitFor();
      const shop = page.getByRole('region', { name: 'Was in Webshop geschieht' });
      await shop.getByText('Buchungsbelege (Steuerrecht)').first().waitFor();
      await shop.getByText('§ 147(1) Nr. 4', { exact: false }).first().waitFor();
      await shop.getByText('31. Dezember 2033').first().waitFor();
      await page.getByText('Nicht umkehrbar').first().waitFor();
      await witness.checkAccessibility('plan');
      expect(witness.complaints).toEqual([]);
    },
    60_000,
  );

  story(
    'is refused when a system changes after the approval, shows the difference, and goes on once approved anew',
    () => page,
    async () => {
      const { house } = stage;
      const { witness } = seat;
      const own = await rowsOf(house.company, cast.bernd);
      witness.expectStatus(403);
      // While the systems are searched again there is no plan to show.
      witness.expectStatus(404);
      await longSignedIn(stage, seat);
      await house.allPaused(async () => {
        await approve(true);
        // She orders again: an order that is paid and not shipped is a reason to keep.
        await house.inSystem(
          'shop',
          `INSERT INTO orders (order_no, customer_id, status, ordered_at, total)
         SELECT 'NL-2026-990102', id, 'paid', now(), 49.90 FROM customers WHERE email = $1`,
          [cast.bernd.email],
        );
      });
      // Nobody reloads: the page learns that its plan was voided and another one drawn.
      await page.getByRole('heading', { name: 'Was sich seit der Freigabe geändert hat' }).waitFor();
      const drift = page.getByRole('region', { name: 'Was sich seit der Freigabe geändert hat' });
      await drift.getByText('war nicht dabei').first().waitFor();
      await drift.getByText('noch benötigt').first().waitFor();
      await witness.checkAccessibility('drift');
      await approve(false);

      await page.getByRole('tab', { name: 'Fortschritt' }).click();
      await page.getByRole('heading', { name: 'Was daraus geworden ist' }).waitFor();
      await house.reach(id, 'closed');
      const became = page.getByRole('region', { name: 'Was daraus geworden ist' });
      await became.getByText('im laufenden System nachgelesen: nicht mehr da').first().waitFor();
      // What stays is not said to be gone.
      for (const row of await became
        .getByRole('row')
        .filter({ hasText: /aufbewahrt|noch benötigt/ })
        .all()) {
        expect(await row.innerText()).not.toContain('nicht mehr da');
      }
      await witness.checkAccessibility('progress, done');
      const left = await stillThere(house.company, own);
      expect(left.length).toBeGreaterThan(0);
      expect(left.filter(({ table }) => table.startsWith('crm.'))).toEqual([]);

      await page.getByRole('tab', { name: 'Schreiben' }).click();
      await button('Antwort zur Löschung lesen').click();
      await page.getByRole('dialog').getByText('Webshop').first().waitFor();
      await witness.checkAccessibility('letter');
      await page.getByRole('dialog').getByRole('button', { name: 'Schließen' }).click();
      expect(witness.complaints).toEqual([]);
    },
    90_000,
  );

  story(
    'can be followed in the trail, which the page checks by itself',
    () => page,
    async () => {
      const { witness } = seat;
      await page.getByRole('tab', { name: 'Protokoll' }).click();
      await page.getByText(/Einträge stehen so im unterschriebenen Protokoll/).waitFor();
      await page.getByText('Systeme haben sich geändert').first().waitFor();
      await page.getByText('noch auf die nächste Unterschrift').waitFor({ state: 'hidden' });
      await witness.checkAccessibility('trail');
      expect(witness.complaints).toEqual([]);
    },
    60_000,
  );

  story(
    'tells the person what stays and until when, with a receipt that her page checks',
    () => phone.page,
    async () => {
      phone = await stage.witness();
      phone.page.setDefaultTimeout(20_000);
      phone.expectStatus(404);
      await phone.page.goto(`${stage.url}/case#${asked.token}`);
      await phone.page
        .getByText('Wird noch nicht gelöscht, weil ein Gesetz die Aufbewahrung vorschreibt')
        .first()
        .waitFor();
      await phone.page
        .getByText(/Frühestens am 1\. Januar 2034 kann gelöscht werden/)
        .first()
        .waitFor();
      // Beside the outcomes: what stays in a system anyway, and when somebody looks again.
      await phone.page.getByText('Was in diesem System bleibt:').first().waitFor();
      await phone.page.getByText(/^Nach 90 Tagen/).waitFor();
      expect(await phone.page.getByText('Vorgesehen', { exact: true }).count()).toBe(4);
      await phone.page.getByText(/^Verschlüsselte Kennungen, damit wir nachsehen/).waitFor();
      await phone.checkAccessibility('answered');
      await phone.page.getByRole('button', { name: 'English', exact: true }).click();
      await phone.page.getByText('What stays in this system:').first().waitFor();
      await phone.page.getByText(/^After 90 days/).waitFor();
      await phone.checkAccessibility('answered, in English');
      await phone.page.getByRole('button', { name: 'Deutsch', exact: true }).click();
      await phone.page.getByRole('link', { name: 'Beleg', exact: true }).click();
      await phone.page.getByText('Der Beleg stimmt mit dem Protokoll überein').waitFor();
      await phone.page.getByText('nicht die Löschung selbst').first().waitFor();
      await phone.checkAccessibility('receipt');
      expect(phone.complaints).toEqual([]);
      await phone.close();
    },
    60_000,
  );
});
