import { rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { demoEnvironmentFile, setVariables } from '../environment.js';

export interface DemoInHome {
  /** People in the company's databases when it was founded, beside the cast. */
  people: number;
  apiKeys: string;
  environment: string;
  maps: string;
}

/**
 * The demo company in a service of this home: its databases on the embedded server, made once and left as they are, its
 * maps, controllers, staff and login. Everything of it is loaded here alone.
 */
export async function demoInHome(app: INestApplicationContext, superUrl: string, home: string): Promise<DemoInHome> {
  const { createCompany, DEFAULT_PEOPLE } = await import('../../demo/company/company.js');
  const { environmentOf } = await import('../../demo/company/systems.js');
  const { setUpDemo } = await import('../../demo/set-up.js');
  const { demoKeysFile } = await import('../../demo/staff.js');
  const variables = environmentOf(await createCompany({ superUrl }));
  setVariables(variables);
  await writeEnvironment(demoEnvironmentFile(home), variables);
  const { maps } = await setUpDemo(app, home);
  return {
    people: DEFAULT_PEOPLE,
    apiKeys: resolve(demoKeysFile(home)),
    environment: resolve(demoEnvironmentFile(home)),
    maps: resolve(maps),
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
