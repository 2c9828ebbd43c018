import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMap, isSeq, parseDocument } from 'yaml';
import type { DemoLogin } from './login.js';

const MAPS = fileURLToPath(new URL('./company/maps/', import.meta.url));

/**
 * The demo company's maps and controllers as a folder to be applied, with the login of this home added to each
 * controller. Written anew at each start: it shows what such a folder looks like, and may be copied.
 */
export async function writeDemoMaps(folder: string, login: DemoLogin): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(MAPS, folder, { recursive: true, force: true });
  const file = join(folder, 'controllers.yaml');
  const document = parseDocument(await readFile(file, 'utf8'));
  const controllers = document.get('controllers');
  if (!isSeq(controllers)) throw new Error('The demo company has no controllers.');
  for (const controller of controllers.items) {
    if (isMap(controller)) controller.setIn(['policy', 'login'], document.createNode(login.policy));
  }
  await writeFile(file, document.toString({ lineWidth: 120 }));
}
