import { rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { DemoVendors } from '../../demo/company/vendors.js';
import { DEMO_EGRESS, demoEnvironmentFile, setVariables } from '../environment.js';

export interface DemoInHome {
  /** People in the company's databases when it was founded, beside the cast. */
  people: number;
  apiKeys: string;
  /** Where the passwords and second factors of the demo's office lie. */
  signIn: string;
  officer: { email: string; password: string; secret: string };
  environment: string;
  maps: string;
  /** Simulated vendors that the company uses, and where they listen. */
  vendors: Readonly<Record<string, string>>;
  /** A message that asks for rights, as the arguments of the simulated helpdesk's `receive`. */
  ticket: string;
  /** How one signs in at that helpdesk's API; it is simulated, and so is this. */
  helpdesk: { user: string; password: string };
}

/**
 * The demo company in a service of this home: its databases on the embedded server, made once and left as they are, its
 * maps, controllers, staff and login. Everything of it is loaded here alone.
 */
export async function demoInHome(
  app: INestApplicationContext,
  superUrl: string,
  home: string,
  vendors: DemoVendors,
): Promise<DemoInHome> {
  const { createCompany, DEFAULT_PEOPLE } = await import('../../demo/company/company.js');
  const { environmentOf } = await import('../../demo/company/systems.js');
  const { setUpDemo } = await import('../../demo/set-up.js');
  const { demoKeysFile } = await import('../../demo/staff.js');
  const variables = { ...environmentOf(await createCompany({ superUrl })), ...vendors.variables };
  setVariables(variables);
  await writeEnvironment(demoEnvironmentFile(home), { ...variables, [DEMO_EGRESS]: vendors.allow.join(',') });
  const { EDDAS_TICKET } = await import('../../demo/eddas-ticket.js');
  const { demoSignInFile } = await import('../../demo/sign-in.js');
  const { maps, signIns } = await setUpDemo(app, home, { vendors: true });
  return {
    people: DEFAULT_PEOPLE,
    apiKeys: resolve(demoKeysFile(home)),
    signIn: resolve(demoSignInFile(home)),
    officer: signIns.officer,
    environment: resolve(demoEnvironmentFile(home)),
    maps: resolve(maps),
    vendors: vendors.urls,
    ticket: JSON.stringify([EDDAS_TICKET]),
    helpdesk: {
      user: vendors.variables.DEMO_ZENDESK_USER!,
      password: vendors.variables.DEMO_ZENDESK_TOKEN!,
    },
  };
}

/** For a separate worker and for commands of the operator. It holds passwords: the owner's alone. */
async function writeEnvironment(file: string, variables: Record<string, string>): Promise<void> {
  const lines = Object.entries(variables).map(([name, value]) => `${name}=${value}\n`);
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, ['# Addresses of the demo company, written at each start.\n', ...lines].join(''), {
    mode: 0o600,
  });
  await rename(draft, file);
}
