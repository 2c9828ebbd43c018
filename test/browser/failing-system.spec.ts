import type { Page } from 'playwright-core';
import { cast } from '../../src/demo/company/cast.js';
import { describeWithBrowser } from './kit/chromium.js';
import { type DeskSeat, deskSeat, ENGLISH_DESK } from './kit/desk-seat.js';
import { PortalStage } from './kit/portal-stage.js';
import { story } from './kit/story.js';

describeWithBrowser('a system that fails while an erasure runs, in English', () => {
  let stage: PortalStage;
  let seat: DeskSeat;
  let page: Page;
  let id: string;
  let reference: string;
  let token: string;

  beforeAll(async () => {
    stage = await PortalStage.open();
    seat = await deskSeat(stage, { name: 'agent', roles: ['agent'], browser: ENGLISH_DESK });
    page = seat.page;
    const asked = await stage.house.ask('bernd', ['erasure']);
    [id, reference, token] = [asked.requests[0]!.id, asked.reference, asked.token];
    await stage.house.prove(id);
    await stage.house.reach(id, 'deciding');
    await stage.house.reachable('crm', false);
  }, 120_000);
  afterAll(async () => {
    await stage?.house.reachable('crm', true);
    await stage?.close();
  });

  /** The machine has tried for long enough: a person is asked. */
  async function tired(): Promise<void> {
    const { house } = stage;
    await house.eventually(
      async () => (await house.show(id)).tasks.find((task) => task.system === 'crm' && task.action === 'erase'),
      (task) => task?.state === 'ready' && task.code !== null,
    );
    await house.sql(
      `UPDATE task SET attempts = 30 WHERE request_id = $1 AND system = 'crm' AND state IN ('ready', 'leased')`,
      [id],
    );
    await house.hurry(id);
    await house.errand(id, 'attempts-exhausted');
  }

  /** Says in the dialog how the errand was settled. */
  async function settle(outcome: string, note?: string): Promise<void> {
    await page
      .getByRole('button', { name: /^Settle/ })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText(outcome, { exact: true }).click();
    if (note) await dialog.getByLabel(/^Note/).fill(note);
    await seat.witness.checkAccessibility(`settled as ${outcome}`);
    await dialog.getByRole('button', { name: 'Record it' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  story(
    'is an errand with what can be done next; the other systems go on',
    () => page,
    async () => {
      const { witness } = seat;
      await page.goto(`${stage.url}/desk/errands`);
      await page.getByText('Nothing waits for a person').waitFor();
      await witness.checkAccessibility('no errands');
      await stage.house.approve(id);
      await tired();
      // Nobody reloads: the errand comes by itself.
      await page.getByRole('link', { name: reference }).waitFor();
      await page.getByText('Customer relations').waitFor();
      await witness.checkAccessibility('errands');
      await page.getByRole('link', { name: reference }).click();
      await page.getByRole('tab', { name: 'Progress' }).click();
      await page.getByText('Customer relations: erase').waitFor();
      await page.getByText('Next: repeat it').waitFor();
      await page.getByRole('article', { name: 'Web shop' }).getByText('Steps finished').waitFor();
      await witness.checkAccessibility('stands still');
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'fails again when it is tried again, and is finished by hand',
    () => page,
    async () => {
      const { witness } = seat;
      await settle('Let it be tried again');
      await page.getByText('Customer relations: erase').waitFor({ state: 'hidden' });
      await tired();
      await page.getByText('Customer relations: erase').waitFor();
      await settle('Done by hand', 'Deleted in the CRM by its administrator.');
      await page.getByText('done by hand').first().waitFor();
      await stage.house.reach(id, 'closed');
      await page.getByText('Closed', { exact: true }).first().waitFor();
      await witness.checkAccessibility('finished');
      expect(witness.complaints).toEqual([]);
    },
  );

  story(
    'is named in the answer as declared, and on the page of the person',
    () => page,
    async () => {
      const { witness } = seat;
      const { text } = await stage.house.mail(cast.bernd.email, /verlangt, dass wir Ihre Daten löschen/);
      expect(text).toContain('so hat es die zuständige Person im Vorgang erklärt');
      await page.getByRole('tab', { name: 'Letters' }).click();
      await page.getByRole('button', { name: 'Read Answer about the erasure' }).click();
      await page.getByRole('dialog').getByText('so hat es die zuständige Person im Vorgang erklärt').waitFor();
      await witness.checkAccessibility('letter');
      await page.goto(`${stage.url}/case#${token}`);
      await page
        .getByText(/Carried out by hand/)
        .first()
        .waitFor();
      await witness.checkAccessibility('person');
      expect(witness.complaints).toEqual([]);
    },
  );
});
