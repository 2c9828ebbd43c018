import type { Browser } from 'playwright-core';
import { builtPages } from '../../src/pages/built-pages.js';
import { membersMap, ToldHouse } from '../kit/exchange/told-house.js';
import { describeWithBrowser, launch } from './kit/chromium.js';
import { WitnessedPage } from './kit/witnessed-page.js';

const OWNER = 'petra.lohmann@small.test';

describeWithBrowser('a task that is done through its link', () => {
  let house: ToldHouse;
  let browser: Browser;
  const read = new Set<string>();

  beforeAll(async () => {
    if (!builtPages()) throw new Error('There are no pages to look at: npm run web builds them.');
    house = await ToldHouse.open({
      maps: { files: membersMap('files', 'manual', { owner: { name: 'Petra Lohmann', email: OWNER } }) },
    });
    browser = await launch();
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  async function link(pattern: RegExp): Promise<string> {
    const letter = (await house.eventually(
      async () => (await house.mails(OWNER)).find((one) => !read.has(one.file) && pattern.test(one.text)),
      (one) => one !== undefined,
    ))!;
    read.add(letter.file);
    return /http:\/\/\S+\/task#\S+/.exec(letter.text)![0];
  }

  it('records are typed into a form of the map, then ticked off, and the token leaves the address', async () => {
    const email = 'browser@people.example';
    const id = await house.begin(email);
    const witness = await WitnessedPage.open(browser, new URL(house.service.url).origin);
    const { page } = witness;
    await page.goto(await link(/nachsehen, ob/));
    await page.getByRole('heading', { name: 'Treueprogramm' }).waitFor();
    expect(page.url()).not.toContain('#');
    await page.getByText(email).waitFor();
    await witness.checkAccessibility('find');
    await page.getByRole('button', { name: 'Eintrag hinzufügen: members' }).click();
    await page.getByRole('button', { name: '1 Eintrag senden' }).click();
    await page.getByText('Bitte füllen Sie dies aus.').first().waitFor();
    await witness.checkAccessibility('find, incomplete');
    await page.getByLabel(/^id/).fill('M-9');
    await page.getByLabel(/^E-Mail/).fill(email);
    await page.getByRole('button', { name: '1 Eintrag senden' }).click();
    await page.getByText('Danke, Ihre Antwort ist angekommen').waitFor();
    await witness.checkAccessibility('answered');

    await page.goto(await link(/die genannten Einträge löschen/));
    await page.getByLabel('Datei anhängen').setInputFiles({
      name: 'proof.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from('%PDF-1.7 shredded'),
    });
    await page.getByText('Angehängt: proof.pdf').waitFor();
    await page.getByText('members M-9 ist gelöscht').click();
    await witness.checkAccessibility('erase');
    await page.getByRole('button', { name: 'Als erledigt erklären' }).click();
    await page.getByText('Danke, Ihre Antwort ist angekommen').waitFor();
    expect(await house.reach(id, 'closed')).toMatchObject({ outcome: 'fully-complied' });

    // The link is spent: who opens it again is shown nothing about the person.
    witness.expectStatus(410);
    await page.goto(`${house.service.url}/task`);
    await page.getByText('Dem Link fehlt etwas').waitFor();
    await witness.checkAccessibility('no link');
    expect(witness.complaints).toEqual([]);
    await witness.close();
  }, 120_000);
});
