import type { EntityManager } from 'typeorm';
import { Office } from '../../people/office.js';
import { type Role, ROLES } from '../../people/policies.js';
import { Staff } from '../../people/staff.entity.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import type { Options } from '../define.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';
import { onDatabase } from './on-database.js';

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
  if (!/^[^\s@]+@[^\s@]+$/.test(options.email)) throw new CliFailure('--email takes an address.', exitCodes.usage);
  return inOffice(async (tx, office) => {
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
  return inOffice(async (tx, office, clock) => {
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
  return inOffice(async (tx, office) => {
    const { id } = await staffWith(tx, options.email);
    await office.leave(tx, id);
    return { json: { id, left: true }, lines: ['She has left; her keys are revoked.'] };
  });
}

const keyLines = (made: string): string[] => ['Her key, shown this once:', made];

function inOffice(work: (tx: EntityManager, office: Office, clock: SystemClock) => Promise<Outcome>): Promise<Outcome> {
  return onDatabase((manager) => {
    const clock = new SystemClock();
    return manager.transaction((tx) => work(tx, new Office(clock), clock));
  });
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
