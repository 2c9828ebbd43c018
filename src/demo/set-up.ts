import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { Applying } from '../applying/applying.js';
import { hasErrors, sentence } from '../datamap/finding.js';
import { Office } from '../people/office.js';
import { Transactions } from '../platform/queues/transactions.js';
import { type DemoLogin, demoLogin } from './login.js';
import { writeDemoMaps } from './maps-folder.js';
import { type DemoKeys, hireDemoStaff } from './staff.js';

export interface DemoSetting {
  login: DemoLogin;
  keys: DemoKeys;
  /** The folder that was applied. */
  maps: string;
}

export const demoMapsFolder = (home: string): string => join(home, 'demo-maps');

/** Controllers, maps, staff and login of the demo company in a service. May be done again at every start. */
export async function setUpDemo(app: INestApplicationContext, home: string): Promise<DemoSetting> {
  const login = await demoLogin(home);
  const maps = demoMapsFolder(home);
  await writeDemoMaps(maps, login);
  const { findings } = await app.get(Applying, { strict: false }).folder(maps);
  if (hasErrors(findings)) throw new Error(`The demo company's maps have errors: ${findings.map(sentence).join('; ')}`);
  const office = app.get(Office, { strict: false });
  const keys = await app.get(Transactions, { strict: false }).run((tx) => hireDemoStaff(tx, office, home));
  return { login, keys, maps };
}
