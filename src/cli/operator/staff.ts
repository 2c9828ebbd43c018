import type { EntityManager } from 'typeorm';
import { Office } from '../../people/office.js';
import { type Role, ROLES } from '../../people/policies.js';
import { Staff } from '../../people/staff.entity.js';
import { Invitations } from '../../people/invitations/invitations.js';
import { SetUp } from '../../people/set-up/set-up.js';
import { Clock } from '../../platform/clock/clock.js';
import { PublicAddress } from '../../platform/http/public-address.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { inService } from './on-database.js';

const DAY_MS = 86_400_000;

interface AddOptions extends Options {
  name: string;
  email: string;
  role: string[];
  controller?: string[];
  /** false with --no-key. */
  key: boolean;
}

export function add(options: AddOptions): Promise<Outcome> {
  const roles = rolesIn(options.role);
  assertAddress(options.email);
  return inOffice(async (tx, { office }) => {
    await assertControllers(tx, options.controller ?? []);
    const id = await office.put(tx, {
      name: options.name,
      email: options.email,
      roles,
      controllers: options.controller ?? null,
    });
    const key = options.key ? await office.giveKey(tx, id, 'first') : null;
    return {
      json: { id, roles, controllers: options.controller ?? null, key },
      lines: [`Added with ${roles.join(', ')}.`, ...(key ? keyLines(key) : [])],
    };
  });
}

export function key(
  options: Options & { email: string; label: string; days?: string; revoke?: boolean },
): Promise<Outcome> {
  if (options.days !== undefined && !/^[1-9]\d{0,3}$/.test(options.days)) {
    throw new CliFailure('--days takes a whole number from 1 on.', exitCodes.usage);
  }
  return inOffice(async (tx, { office, clock }) => {
    const { id } = await staffWith(tx, options.email);
    if (options.revoke) {
      await office.revokeKeys(tx, id);
      return { json: { id, revoked: true }, lines: ['All of her keys are revoked; within seconds they open nothing.'] };
    }
    const expiresAt = options.days ? new Date(clock.now().getTime() + Number(options.days) * DAY_MS) : null;
    const made = await office.giveKey(tx, id, options.label, expiresAt);
    return { json: { id, key: made, expiresAt }, lines: keyLines(made) };
  });
}

export function leave(options: Options & { email: string }): Promise<Outcome> {
  return inOffice(async (tx, { office }) => {
    const { id } = await staffWith(tx, options.email);
    await office.lock(tx);
    if ((await office.isOfficer(tx, id)) && !(await office.hasOtherOfficer(tx, id))) {
      throw new CliFailure('She is the last privacy officer who can sign in; let another one join first.');
    }
    await office.leave(tx, id);
    return {
      json: { id, left: true },
      lines: ['She has left; her keys are revoked, her sessions have ended, password and second factors are gone.'],
    };
  });
}

/** Makes the first privacy officer, where nobody who decides can sign in. She gets a link, and sets her own password. */
export function firstOfficer(options: Options & { name: string; email: string }): Promise<Outcome> {
  assertAddress(options.email);
  return inOffice(async (tx, { office, invitations, setUp }) => {
    await office.lock(tx);
    if (!(await setUp.needed(tx))) {
      throw new CliFailure('Somebody can sign in already; privacy officers invite the others at the desk.');
    }
    const email = options.email.trim().toLowerCase();
    const known = await tx.findOneBy(Staff, { email });
    const roles: Role[] = [...new Set<Role>([...(known?.roles ?? []), 'privacy_officer'])];
    const id = await office.put(tx, { name: options.name, email, roles, controllers: known?.controllers ?? null });
    const { link, expiresAt } = await invitations.make(tx, id, { role: 'service' });
    return { json: { id, link, expiresAt }, lines: linkLines(link, expiresAt) };
  });
}

/** Takes password and second factors away and prints a new link: for somebody who has lost them. */
export function resetSignIn(options: Options & { email: string }): Promise<Outcome> {
  return inOffice(async (tx, { office, invitations }) => {
    const { id, roles, leftAt } = await staffWith(tx, options.email);
    if (leftAt) throw new CliFailure('She has left; invite her anew at the desk, or `habeas staff add`.');
    if (roles.every((role) => role === 'integration')) throw new CliFailure('A machine signs in nowhere.');
    await office.reset(tx, id);
    const { link, expiresAt } = await invitations.make(tx, id, { role: 'service' });
    return {
      json: { id, reset: true, link, expiresAt },
      lines: [
        'Warning: whoever opens this link first becomes this person. Make sure, face to face or by a number that you',
        'know, that she asked for it. The reset stands in the ledger. Her sessions have ended; her API keys are as before.',
        ...linkLines(link, expiresAt),
      ],
    };
  });
}

const keyLines = (made: string): string[] => ['Her key, shown this once:', made];

const linkLines = (link: string, expiresAt: Date): string[] => [
  `A link by which she sets her password, shown this once and good until ${expiresAt.toISOString()}:`,
  link,
];

interface Rooms {
  office: Office;
  invitations: Invitations;
  setUp: SetUp;
  clock: Clock;
}

function inOffice(work: (tx: EntityManager, rooms: Rooms) => Promise<Outcome>): Promise<Outcome> {
  return inService(({ app }, { PUBLIC_URL, PORT }) => {
    const of = { strict: false };
    // This process does not listen; the links lead to the one that does.
    if (!PUBLIC_URL) app.get(PublicAddress, of).listensAt(`http://localhost:${PORT}`);
    const rooms: Rooms = {
      office: app.get(Office, of),
      invitations: app.get(Invitations, of),
      setUp: app.get(SetUp, of),
      clock: app.get(Clock, of),
    };
    return app.get(Transactions, of).run((tx) => work(tx, rooms));
  });
}

function assertAddress(email: string): void {
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new CliFailure('--email takes an address.', exitCodes.usage);
}

function rolesIn(given: string[]): Role[] {
  const unknown = given.find((role) => !(ROLES as readonly string[]).includes(role));
  if (unknown !== undefined) throw new CliFailure(`There is no role ${unknown}: ${ROLES.join(', ')}.`, exitCodes.usage);
  return given as Role[];
}

async function assertControllers(tx: EntityManager, slugs: string[]): Promise<void> {
  const known = new Set((await tx.find(LegalController)).map((controller) => controller.slug));
  const unknown = slugs.find((slug) => !known.has(slug));
  if (unknown !== undefined) {
    throw new CliFailure(
      `There is no controller ${unknown}: ${[...known].join(', ') || 'none is applied yet'}.`,
      exitCodes.usage,
    );
  }
}

async function staffWith(tx: EntityManager, email: string): Promise<Staff> {
  const found = await tx.findOneBy(Staff, { email: email.trim().toLowerCase() });
  if (!found) throw new CliFailure('Nobody in the office has this address.');
  return found;
}
