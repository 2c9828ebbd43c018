import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { Secret, TOTP } from 'otpauth';
import { Credentials } from '../people/sign-in/credentials.js';
import { Passwords } from '../people/sign-in/passwords.js';
import { Staff } from '../people/staff.entity.js';
import { Totps } from '../people/totp/totp.js';
import { createPrivateFile, readPrivateFile } from '../platform/crypto/private-file.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Settings, SettingsError } from '../platform/settings/settings.js';
import { DEMO_STAFF, type DemoRole } from './staff.js';

/** What a newcomer types at the sign-in page. */
export interface DemoSignIn {
  email: string;
  password: string;
  /** Base32 of the authenticator app; `habeas demo-code` prints the code of the moment. */
  secret: string;
}

export type DemoDeskRole = Exclude<DemoRole, 'shop'>;
export type DemoSignIns = Record<DemoDeskRole, DemoSignIn>;

export const DEMO_DESK_ROLES = (Object.keys(DEMO_STAFF) as DemoRole[]).filter(
  (role): role is DemoDeskRole => role !== 'shop',
);

export const demoSignInFile = (home: string): string => join(home, 'keys', 'demo-sign-in.json');

/**
 * Gives the demo company's staff generated passwords and second factors, once; they lie in a file of mode 0600 so that
 * each start can print them again. Whoever has changed hers keeps it.
 *
 * @throws SettingsError in production, where nobody's second factor may lie in a file.
 */
export async function letDemoStaffSignIn(app: INestApplicationContext, home: string): Promise<DemoSignIns> {
  const of = { strict: false };
  if (app.get(Settings, of).NODE_ENV === 'production') {
    throw new SettingsError('NODE_ENV: the demo company signs in nowhere in production.');
  }
  const before = existsSync(demoSignInFile(home)) ? readDemoSignIns(home) : {};
  const known = await haveSignIn(app);
  const made: Partial<DemoSignIns> = {};
  for (const role of DEMO_DESK_ROLES) {
    const { email } = DEMO_STAFF[role];
    made[role] = known.has(email) && before[role] ? before[role] : await equip(app, email);
  }
  if (JSON.stringify(made) !== JSON.stringify(before)) {
    rmSync(demoSignInFile(home), { force: true });
    createPrivateFile(demoSignInFile(home), `${JSON.stringify(made, null, 2)}\n`);
  }
  return made as DemoSignIns;
}

export function readDemoSignIns(home: string): Partial<DemoSignIns> {
  const text = readPrivateFile(demoSignInFile(home), 'HABEAS_HOME', 'Remove it: the next start makes a new one.');
  return JSON.parse(text) as Partial<DemoSignIns>;
}

/** The six digits that an app with this secret would show. */
export function demoCode(secret: string, moment: Date): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: moment.getTime() });
}

async function haveSignIn(app: INestApplicationContext): Promise<Set<string>> {
  const rows: { email: string }[] = await app
    .get(Transactions, { strict: false })
    .manager.query(`SELECT s.email FROM staff s JOIN staff_password p ON p.staff_id = s.id`);
  return new Set(rows.map(({ email }) => email));
}

async function equip(app: INestApplicationContext, email: string): Promise<DemoSignIn> {
  const of = { strict: false };
  const password = randomBytes(15).toString('base64url');
  const secret = new Secret({ size: 20 }).base32;
  const hash = await app.get(Passwords, of).hash(password);
  await app.get(Transactions, of).run(async (tx) => {
    const { id } = await tx.findOneByOrFail(Staff, { email });
    await app.get(Credentials, of).setPassword(tx, id, hash, { role: 'service' });
    await app.get(Totps, of).put(tx, id, secret);
  });
  return { email, password, secret };
}
