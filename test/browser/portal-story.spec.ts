import { cast } from '../../src/demo/company/cast.js';
import { describeWithBrowser } from './kit/chromium.js';
import { ask, PortalStage } from './kit/portal-stage.js';
import type { WitnessedPage } from './kit/witnessed-page.js';

describeWithBrowser('the portal, in German on a phone', () => {
  let stage: PortalStage;
  let witness: WitnessedPage;

  beforeAll(async () => {
    stage = await PortalStage.open();
    witness = await stage.witness();
  }, 120_000);
  afterAll(() => stage?.close());

  it('asks, proves, follows and receives a copy, and checks the receipt', async () => {
    const { page } = witness;
    const { house } = stage;
    page.setDefaultTimeout(30_000);

    await page.goto(`${stage.url}/`);
    await page.getByRole('heading', { name: 'Ihre Daten, Ihre Rechte' }).waitFor();
    await page.getByRole('link', { name: /Was ist über mich gespeichert/ }).waitFor();
    await witness.checkAccessibility('home');
    await page.getByRole('link', { name: /Was ist über mich gespeichert/ }).click();
    await page.getByRole('heading', { name: 'Was mit diesen Angaben geschieht' }).waitFor();
    await witness.checkAccessibility('ask');

    // What is missing is said at the field, and the field has the focus.
    await page.getByRole('button', { name: 'Anfrage absenden' }).click();
    await page.getByText('Bitte geben Sie eine E-Mail-Adresse an').waitFor();
    expect(await page.locator('input[type=email]:focus').count()).toBe(1);
    await witness.checkAccessibility('ask, refused');

    const { id, reference } = await ask(page, page.url(), cast.anna.email);
    // The token opens the case, and stands in no address.
    expect(page.url()).toBe(`${stage.url}/case`);
    await page.getByRole('link', { name: 'Jetzt ausweisen' }).waitFor();
    expect(await page.getByText('Stand in den Systemen').count()).toBe(0);
    await witness.checkAccessibility('case, not proven');

    await page.getByRole('link', { name: 'Jetzt ausweisen' }).click();
    await page.getByRole('heading', { name: 'Mit Ihrem Kundenkonto' }).waitFor();
    await witness.checkAccessibility('prove');
    const assertion = await stage.assertion('anna', reference);
    await page.goto(`${stage.url}/case/prove#assertion=${assertion}`);
    await page.getByText('Danke, das genügt').waitFor();
    expect(page.url()).not.toContain(assertion.slice(0, 20));
    await witness.checkAccessibility('proven');

    await house.reach(id, 'reviewing');
    await page.getByRole('link', { name: 'Zum Vorgang', exact: true }).click();
    await page.getByText('Ein Mensch sieht die Antwort durch').waitFor();
    await page.getByText('Warum dieser Tag?').click();
    await witness.checkAccessibility('case, in review');

    const { body: prepared } = await house.officer.get<{ digest: string }>(`/v1/requests/${id}/package`);
    expect((await house.officer.post(`/v1/requests/${id}/release`, { digest: prepared.digest })).status).toBe(204);
    await house.reach(id, 'closed');
    await page.getByRole('heading', { name: 'Ihre Antwort liegt bereit' }).waitFor();
    await witness.checkAccessibility('case, answered');

    await page.getByRole('link', { name: 'Antwort abholen' }).first().click();
    await page.getByRole('button', { name: 'Bericht zeigen' }).click();
    await page.frameLocator('iframe').getByText(reference).first().waitFor();
    await witness.checkAccessibility('answer, report shown');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: /^Herunterladen/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${reference}.zip`);
    await page.getByText('Die Kopie ist in Ihren Downloads').waitFor();

    await page.goto(`${stage.url}/case`);
    await page.getByRole('link', { name: 'Beleg', exact: true }).click();
    await page.getByRole('heading', { name: 'Ihr Beleg' }).waitFor();
    await expectReceipt(page);
    await witness.checkAccessibility('receipt');

    await page.goto(`${stage.url}/case/messages`);
    await page.getByRole('heading', { name: 'Noch keine Nachrichten' }).waitFor();
    await page.getByLabel('Ihre Nachricht').fill('Eine Frage zur Auskunft.');
    await page.getByRole('button', { name: 'Senden' }).click();
    await page.getByText('Ihre Nachricht ist angekommen').waitFor();
    await page.locator('.said', { hasText: 'Eine Frage zur Auskunft.' }).waitFor();
    await witness.checkAccessibility('messages');

    expect(witness.complaints).toEqual([]);
  }, 240_000);

  /** The entry is signed within a minute; until then the page says that the receipt is being made, and looks again. */
  async function expectReceipt(page: WitnessedPage['page']): Promise<void> {
    witness.expectStatus(404);
    const genuine = page.getByText('Der Beleg stimmt mit dem Protokoll überein');
    await genuine.waitFor({ timeout: 90_000 });
    await page.getByText('Dies belegt, was wir wann aufgezeichnet haben, nicht die Löschung selbst.').waitFor();
  }
});
