import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { SetUp } from '../../src/people/set-up/set-up.js';
import { builtPages } from '../../src/pages/built-pages.js';
import { DemoHouse } from '../kit/demo-house.js';
import { describeWithBrowser, launch } from './kit/chromium.js';
import { WitnessedPage } from './kit/witnessed-page.js';

const WIDE = { viewport: { width: 1280, height: 900 }, locale: 'de-DE', timezoneId: 'Europe/Berlin' };
const OFFICER = { name: 'Erika Beispiel', email: 'erika@office.test', password: 'lang genug und 7 Möwen' };
const AUDITOR = { name: 'Paul Muster', email: 'paul@office.test', password: 'noch länger und 9 Störche' };

describeWithBrowser('the door of the desk, in German', () => {
  let house: DemoHouse;
  let browser: Browser;
  /** Browsers give passkeys to names, not to addresses. */
  let url: string;
  const open = (): Promise<WitnessedPage> => WitnessedPage.open(browser, url, WIDE);

  beforeAll(async () => {
    if (!builtPages()) throw new Error('There are no pages to look at: npm run web builds them.');
    house = await DemoHouse.open();
    browser = await launch();
    url = house.service.url.replace('127.0.0.1', 'localhost');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  it('sets up the first officer, who signs in by app and by passkey and invites an auditor who sees less', async () => {
    const witness = await open();
    const { page } = witness;
    page.setDefaultTimeout(30_000);
    // Asked who she is, the service says that it does not know her yet.
    witness.expectStatus(401);
    // A password that is not hers.
    witness.expectStatus(422);

    await page.goto(`${url}/desk`);
    await page.getByRole('heading', { name: 'Einrichten', exact: true }).waitFor();
    await witness.checkAccessibility('set-up');
    const secret = await setUp(page);
    await witness.checkAccessibility('recovery codes');
    expect(await page.locator('.door-codes li').count()).toBe(10);
    const recovery = await page.locator('.door-codes li').first().innerText();
    await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click();
    await page.getByRole('heading', { name: 'Anträge', exact: true }).waitFor();
    await page.getByText('Nichts ist offen').waitFor();
    await witness.checkAccessibility('queue, empty');

    await signOut(page);
    await witness.checkAccessibility('sign-in');
    await typePassword(page, OFFICER.email, 'not the password');
    await page.getByText('Damit können Sie sich nicht anmelden').waitFor();
    await witness.checkAccessibility('sign-in, refused');
    await typePassword(page, OFFICER.email, OFFICER.password);
    await typeCode(page, 'Anmelden', await freshCode(secret));
    await page.getByRole('heading', { name: 'Anträge', exact: true }).waitFor();

    await addPasskey(page, witness, recovery);
    await signOut(page);
    await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click();
    await page.getByRole('heading', { name: 'Anträge', exact: true }).waitFor();
    await page.goto(`${url}/desk/account`);
    await page.getByText('zuletzt benutzt am').waitFor();
    await page.getByText('diese Sitzung').waitFor();
    await witness.checkAccessibility('account');

    const link = await invite(page, witness);
    await page.goto(`${url}/desk/figures`);
    await page.getByText('Testpersonen sind in keiner Zahl enthalten').waitFor();
    await witness.checkAccessibility('figures');
    await page.goto(`${url}/desk/trust?part=verify`);
    await page.getByRole('heading', { name: 'Das ganze Protokoll nachprüfen' }).waitFor();
    await page.getByText('Nein, ohne').click();
    await page.getByRole('button', { name: 'Nachprüfen', exact: true }).click();
    // No checkpoint from outside: that it agrees with itself is all that may be claimed.
    await page.getByText('Ein Beweis ist das nicht').waitFor();
    await witness.checkAccessibility('verified');
    expect(witness.complaints).toEqual([]);
    await witness.close();

    await seesLess(link);
  }, 300_000);

  /** An auditor comes by her link. What is not hers is told plainly, and refused by the service itself. */
  async function seesLess(link: string): Promise<void> {
    const witness = await open();
    const { page } = witness;
    page.setDefaultTimeout(30_000);
    witness.expectStatus(403);
    await page.goto(link.replace('127.0.0.1', 'localhost'));
    await page.getByRole('heading', { name: 'Willkommen' }).waitFor();
    // The token is out of the address at once.
    expect(page.url()).toBe(`${url}/desk/invitation`);
    await witness.checkAccessibility('invitation');
    await page.getByLabel('Passwort').fill(AUDITOR.password);
    await page.getByRole('button', { name: 'Weiter' }).click();
    await enrolApp(page);
    await page.getByRole('button', { name: 'Ich habe sie aufbewahrt' }).click();
    await page.getByRole('heading', { name: 'Anträge', exact: true }).waitFor();

    expect(await page.getByRole('link', { name: 'Antrag erfassen' }).count()).toBe(0);
    await page.goto(`${url}/desk/record`);
    await page.getByRole('heading', { name: 'Das gehört nicht zu Ihren Rollen' }).waitFor();
    await witness.checkAccessibility('forbidden');
    await page.goto(`${url}/desk/staff`);
    await page.getByText(OFFICER.name).waitFor();
    expect(await page.getByRole('button', { name: 'Jemanden einladen' }).count()).toBe(0);
    await witness.checkAccessibility('staff, read only');
    const asked = await page.evaluate(async () => {
      const body = JSON.stringify({ name: 'X', email: 'x@office.test', roles: ['agent'], controllers: null });
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch('/v1/staff', { method: 'POST', headers, body });
      return { status: answer.status, code: ((await answer.json()) as { code: string }).code };
    });
    expect(asked).toEqual({ status: 403, code: 'forbidden' });
    expect(witness.complaints).toEqual([]);
    await witness.close();
  }

  async function setUp(page: Page): Promise<string> {
    const code = await house.service.service.app.get(SetUp, { strict: false }).offer();
    await page.getByLabel('Einrichtungscode').fill(code!);
    await page.getByLabel('Name', { exact: true }).fill(OFFICER.name);
    await page.getByLabel('E-Mail-Adresse').fill(OFFICER.email);
    await page.getByLabel('Passwort').fill(OFFICER.password);
    await page.getByRole('button', { name: 'Konto anlegen' }).click();
    return enrolApp(page);
  }

  /** A virtual key in the browser, made on the account's page after the second factor was shown once more. */
  async function addPasskey(page: Page, witness: WitnessedPage, recovery: string): Promise<void> {
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.getByRole('link', { name: OFFICER.name }).click();
    await page.getByRole('button', { name: 'Passkey hinzufügen' }).click();
    await page.getByLabel('Name des Passkeys').fill('Prüfgerät');
    await witness.checkAccessibility('a passkey is named');
    await page.getByRole('button', { name: 'Passkey anlegen' }).click();
    await stepUpIfAsked(page, recovery);
    await page.locator('.account-item-name', { hasText: 'Prüfgerät' }).waitFor();
  }

  async function invite(page: Page, witness: WitnessedPage): Promise<string> {
    await page.goto(`${url}/desk/staff`);
    await page.getByText('Eigene Rechte ändert niemand selbst').waitFor();
    await witness.checkAccessibility('staff');
    await page.getByRole('button', { name: 'Jemanden einladen' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(AUDITOR.name);
    await dialog.getByLabel('E-Mail-Adresse').fill(AUDITOR.email);
    // Who decides is not the data protection officer.
    const tick = (role: string): Promise<void> => dialog.locator('label', { hasText: role }).first().click();
    await tick('Datenschutzmanagement');
    await tick('Datenschutzbeauftragte Person');
    await dialog.getByText('Diese beiden Rollen gehören nicht zusammen').waitFor();
    expect(await dialog.getByRole('button', { name: 'Einladen' }).isDisabled()).toBe(true);
    await witness.checkAccessibility('roles at odds');
    for (const role of ['Datenschutzmanagement', 'Datenschutzbeauftragte Person', 'Sachbearbeitung', 'Prüfung'])
      await tick(role);
    await dialog.getByRole('button', { name: 'Einladen' }).click();
    await page.getByText(`Einladung für ${AUDITOR.name}`).waitFor();
    await witness.checkAccessibility('invited');
    const link = await page.locator('.staff-link').innerText();
    await page.getByRole('button', { name: 'Ich habe ihn' }).click();
    await page.getByText('Eingeladen', { exact: true }).waitFor();
    return link.trim();
  }
});

/** Sets up an authenticator app. @returns its secret. */
async function enrolApp(page: Page): Promise<string> {
  await page.getByRole('heading', { name: 'Zweiten Faktor einrichten' }).waitFor();
  await page.getByText('Authenticator-App', { exact: true }).click();
  const secret = (await page.locator('.door-secret').innerText()).replaceAll(/\s/g, '');
  await page.getByLabel('Der Code, den die App jetzt zeigt').fill(await freshCode(secret));
  await page.getByRole('button', { name: 'Bestätigen' }).click();
  await page.getByRole('heading', { name: 'Wiederherstellungscodes' }).waitFor();
  return secret;
}

async function typePassword(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-Mail-Adresse').fill(email);
  await page.getByLabel('Passwort', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Weiter' }).click();
}

async function typeCode(page: Page, go: string, code: string): Promise<void> {
  await page.getByLabel('Code Ihrer Authenticator-App').fill(code);
  await page.getByRole('button', { name: go, exact: true }).click();
}

/** Whoever signed in just now is not asked again; a recovery code answers if she is. */
async function stepUpIfAsked(page: Page, recovery: string): Promise<void> {
  const asked = page.getByRole('heading', { name: 'Zeigen Sie Ihren zweiten Faktor noch einmal' });
  const made = page.locator('.account-item-name');
  await asked.or(made).first().waitFor();
  if (await asked.isVisible()) await typeCode(page, 'Bestätigen', recovery);
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Abmelden' }).first().click();
  await page.getByRole('heading', { name: 'Anmelden', exact: true }).waitFor();
}

const used = new Set<string>();

/** A code that was not used before: each is good once, so that the next half minute may have to be waited for. */
async function freshCode(secret: string): Promise<string> {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  for (;;) {
    const code = totp.generate();
    if (!used.has(secret + code)) {
      used.add(secret + code);
      return code;
    }
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}
