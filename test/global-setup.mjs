import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const source = fileURLToPath(new URL('../src/platform/embedded/', import.meta.url));
const PREFIX = 'habeas-test-';
const cache = fileURLToPath(new URL('../node_modules/.cache/habeas/', import.meta.url));

/**
 * One PostgreSQL a run: the embedded one, started by the very modules that the product starts it with (transpiled here,
 * since Jest's own set-up runs outside of Jest's transform). `HABEAS_TEST_POSTGRES` names another server instead.
 */
export default async function setup() {
  if (process.env.HABEAS_TEST_POSTGRES) return;
  const { startPostgres } = await transpiled('postgres-server');
  await sweepAbandoned(startPostgres);
  const directory = await mkdtemp(join(tmpdir(), PREFIX));
  await chmod(directory, 0o711);
  const server = await startPostgres({ directory, durable: false, maxConnections: 400 });
  process.env.HABEAS_TEST_POSTGRES = `postgres://${server.user}:${server.password}@${server.host}:${server.port}/postgres`;
  globalThis.habeasTestServer = server;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // The server lives in a session of its own; leaving by process.exit() takes it along.
    process.once(signal, () => process.exit(1));
  }
}

/** Servers of runs that were killed: adopted, as the product does it, and stopped, which removes their folder. */
async function sweepAbandoned(startPostgres) {
  for (const name of await readdir(tmpdir())) {
    const directory = join(tmpdir(), name);
    if (!name.startsWith(PREFIX)) continue;
    try {
      const { keeper } = JSON.parse(await readFile(join(directory, 'server.json'), 'utf8'));
      if (!keeper || isAlive(keeper.pid)) continue;
      const abandoned = await startPostgres({ directory, durable: false });
      await abandoned.stop();
    } catch {
      // Another run's, or past help: leave it.
    }
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The modules of `platform/embedded` import one another and npm packages, and nothing else of the house. */
async function transpiled(entry) {
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'embedded-'));
  try {
    await writeFile(join(folder, 'package.json'), '{ "type": "module" }');
    for (const name of await readdir(source)) {
      if (!name.endsWith('.ts') || name.endsWith('.spec.ts')) continue;
      const { outputText } = ts.transpileModule(await readFile(join(source, name), 'utf8'), {
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 },
      });
      await writeFile(join(folder, name.replace(/\.ts$/, '.js')), outputText);
    }
    return await import(pathToFileURL(join(folder, `${entry}.js`)).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
