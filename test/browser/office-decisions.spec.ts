import type { Page } from 'playwright-core';
import { cast, type CastName } from '../../src/demo/company/cast.js';
import type { AskedCase } from '../kit/demo-house.js';
import { describeWithBrowser } from './kit/chromium.js';
import { type DeskSeat, deskSeat } from './kit/desk-seat.js';
import { mailedCode, PortalStage } from './kit/portal-stage.js';
import { story } from './kit/story.js';
import type { WitnessedPage } from './kit/witnessed-page.js';

describeWithBrowser('what an officer decides beside the plan, in German', () => {
  let stage: PortalStage;
  let seat: DeskSeat;
  let page: Page;
  let phone: WitnessedPage;

  beforeAll(async () => {
    stage = await PortalStage.open();
    seat = await deskSeat(stage, { name: 'officer', roles: ['privacy_officer'] });
    page = seat.page;
    phone = await stage.witness();
    phone.page.setDefaultTimeout(20_000);
    // A plan is looked for before there is one.
    seat.witness.expectStatus(404);
  }, 120_000);
  afterAll(() => stage?.close());

  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: typeof name === 'string' });
  const dialog = () => page.getByRole('dialog').or(page.getByRole('alertdialog'));

  async function opened(name: CastName, right: string): Promise<AskedCase & { id: string }> {
    const asked = await stage.house.ask(name, [right]);
    const { id } = asked.requests[0]!;
    await stage.house.reach(id, 'proving');
    await page.goto(`${stage.url}/desk/requests/${id}`);
    await page.getByText(asked.reference).first().waitFor();
    return { ...asked, id };
  }

  /** Chooses from a list of the dialog. */
  async function choose(label: string, option: string | RegExp): Promise<void> {
    await dialog()
      .getByRole('button', { name: new RegExp(label) })
      .click();
    await page.getByRole('option', { name: option }).click();
  }

  story(
    'a code is asked for before the identity is decided, and the person types it though it does not suffice alone',
    () => page,
    async () => {
      const { witness } = seat;
      const asked = await opened('gesa', 'access');
      await button('Identität entscheiden …').click();
      await dialog().getByText('Noch offen: erst einen Code schicken').click();
      expect(await dialog().getByRole('textbox').count()).toBe(0);
      await witness.checkAccessibility('code asked for');
      await dialog().getByRole('button', { name: 'Entscheiden' }).click();
      await dialog().waitFor({ state: 'detached' });

      const her = phone.page;
      await her.goto(`${stage.url}/case#${asked.token}`);
      await her.getByRole('link', { name: 'Jetzt ausweisen' }).click();
      await her.getByText('Das Datenschutzmanagement hat Ihnen einen Code geschickt').waitFor();
      await phone.checkAccessibility('a code that the office asked for');
      await her.getByLabel('Code aus der E-Mail').fill(await mailedCode(stage.house, cast.gesa.email));
      await her.getByRole('button', { name: 'Code prüfen' }).click();
      await her.getByText('entscheidet, ob das genügt').waitFor();
      await phone.checkAccessibility('code given');
      expect((await stage.house.show(asked.id)).state).toBe('proving');

      await page.reload();
      await page.getByText('Ein Code per E-Mail zeigt').waitFor();
      await button('Identität entscheiden …').click();
      await dialog().getByText('Ja, nachgewiesen').waitFor();
      // Once she has given one, there is none to be asked for.
      expect(await dialog().getByText('erst einen Code schicken').count()).toBe(0);
      await dialog().getByRole('button', { name: 'Abbrechen' }).click();
      expect([...witness.complaints, ...phone.complaints]).toEqual([]);
    },
    90_000,
  );

  story(
    'a hold keeps an approved erasure from being carried out until it is lifted',
    () => page,
    async () => {
      const { witness } = seat;
      const { id } = await opened('kai', 'erasure');
      await stage.house.prove(id);
      await stage.house.reach(id, 'deciding');
      await button('Anhalten …').click();
      await dialog().getByRole('button', { name: 'Anhalten' }).click();
      await dialog().getByText('Bitte wählen Sie etwas aus.').waitFor();
      await dialog().locator('.radio-card').first().click();
      await dialog()
        .getByLabel(/^Anmerkung/)
        .fill('Klage angekündigt.');
      await witness.checkAccessibility('hold');
      await dialog().getByRole('button', { name: 'Anhalten' }).click();
      await page.getByText('Angehalten', { exact: true }).waitFor();
      await stage.house.approve(id);
      await page.getByRole('tab', { name: 'Plan' }).click();
      await page.getByText('Wartet, solange eine Sperre besteht.').waitFor();
      await witness.checkAccessibility('approved and held');
      await page.getByRole('tab', { name: 'Überblick' }).click();
      await button('Aufheben').click();
      await dialog().getByText('Was freigegeben ist').waitFor();
      await witness.checkAccessibility('lift');
      await dialog().getByRole('button', { name: 'Aufheben' }).click();
      await page.getByText('Abgeschlossen', { exact: true }).first().waitFor();
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'a period is extended with its letter read before it goes',
    () => page,
    async () => {
      const { witness } = seat;
      const { id, reference } = await opened('farid', 'access');
      await button('Frist verlängern …').click();
      await dialog().getByText('Die Bearbeitung ist komplex.').click();
      await dialog().getByText('so erhält ihn die Person (Deutsch)').waitFor();
      await dialog().getByText(reference).first().waitFor();
      await witness.checkAccessibility('extension');
      const before = (await stage.house.show(id)).clocks[0]!.due;
      await dialog().getByRole('button', { name: 'Verlängern und Brief senden' }).click();
      await page.getByText('verlängert', { exact: true }).waitFor();
      expect((await stage.house.show(id)).clocks[0]!.due > before).toBe(true);
      await page.getByRole('tab', { name: 'Schreiben' }).click();
      await button('Verlängerung der Frist lesen').click();
      await witness.checkAccessibility('letter of the extension');
      await dialog().getByRole('button', { name: 'Schließen' }).click();
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'a doubt is asked in words, and the person and the office write to each other',
    () => page,
    async () => {
      const { witness } = seat;
      const { token } = await opened('gesa', 'access');
      await button('Zweifel äußern …').click();
      await dialog().getByRole('button', { name: 'Rückfrage senden' }).click();
      await dialog().getByText('Bitte schreiben Sie mindestens 10 Zeichen.').waitFor();
      await witness.checkAccessibility('doubt, empty');
      await dialog()
        .getByLabel(/^Was genau ist zweifelhaft/)
        .fill('Die Nummer gehört bei uns zu zwei Konten.');
      await dialog()
        .getByLabel(/^Was würde den Zweifel/)
        .fill('Eine Anmeldung im Kundenkonto.');
      await dialog().getByRole('button', { name: 'Rückfrage senden' }).click();
      await page.getByText('ruht', { exact: true }).waitFor();
      await stage.house.mail(cast.gesa.email, /gehört bei uns zu zwei Konten/);

      await page.getByRole('tab', { name: 'Nachrichten' }).click();
      await page.getByLabel('Ihre Nachricht').fill('Wir melden uns bis Freitag.');
      await button('Senden').click();
      await page.getByText('Ohne diese Zusage wird sie nicht gesendet.').waitFor();
      await page.locator('label.checkbox').click();
      await witness.checkAccessibility('message before proof');
      await button('Senden').click();
      await page.getByText('Gesendet. Die Person wird benachrichtigt.').waitFor();

      await phone.page.goto(`${stage.url}/case#${token}`);
      await phone.page.getByText('Eine neue Nachricht wartet auf Sie.').waitFor();
      await phone.page.getByRole('link', { name: 'Nachrichten' }).click();
      await phone.page.getByText('Wir melden uns bis Freitag.').waitFor();
      await phone.page.getByLabel('Ihre Nachricht').fill('Danke, das genügt mir.');
      await phone.page.getByRole('button', { name: 'Senden' }).click();
      await phone.page.getByText('Ihre Nachricht ist angekommen').waitFor();
      await phone.checkAccessibility('messages of the person');
      // Nobody reloads at the desk.
      await page.getByText('Danke, das genügt mir.').waitFor();
      await witness.checkAccessibility('messages');
      expect([...witness.complaints, ...phone.complaints]).toEqual([]);
    },
  );

  story(
    'a refusal names reasons and remedies; who was not asked for more is not refused as unknown',
    () => page,
    async () => {
      const { witness } = seat;
      const { token, id } = await opened('nobody', 'access');
      // The letter of that refusal cannot be written, and the page says why.
      witness.expectStatus(409);
      await button('Ablehnen …').click();
      await choose('Grund', /identifiz/);
      await dialog().getByText('Erbitten Sie sie zuerst.').waitFor();
      await witness.checkAccessibility('refusal that is not open');
      await choose('Grund', /exzessiv/);
      await dialog().getByText('Aufsichtsbehörde').first().waitFor();
      await witness.checkAccessibility('refusal');
      await dialog().getByRole('button', { name: 'Ablehnen und Brief senden' }).click();
      await page.getByText('Abgelehnt', { exact: true }).first().waitFor();
      await stage.house.reach(id, 'refused');
      await witness.checkAccessibility('refused');
      await phone.page.goto(`${stage.url}/`);
      await phone.page.goto(`${stage.url}/case#${token}`);
      await phone.page.getByText('Wir haben Ihnen die Gründe geschrieben').waitFor();
      await phone.checkAccessibility('refused, for the person');
      expect([...witness.complaints, ...phone.complaints]).toEqual([]);
    },
  );
});
