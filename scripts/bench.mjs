/**
 * Runs a benchmark: `npm run bench -- NAME [--json] [--quick]`. It is compiled to `dist-bench` beforehand, since the
 * speed of a program that is translated while it runs says little.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

const compiled = spawnSync(
  process.execPath,
  ['node_modules/typescript/bin/tsc', '-p', 'test/bench/tsconfig.json', '--noCheck'],
  {
    stdio: ['ignore', 2, 2],
  },
);
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

/** Laws, letters, schemas: what lies beside the sources goes beside the compiled files. */
for (const name of readdirSync('src', { recursive: true, encoding: 'utf8' })) {
  const [from, to] = [join('src', name), join('dist-bench/src', name)];
  if (name.endsWith('.ts') || !statSync(from).isFile()) continue;
  if (existsSync(to) && statSync(to).mtimeMs >= statSync(from).mtimeMs) continue;
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}

const { status } = spawnSync(
  process.execPath,
  ['--enable-source-maps', 'dist-bench/test/bench/main.js', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exit(status ?? 1);
