import type { Page } from 'playwright-core';
import { cast } from '../../src/demo/company/cast.js';
import type { AskedCase } from '../kit/demo-house.js';
import { describeWithBrowser } from './kit/chromium.js';
import { ask, mailedCode, PortalStage } from './kit/portal-stage.js';
import { story } from './kit/story.js';
import type { WitnessedPage } from './kit/witnessed-page.js';

describeWithBrowser('turns that a case can take for the person, in German on a phone', () => {
  let stage: PortalStage;
  let witness: WitnessedPage;
  let page: Page;

  beforeAll(async () => {
    stage = await PortalStage.open();
  }, 120_000);
  beforeEach(async () => {
    witness = await stage.witness();
    page = witness.page;
    page.setDefaultTimeout(20_000);
  });
  afterEach(() => witness.close());
  afterAll(() => stage?.close());

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  story(
    'a withdrawal that comes too late says where, and what was stopped',
    () => page,
    async () => {
      const { house } = stage;
      const asked = await house.ask('bernd', ['erasure']);
      const { id } = asked.requests[0]!;
      await house.prove(id);
      await house.reach(id, 'deciding');
      await page.goto(`${stage.url}/case#${asked.token}`);
      await button('Anfrage zurückziehen').waitFor();
      await house.paused('shop', () =>
        house.paused('helpdesk', async () => {
          await house.approve(id);
          await house.eventually(
            async () => (await house.show(id)).tasks,
            (tasks) =>
              tasks.some(({ system, action, state }) => system === 'crm' && action === 'erase' && state === 'done'),
          );
          await button('Anfrage zurückziehen').click();
          const dialog = page.getByRole('alertdialog');
          await dialog.getByText('lässt sie sich dort nicht mehr zurückholen').waitFor();
          await witness.checkAccessibility('withdrawal asked');
          await dialog.getByRole('button', { name: 'Zurückziehen', exact: true }).click();
          await dialog.getByText('Hier hatte die Löschung schon begonnen: Kundenbeziehungen.').waitFor();
          await dialog.getByText('Hier haben wir sie angehalten: Kundenservice und Webshop.').waitFor();
          await witness.checkAccessibility('too late');
          await dialog.getByRole('button', { name: 'Schließen' }).click();
        }),
      );
      await house.reach(id, 'closed');
      await page.getByText('Auf Ihren Wunsch angehalten.').first().waitFor();
      await witness.checkAccessibility('partly done');
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'the copy first: nothing is erased before her word that it has arrived',
    () => page,
    async () => {
      const { house } = stage;
      const asked = await house.ask('anna', ['access', 'erasure'], { copyFirst: true });
      const [access, erasure] = ['access', 'erasure'].map(
        (name) => asked.requests.find(({ right }) => right === name)!.id,
      );
      await house.prove(access!);
      await house.approve(erasure!);
      await page.goto(`${stage.url}/case#${asked.token}`);
      await page.getByText('Die Löschung wartet, bis Sie bestätigt haben').waitFor();
      expect(await button('Kopie ist da, bitte löschen').count()).toBe(0);
      await witness.checkAccessibility('copy awaited');
      await house.release(access!);
      await house.reach(access!, 'closed');
      await button('Kopie ist da, bitte löschen').click();
      const dialog = page.getByRole('alertdialog');
      await dialog.getByText('können wir nicht wiederherstellen').waitFor();
      await witness.checkAccessibility('confirmation');
      await dialog.getByRole('button', { name: 'Ja, löschen' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await house.reach(erasure!, 'closed');
      await page.getByText('Was geschehen ist und was bleibt').waitFor();
      await witness.checkAccessibility('erased after the copy');
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'the copy first, and the erasure some days later by itself; she may think otherwise',
    () => page,
    async () => {
      const { house } = stage;
      await page.goto(`${stage.url}/request/erasure?controller=nordlicht`);
      await page.getByLabel('Ihre E-Mail-Adresse').fill(await house.someone());
      await page.getByText('Schicken Sie mir vorher eine Kopie').click();
      await page.getByText('Einige Tage, nachdem sie bereitliegt').click();
      const days = page.getByLabel('Wie viele Tage danach?');
      await days.fill('99');
      await button('Anfrage absenden').click();
      await page.getByText('Bitte eine Zahl zwischen 3 und 14.').waitFor();
      await witness.checkAccessibility('days out of bounds');
      await days.fill('5');
      const accepted = page.waitForResponse(
        (response) => response.url().endsWith('/v1/submissions') && response.status() === 201,
      );
      await button('Anfrage absenden').click();
      const { cases } = (await (await accepted).json()) as { cases: AskedCase[] };
      const erasure = cases[0]!.requests.find(({ right }) => right === 'erasure')!.id;
      await page.getByText('Die Löschung beginnt von selbst, 5 Tage nachdem die Kopie bereitliegt.').waitFor();
      await witness.checkAccessibility('erasure by itself');
      await button('Zeitpunkt ändern').click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Wenn ich bestätige, dass sie da ist').click();
      await witness.checkAccessibility('time of the erasure');
      await dialog.getByRole('button', { name: 'So festlegen' }).click();
      await page.getByText('Die Löschung wartet, bis Sie bestätigt haben').waitFor();
      expect(await house.sql(`SELECT erase_after_days AS days FROM request WHERE id = $1`, [erasure])).toEqual([
        { days: null },
      ]);
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'a code that has expired is replaced by another one',
    () => page,
    async () => {
      const { house } = stage;
      await page.goto(`${stage.url}/request/rectification?controller=sierra&place=US-CA`);
      await page.getByLabel('Ihre E-Mail-Adresse').fill(cast.kai.email);
      await page.getByLabel('Worum geht es?').fill('Mein Name ist falsch geschrieben.');
      await button('Anfrage absenden').click();
      await page.getByText('Ihre Anfrage ist angekommen').waitFor();
      await page.getByRole('link', { name: 'Jetzt ausweisen' }).click();
      const field = page.getByLabel('Code aus der E-Mail');
      await field.waitFor();
      const first = await mailedCode(house, cast.kai.email);
      await house.sql(
        `UPDATE challenge SET expires_at = now() - interval '1 minute', sent_at = now() - interval '11 minutes'`,
      );
      await page.reload();
      await page.getByText('Dieser Code gilt nicht mehr. Bitte fordern Sie einen neuen an.').waitFor();
      expect(await field.count()).toBe(0);
      await witness.checkAccessibility('expired');
      await button('Neuen Code schicken').click();
      await field.waitFor();
      await house.eventually(
        () => mailedCode(house, cast.kai.email),
        (code) => code !== first,
      );
      await field.fill(await mailedCode(house, cast.kai.email));
      await button('Code prüfen').click();
      await field.waitFor({ state: 'hidden' });
      await witness.checkAccessibility('code accepted');
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'somebody who cannot be told from others is asked for more, and gives it here',
    () => page,
    async () => {
      const { house } = stage;
      witness.expectStatus(400);
      const asked = await house.askAs('fremd@anderswo.example', ['access']);
      const { id } = asked.requests[0]!;
      await house.reach(id, 'proving');
      const invited = await house.clerk.post(`/v1/requests/${id}/further-data`, { helpful: ['eine Kundennummer'] });
      expect(invited.status).toBe(204);
      await page.goto(`${stage.url}/case#${asked.token}`);
      await page.getByRole('link', { name: 'Weitere Angaben machen' }).click();
      await page.getByLabel('Ihre Kundennummer').waitFor();
      await button('Angaben senden').click();
      await page.getByText('Bitte füllen Sie mindestens ein Feld aus.').waitFor();
      await page.getByLabel('Eine Telefonnummer').fill('keine');
      await button('Angaben senden').click();
      await page.getByText('Das kann so nicht stimmen.').waitFor();
      await witness.checkAccessibility('further details, refused');
      await page.getByLabel('Eine Telefonnummer').fill('');
      await page.getByLabel('Ihre Kundennummer').fill('NL-100101');
      await button('Angaben senden').click();
      await page.getByText('Danke, Ihre Angaben sind da').waitFor();
      await witness.checkAccessibility('further details given');
      await house.errand(id, 'further-data-given');
      await page.getByRole('link', { name: 'Zurück zum Vorgang' }).click();
      await page.getByRole('link', { name: 'Nachrichten' }).waitFor();
      expect(await page.getByRole('link', { name: 'Weitere Angaben machen' }).count()).toBe(0);
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'a copy to take elsewhere comes without a review, in a form that machines read',
    () => page,
    async () => {
      const { house } = stage;
      const { id, reference } = await ask(
        page,
        `${stage.url}/request/portability?controller=nordlicht`,
        cast.ivo.email,
      );
      const assertion = await stage.assertion('ivo', reference);
      await page.goto(`${stage.url}/case/prove#assertion=${assertion}`);
      await page.getByText('Danke, das genügt').waitFor();
      await house.approve(id);
      await house.reach(id, 'closed');
      await page.goto(`${stage.url}/case`);
      await page.getByRole('link', { name: 'Antwort abholen' }).first().click();
      await page.getByRole('button', { name: /^Herunterladen/ }).waitFor();
      await witness.checkAccessibility('portable copy');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: /^Herunterladen/ }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`${reference}.zip`);
      expect(witness.complaints).toEqual([]);
    },
  );
});
