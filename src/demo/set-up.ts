import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Applying } from '../applying/applying.js';
import { hasErrors, sentence } from '../datamap/finding.js';
import { Office } from '../people/office.js';
import { Transactions } from '../platform/queues/transactions.js';
import { type DemoLogin, demoLogin } from './login.js';
import { writeDemoMaps } from './maps-folder.js';
import { type DemoSignIns, letDemoStaffSignIn } from './sign-in.js';
import { type DemoKeys, hireDemoStaff } from './staff.js';

export interface DemoSetting {
  login: DemoLogin;
  keys: DemoKeys;
  signIns: DemoSignIns;
  /** The folder that was applied. */
  maps: string;
}

export const demoMapsFolder = (home: string): string => join(home, 'demo-maps');

/**
 * Controllers, maps, staff and login of the demo company in a service. May be done again at every start.
 *
 * @param vendors are the simulated vendors there too?
 */
export async function setUpDemo(
  app: INestApplicationContext,
  home: string,
  { vendors = false }: { vendors?: boolean } = {},
): Promise<DemoSetting> {
  const login = await demoLogin(home);
  const maps = demoMapsFolder(home);
  await writeDemoMaps(maps, login, vendors);
  const { findings } = await app.get(Applying, { strict: false }).folder(maps);
  if (hasErrors(findings)) throw new Error(`The demo company's maps have errors: ${findings.map(sentence).join('; ')}`);
  const office = app.get(Office, { strict: false });
  const keys = await app.get(Transactions, { strict: false }).run((tx) => hireDemoStaff(tx, office, home));
  const signIns = await letDemoStaffSignIn(app, home);
  return { login, keys, signIns, maps };
}
