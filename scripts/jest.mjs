/**
 * Runs Jest under ESM (`--experimental-vm-modules`), with whatever arguments follow: `npm test -- test/journey`.
 * Journeys and faults start whole services: few at a time, so that none starves.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

// The stories in the browser look at the pages as they are built; who has changed one builds them anew (npm run web).
const paths = process.argv.slice(2).filter((word) => !word.startsWith('-'));
const wantsPages = paths.length === 0 || paths.some((path) => path.includes('test/browser'));
if (wantsPages && !existsSync('dist/web/pages.json')) {
  const built = spawnSync('npm', ['run', '--silent', 'web'], { stdio: ['ignore', 2, 2] });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', '--disable-warning=DEP0040'];
const { status, signal } = spawnSync(
  process.execPath,
  [...flags, 'node_modules/jest/bin/jest.js', '--maxWorkers=2', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = signal ? 1 : (status ?? 1);
