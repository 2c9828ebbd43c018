import { cast } from '../../src/demo/company/cast.js';
import { describeWithBrowser } from './kit/chromium.js';
import { ask, mailedCode, PortalStage } from './kit/portal-stage.js';
import { PHONE } from './kit/witnessed-page.js';

describeWithBrowser('the portal: one step, codes, and whatever can go amiss', () => {
  let stage: PortalStage;

  beforeAll(async () => {
    stage = await PortalStage.open();
  }, 120_000);
  afterAll(() => stage?.close());

  it('do-not-sell in one step, with the signal of the browser', async () => {
    const witness = await stage.witness({ ...PHONE, locale: 'en-US', extraHTTPHeaders: { 'Sec-GPC': '1' } });
    const { page } = witness;
    await page.goto(`${stage.url}/?controller=sierra`);
    await page.getByText('Your browser says: do not sell, do not share').waitFor();
    await witness.checkAccessibility('home with GPC');
    await page.getByRole('link', { name: 'Connect it with your account' }).click();
    await page.getByText("Your browser's signal has arrived").waitFor();
    expect(await page.getByRole('textbox').count()).toBe(1);
    await witness.checkAccessibility('do not sell');
    await page.getByLabel('Your e-mail address').fill(cast.jo.email);
    await page.getByRole('button', { name: 'Do not sell or share' }).click();
    await page.getByText('Your request has arrived').waitFor();
    await page.getByText("Your browser's signal (“Global Privacy Control”) came with the request.").waitFor();
    expect(await page.getByRole('link', { name: 'Prove it now' }).count()).toBe(0);
    await page.getByText('Your wish is honoured').waitFor({ timeout: 60_000 });
    await witness.checkAccessibility('do not sell, honoured');
    expect(witness.complaints).toEqual([]);
    await witness.close();
  }, 180_000);

  it('a wrong code until it is locked; the right one of a locked code proves nothing', async () => {
    const witness = await stage.witness();
    const { page } = witness;
    witness.expectStatus(422);
    const email = cast.kai.email;
    await ask(page, `${stage.url}/request/rectification?controller=sierra&place=US-CA`, email).catch(async () => {
      await page.getByLabel('Worum geht es?').fill('Mein Name ist falsch geschrieben.');
      await page.getByRole('button', { name: 'Anfrage absenden' }).click();
      await page.getByText('Ihre Anfrage ist angekommen').waitFor();
    });
    await page.getByRole('link', { name: 'Jetzt ausweisen' }).click();
    const field = page.getByLabel('Code aus der E-Mail');
    await field.waitFor();
    await witness.checkAccessibility('code');
    const code = await mailedCode(stage.house, email);
    const wrong = code === 'AAAA-AAAA' ? 'BBBB-BBBB' : 'AAAA-AAAA';
    for (const left of ['noch 4 Versuche', 'noch 3 Versuche', 'noch 2 Versuche', 'noch einen Versuch']) {
      await field.fill(wrong);
      await page.getByRole('button', { name: 'Code prüfen' }).click();
      await page.getByText(left).waitFor();
    }
    await witness.checkAccessibility('code, wrong');
    await field.fill(wrong);
    await page.getByRole('button', { name: 'Code prüfen' }).click();
    await page.getByText('Dieser Code ist gesperrt').waitFor();
    expect(await field.count()).toBe(0);
    await witness.checkAccessibility('code, locked');
    await page.goto(`${stage.url}/case`);
    await page.getByText('Code nach zu vielen falschen Eingaben gesperrt').waitFor();
    expect(witness.complaints).toEqual([]);
    await witness.close();
  }, 180_000);

  it('what is not there, not open or not to be reached has a page that says so', async () => {
    const witness = await stage.witness();
    const { page } = witness;
    const shows = async (address: string, heading: RegExp): Promise<void> => {
      await page.goto(`${stage.url}${address}`);
      await page.getByRole('heading', { name: heading }).waitFor();
      await witness.checkAccessibility(address);
    };
    await shows('/case', /Ihren Vorgang öffnen/);
    await page.getByRole('button', { name: 'Vorgang öffnen' }).click();
    await page.getByText('Darin ist kein Link zu einem Vorgang').waitFor();
    await shows('/request/nothing', /Diese Seite gibt es nicht/);
    await shows('/request/do_not_sell?controller=nordlicht', /Das wird hier nicht angeboten/);
    await shows(`/object#${'x'.repeat(43)}`, /Eine Löschung anhalten/);
    expect(page.url()).toBe(`${stage.url}/object`);
    await page.goto('about:blank');
    await shows('/object', /Dieser Link ist unvollständig/);
    await shows('/verify', /Einen Beleg prüfen/);
    await page.getByLabel('Oder als Text').fill('kein Beleg');
    await page.getByRole('button', { name: 'Prüfen' }).click();
    await page.getByText('Das ist kein ganzer Beleg').waitFor();
    await witness.checkAccessibility('verify, malformed');

    witness.expectStatus(401);
    await shows(`/case#${'x'.repeat(43)}`, /Dieser Link öffnet keinen Vorgang/);
    witness.expectStatus(503);
    await page.route('**/v1/portal*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: '{"code":"try-again","status":503}',
      }),
    );
    await shows('/', /Gerade ist zu viel los/);
    expect(witness.complaints).toEqual([]);
    await witness.close();
  }, 180_000);
});
