import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { createPrivateFile } from '../platform/crypto/private-file.js';
import type { NewStaff, Office } from '../people/office.js';

/** The office of the demo company. Who decides is not who accepts the identity, and never the DPO (practice 27, 28). */
export const DEMO_STAFF = {
  officer: {
    name: 'Friederike Sönnichsen',
    email: 'f.soennichsen@nordlicht-versand.test',
    roles: ['privacy_officer'],
    controllers: ['nordlicht'],
  },
  officer_sierra: {
    name: 'Renee Castaldi',
    email: 'r.castaldi@sierra-outfitters.test',
    roles: ['privacy_officer'],
    controllers: ['sierra'],
  },
  clerk: {
    name: 'Tjark Wieben',
    email: 't.wieben@nordlicht-versand.test',
    roles: ['agent'],
    controllers: ['nordlicht', 'sierra'],
  },
  dpo: { name: 'Dr. Mara Albrecht', email: 'dsb@nordlicht-versand.test', roles: ['dpo'], controllers: null },
  engineer: {
    name: 'Ole Harms',
    email: 'o.harms@nordlicht-versand.test',
    roles: ['engineer'],
    controllers: null,
  },
  auditor: { name: 'Svea Rickmers', email: 's.rickmers@pruefung.test', roles: ['auditor'], controllers: null },
  shop: {
    name: 'Web shop',
    email: 'webshop@nordlicht-versand.test',
    roles: ['integration'],
    controllers: ['nordlicht'],
  },
} as const satisfies Record<
  string,
  Readonly<Omit<NewStaff, 'roles' | 'controllers'>> & {
    roles: readonly string[];
    controllers: readonly string[] | null;
  }
>;

export type DemoRole = keyof typeof DEMO_STAFF;

export interface DemoKey {
  name: string;
  email: string;
  roles: readonly string[];
  key: string;
}

export type DemoKeys = Record<DemoRole, DemoKey>;

export const demoKeysFile = (home: string): string => join(home, 'keys', 'demo-api-keys.json');

/**
 * Hires the demo company's staff and gives each a key, once: the keys lie in a file of mode 0600, and are made anew
 * only when the database does not know them.
 */
export async function hireDemoStaff(manager: EntityManager, office: Office, home: string): Promise<DemoKeys> {
  const file = demoKeysFile(home);
  const before = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Partial<DemoKeys>) : {};
  const keys: Partial<DemoKeys> = {};
  let changed = false;
  for (const [role, staff] of Object.entries(DEMO_STAFF) as [DemoRole, (typeof DEMO_STAFF)[DemoRole]][]) {
    const { name, email, roles, controllers } = staff;
    const id = await office.put(manager, {
      name,
      email,
      roles: [...roles],
      controllers: controllers && [...controllers],
    });
    const known = before[role]?.key;
    if (known && (await office.knowsKey(manager, id, known))) {
      keys[role] = { name, email, roles, key: known };
      continue;
    }
    await office.revokeKeys(manager, id);
    keys[role] = { name, email, roles, key: await office.giveKey(manager, id, 'demo') };
    changed = true;
  }
  if (changed) {
    rmSync(file, { force: true });
    createPrivateFile(file, `${JSON.stringify(keys, null, 2)}\n`);
  }
  return keys as DemoKeys;
}
