import type { BrowserContextOptions, Page } from 'playwright-core';
import type { Role } from '../../../src/people/policies.js';
import { SystemClock } from '../../../src/platform/clock/clock.js';
import { bodyOf, type DeskMember, deskMember, PASSWORD } from '../../kit/desk-staff.js';
import type { PortalStage } from './portal-stage.js';
import type { WitnessedPage } from './witnessed-page.js';

export const GERMAN_DESK: BrowserContextOptions = {
  viewport: { width: 1280, height: 900 },
  locale: 'de-DE',
  timezoneId: 'Europe/Berlin',
};

export const ENGLISH_DESK: BrowserContextOptions = { ...GERMAN_DESK, locale: 'en-GB' };

/** Somebody of the office before her browser. */
export interface DeskSeat {
  member: DeskMember;
  witness: WitnessedPage;
  page: Page;
  /** A recovery code that was not used yet: it answers wherever the second factor is asked for. */
  code: () => string;
}

interface SeatOptions {
  name: string;
  roles: Role[];
  controllers?: string[];
  browser?: BrowserContextOptions;
  /** She comes with her session; otherwise she has to sign in. */
  signedIn?: boolean;
}

/** Gives somebody with these roles a seat at the desk, with a page that is watched. */
export async function deskSeat(stage: PortalStage, options: SeatOptions): Promise<DeskSeat> {
  const { name, roles, controllers = null, browser = GERMAN_DESK, signedIn = true } = options;
  const { service } = stage.house;
  const member = await deskMember(service, new SystemClock(), `${name}@desk.test`, roles, controllers);
  const witness = await stage.witness(browser);
  const { page } = witness;
  page.setDefaultTimeout(20_000);
  if (browser.locale?.startsWith('en')) bodyOf(await member.browser.patch('/v1/staff/me', { locale: 'en' }));
  if (signedIn) {
    const cookies = [...member.browser.cookies].map(([key, value]) => ({ name: key, value, url: service.url }));
    await page.context().addCookies(cookies);
  }
  const codes = [...member.recoveryCodes];
  const code = (): string => {
    const next = codes.shift();
    if (!next) throw new Error('All recovery codes of this seat are used.');
    return next;
  };
  return { member, witness, page, code };
}

/** Signs in as a person does: address, password, second factor. */
export async function signIn(seat: DeskSeat, url: string): Promise<void> {
  const { page } = seat;
  await page.goto(`${url}/desk/sign-in`);
  await page.getByLabel('E-Mail-Adresse').fill(seat.member.email);
  await page.getByLabel('Passwort', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Weiter' }).click();
  await page.getByLabel('Code Ihrer Authenticator-App').fill(seat.code());
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Anträge' }).waitFor();
}

/** So much time has passed since she showed her second factor that it is asked for again. */
export async function longSignedIn(stage: PortalStage, seat: DeskSeat): Promise<void> {
  await stage.house.sql(
    `UPDATE staff_session SET second_factor_at = now() - interval '1 hour' WHERE staff_id = $1 AND stage = 'whole'`,
    [seat.member.id],
  );
}
