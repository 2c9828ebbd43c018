import type { Page } from 'playwright-core';
import { SystemClock } from '../../src/platform/clock/clock.js';
import { stringify } from 'yaml';
import { CANARIES, canaryMap, EMAIL, loadCanaryShop } from '../kit/canary-shop.js';
import { postgresPlace, type SqlPlace } from '../kit/connectors/sql-harness.js';
import { deskMember } from '../kit/desk-staff.js';
import { runService, type RunningService } from '../kit/running-service.js';
import { withMaps } from '../kit/two-controllers.js';
import { describeWithBrowser, launch } from './kit/chromium.js';
import { WitnessedPage } from './kit/witnessed-page.js';

const WIDE = { viewport: { width: 1280, height: 900 }, locale: 'de-DE', timezoneId: 'Europe/Berlin' };
const PATIENCE = 120_000;

describeWithBrowser('a system registered at the desk', () => {
  let place: SqlPlace;
  let service: RunningService;
  let browser: Awaited<ReturnType<typeof launch>>;
  let seen: WitnessedPage;
  let page: Page;

  beforeAll(async () => {
    place = await postgresPlace();
    await loadCanaryShop(place);
    service = await runService({ environment: { TRUSTED_PROXIES: '1' } });
    await withMaps({ nests: { ...canaryMap('NOWHERE_URL'), system: 'nests' } }, (folder) => service.apply(folder));
    browser = await launch();
    seen = await WitnessedPage.open(browser, new URL(service.url).origin, WIDE);
    page = seen.page;
    page.setDefaultTimeout(15_000);
    const engineer = await deskMember(service, new SystemClock(), 'engineer@beta.test', ['engineer']);
    const cookies = [...engineer.browser.cookies].map(([name, value]) => ({ name, value, url: service.url }));
    await page.context().addCookies(cookies);
  }, PATIENCE);

  afterAll(async () => {
    await seen?.close();
    await browser?.close();
    await service?.stop();
    await place?.drop();
  }, PATIENCE);

  /** Puts a text into the editor as somebody does who selects all and pastes. */
  async function type(yaml: string): Promise<void> {
    const editor = page.getByRole('textbox', { name: 'Datenkarte von birds' });
    await editor.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(yaml);
  }

  const button = (name: string) => page.getByRole('button', { name, exact: true });

  const field = (name: string) => page.getByRole('textbox', { name: new RegExp(`^${name}`) });

  it(
    'is guided, connected by its form, scanned, mapped, tried on a test person and put in force',
    async () => {
      await page.goto(`${service.url}/desk/first-run`);
      await page.getByRole('heading', { level: 1, name: 'Erste Schritte' }).waitFor();
      await page.getByText('3 von 6 Schritten').waitFor();
      await seen.checkAccessibility('first run');

      await page.goto(`${service.url}/desk/systems`);
      await page.getByRole('rowheader', { name: /Birds/ }).waitFor();
      await page.getByText(/stehen in der Datei controllers\.yaml und lassen sich hier nicht ändern/).waitFor();
      await seen.checkAccessibility('list');
      await page.getByRole('link', { name: 'System anbinden' }).click();

      // What the service refuses is told at its field.
      await page.getByLabel('Name auf Deutsch').fill('Vögel');
      await page.getByLabel('Name auf Englisch').fill('Birds');
      await page.getByLabel('Kurzname').fill('birds');
      await page.getByText('beta Ltd.').click();
      const url = new URL(place.url);
      await field('Host').fill(url.hostname || '127.0.0.1');
      await field('Port').fill('99999');
      await field('Datenbank').fill(url.pathname.slice(1));
      await field('Benutzer').fill(decodeURIComponent(url.username) || 'postgres');
      await page.locator('input[type=password]').fill(decodeURIComponent(url.password));
      seen.expectStatus(400);
      await button('Als Entwurf speichern').click();
      await page.getByText('Bitte höchstens 65535.').waitFor();
      await seen.checkAccessibility('form with a refusal');
      await field('Port').fill(url.port || '5432');
      await button('Als Entwurf speichern').click();

      await page.getByRole('heading', { name: 'Verbindung des Entwurfs' }).waitFor();
      await button('Prüfen').click();
      await page.getByText('Antwortet').waitFor();
      await seen.checkAccessibility('connection');

      await page.getByRole('tab', { name: 'Datenkarte' }).click();
      await button('Vorschlag holen').click();
      await page.getByText('2 Tabellen angesehen').waitFor();
      await seen.checkAccessibility('proposal');
      await button('Vorschlag übernehmen').click();
      await page.getByText('Nicht gespeichert').waitFor();
      await page.getByText('to-fill-in').first().waitFor();
      await seen.checkAccessibility('map with findings');
      await button('Entwurf speichern').click();
      await page.getByText('Gespeichert', { exact: false }).first().waitFor();

      const draft = await page.evaluate<{ connection: object }>(
        `fetch('/v1/systems/birds/draft').then((r) => r.json())`,
      );
      await type(stringify({ ...canaryMap('UNUSED'), connection: draft.connection }));
      await page.getByText('Nicht gespeichert').waitFor();
      await button('Entwurf speichern').click();
      await page.getByText('Nicht gespeichert').first().waitFor({ state: 'hidden' });
      await button('Jetzt vergleichen').click();
      await page.getByRole('heading', { name: 'Befunde neben dem System' }).waitFor();
      await seen.checkAccessibility('map reviewed');

      await page.getByRole('tab', { name: 'Probelauf' }).click();
      await page.getByLabel('Kennung der Testperson').fill(EMAIL);
      await button('Probelauf starten').click();
      await page.getByRole('heading', { name: '2 Datensätze gefunden' }).waitFor();
      await page.getByText('Nichts wurde verändert, nichts behalten').waitFor();
      expect(await page.getByText('würde gelöscht').count()).toBe(2);
      const shown = await page.locator('main').innerText();
      for (const value of [CANARIES.first, CANARIES.street, CANARIES.order]) expect(shown).not.toContain(value);
      await seen.checkAccessibility('trial');
      expect(await place.run(`SELECT count(*)::int AS n FROM customers`)).toEqual([{ n: 2 }]);

      await page.getByRole('tab', { name: 'Datenkarte' }).click();
      await button('In Kraft setzen').click();
      await page.getByRole('dialog').getByText('Vorher galt für dieses System keine Karte.').waitFor();
      await seen.checkAccessibility('activation');
      await page.getByRole('dialog').getByRole('button', { name: 'In Kraft setzen' }).click();
      await page.getByText('Fassung 1, hier erstellt').waitFor();
      await page.getByRole('tab', { name: 'Fassungen' }).click();
      await page.getByRole('rowheader', { name: /Fassung 1/ }).waitFor();
      await seen.checkAccessibility('versions');
      expect(seen.complaints).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'keeps what was typed when somebody else has saved, and asks before it is lost',
    async () => {
      await page.goto(`${service.url}/desk/systems/birds?part=map`);
      await button('Entwurf beginnen').click();
      await type('habeas: 1\n# mine\n');
      await page.getByText('Nicht gespeichert').waitFor();
      const put = `fetch('/v1/systems/birds/draft').then((r) => r.json()).then((draft) => fetch('/v1/systems/birds/draft', {
        method: 'PUT', headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ yaml: draft.yaml + '# theirs\\n', revision: draft.revision }) })).then((r) => r.status)`;
      expect(await page.evaluate(put)).toBe(200);
      seen.expectStatus(409);
      await button('Entwurf speichern').click();
      await page.getByText('Jemand hat inzwischen gespeichert').waitFor();
      await page.getByText('# mine').first().waitFor();
      await seen.checkAccessibility('conflict');
      await page
        .getByRole('link', { name: 'Anträge' })
        .or(page.getByRole('link', { name: 'Systeme' }))
        .first()
        .click();
      await page.getByRole('alertdialog').getByText('Ihr Text ist nicht gespeichert').waitFor();
      await button('Hierbleiben').click();
      await button('Den gespeicherten nehmen, meinen verwerfen').click();
      await page.getByText('# theirs').first().waitFor();
      expect(seen.complaints).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'is only read where its map comes from a file',
    async () => {
      await page.goto(`${service.url}/desk/systems/nests?part=map`);
      await page.getByText('Diese Datenkarte kommt aus einer Datei').waitFor();
      expect(await button('Entwurf beginnen').count()).toBe(0);
      await seen.checkAccessibility('map from a file');
      expect(seen.complaints).toEqual([]);
    },
    PATIENCE,
  );
});
