import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMap, isSeq, parseDocument } from 'yaml';
import type { DemoLogin } from './login.js';

const MAPS = fileURLToPath(new URL('./company/maps/', import.meta.url));
/** Of systems that are simulated vendors: they are there only where those are started. */
const VENDOR_MAPS = fileURLToPath(new URL('./company/vendor-maps/', import.meta.url));

/**
 * The demo company's maps and controllers as a folder to be applied, with the login of this home added to each
 * controller. Written anew at each start: it shows what such a folder looks like, and may be copied.
 */
export async function writeDemoMaps(folder: string, login: DemoLogin, vendors = false): Promise<void> {
  await mkdir(folder, { recursive: true });
  await cp(MAPS, folder, { recursive: true, force: true });
  if (vendors) await cp(VENDOR_MAPS, folder, { recursive: true, force: true });
  const added = vendors ? (await readdir(VENDOR_MAPS)).map((file) => file.replace(/\.yaml$/, '')).sort() : [];
  const file = join(folder, 'controllers.yaml');
  const document = parseDocument(await readFile(file, 'utf8'));
  const controllers = document.get('controllers');
  if (!isSeq(controllers)) throw new Error('The demo company has no controllers.');
  for (const controller of controllers.items) {
    if (!isMap(controller)) continue;
    controller.setIn(['policy', 'login'], document.createNode(login.policy));
    const systems = controller.get('systems');
    if (controller.get('slug') === 'nordlicht' && isSeq(systems)) for (const system of added) systems.add(system);
  }
  await writeFile(file, document.toString({ lineWidth: 120 }));
}
