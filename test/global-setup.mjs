import { chmod, mkdtemp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';

/**
 * One PostgreSQL a run: the embedded one, started by the very module that the product starts it with (transpiled here,
 * since Jest's own set-up runs outside of Jest's transform). `HABEAS_TEST_POSTGRES` names another server instead.
 */
export default async function setup() {
  if (process.env.HABEAS_TEST_POSTGRES) return;
  const source = await readFile(new URL('../src/platform/embedded/postgres-server.ts', import.meta.url), 'utf8');
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
  });
  const cache = new URL('../node_modules/.cache/habeas/', import.meta.url);
  await mkdir(cache, { recursive: true });
  const file = join(cache.pathname, `postgres-server.${process.pid}.mjs`);
  await writeFile(file, outputText);
  const { startPostgres } = await import(pathToFileURL(file).href);
  const folder = await mkdtemp(join(tmpdir(), 'habeas-test-'));
  await chmod(folder, 0o711);
  const directory = join(folder, 'data');
  const server = await startPostgres({ directory, durable: false, maxConnections: 400 });
  process.env.HABEAS_TEST_POSTGRES = `postgres://${server.user}:${server.password}@${server.host}:${server.port}/postgres`;
  globalThis.habeasTestServer = server;
}
