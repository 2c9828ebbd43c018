/**
 * Writes `openapi.json` from the routes of the built service (`--check`: compares). The application is put together and
 * not started: no worker begins, nothing listens.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildOpenApi } from '../dist/src/platform/http/openapi/openapi.js';
import { readSettings } from '../dist/src/platform/settings/settings.js';
import { migrateDatabases, openDatabases, openService } from '../dist/src/service.js';
import { generatedFile } from './generated-file.mjs';

const home = await mkdtemp(join(tmpdir(), 'habeas-openapi-'));
const settings = readSettings({ NODE_ENV: 'test', HABEAS_HOME: home, WORKERS: 'false', LOG_LEVEL: 'error' });
const databases = await openDatabases(settings);
try {
  await migrateDatabases(databases);
  const service = await openService({ settings, databases });
  const document = buildOpenApi(service.app, '1');
  await service.close();
  await generatedFile('openapi.json', `${JSON.stringify(document, null, 2)}\n`, 'generate');
} finally {
  await databases.stop();
  await rm(home, { recursive: true, force: true });
}
process.exit();
