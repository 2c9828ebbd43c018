/**
 * Runs Jest under ESM (`--experimental-vm-modules`), with whatever arguments follow: `npm test -- test/journey`.
 * Journeys and faults start whole services: few at a time, so that none starves.
 */
import { spawnSync } from 'node:child_process';

const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', '--disable-warning=DEP0040'];
const { status, signal } = spawnSync(
  process.execPath,
  [...flags, 'node_modules/jest/bin/jest.js', '--maxWorkers=2', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = signal ? 1 : (status ?? 1);
