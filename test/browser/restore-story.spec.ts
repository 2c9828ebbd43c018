import { SystemBackup } from '../kit/system-backup.js';
import { describeWithBrowser } from './kit/chromium.js';
import { type DeskSeat, deskSeat } from './kit/desk-seat.js';
import { PortalStage } from './kit/portal-stage.js';
import { story } from './kit/story.js';

describeWithBrowser('a system that was restored, at the desk in German', () => {
  let stage: PortalStage;
  let seat: DeskSeat;
  let backup: SystemBackup;
  let id: string;
  let email: string;

  beforeAll(async () => {
    stage = await PortalStage.open();
    seat = await deskSeat(stage, { name: 'officer', roles: ['privacy_officer'] });
    const { house } = stage;
    backup = await SystemBackup.take(house.company.shop.database);
    email = await house.someone();
    id = (await house.askAs(email, ['erasure'])).requests[0]!.id;
    await house.prove(id);
    await house.approve(id);
    await house.reach(id, 'closed');
    await house.quiet();
    await backup.restore();
  }, 120_000);
  afterAll(async () => {
    await backup?.drop();
    await stage?.close();
  });

  const button = (name: string) => seat.page.getByRole('button', { name, exact: true });
  const hers = () => stage.house.inSystem('shop', `SELECT 1 FROM customers WHERE email = $1`, [email]);

  story(
    'is declared, counted, approved and green again',
    () => seat.page,
    async () => {
      const { page, witness } = seat;
      await page.goto(`${stage.url}/desk/systems/shop?part=restore`);
      await page.getByRole('heading', { name: 'Freigabe nach Wiederherstellung' }).waitFor();
      await page.getByText('Grün', { exact: true }).waitFor();
      await button('Wiederherstellung melden').click();
      await page.getByText('Geben Sie den Zeitpunkt an.').waitFor();
      // Of yesterday: whatever the zone of the browser, before her erasure.
      const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 16);
      await page.getByLabel('Wann die Sicherung erstellt wurde').fill(yesterday);
      await button('Wiederherstellung melden').click();
      await page.getByText('Rot: Die Daten dieses Systems nicht verwenden').waitFor();
      await page.getByText('1 ist noch nicht geprüft.').waitFor();
      await witness.checkAccessibility('gate red');
      await button('Zählen, was wieder da ist').click();
      await page.getByText('Gezählt, wartet auf die Freigabe').waitFor();
      expect(await hers()).toHaveLength(1);
      await button('Erneut ausführen …').click();
      await page.getByRole('alertdialog').getByText('Das lässt sich nicht zurücknehmen', { exact: false }).waitFor();
      await witness.checkAccessibility('approval asked');
      await page.getByRole('alertdialog').getByRole('button', { name: 'Erneut löschen' }).click();
      await page.getByText('Beendet', { exact: true }).waitFor();
      await page.getByText('Grün', { exact: true }).waitFor();
      expect(await hers()).toEqual([]);
      await witness.checkAccessibility('gate green');
      expect(witness.complaints).toEqual([]);
    },
    60_000,
  );

  story(
    'shows on the case when she is looked for again, and what is kept about her',
    () => seat.page,
    async () => {
      const { page, witness } = seat;
      await page.goto(`${stage.url}/desk/requests/${id}?part=progress`);
      const looks = page.getByRole('region', { name: 'Ist die Person wieder aufgetaucht?' });
      await looks.getByText('Nach 90 Tagen').first().waitFor();
      await looks.getByText('Geplant').first().waitFor();
      await looks.getByText('Sperrvermerk (Prüfwerte)').waitFor();
      await looks.getByText('Versiegelte Kennungen und Datensatzschlüssel').waitFor();
      await witness.checkAccessibility('looks');
      await page.goto(`${stage.url}/desk/figures`);
      await page.getByRole('heading', { name: 'Prüfungen nach Löschungen' }).waitFor();
      expect(witness.complaints).toEqual([]);
    },
    60_000,
  );
});
