import { startAll, VENDOR_NAMES } from '../../demo/simulators/all.js';
import { SystemClock } from '../../platform/clock/clock.js';
import type { Options } from '../define.js';
import { settingsOfProcess } from '../environment.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';

/** Starts the simulated vendors. The process goes on after the outcome is printed, until a signal ends it. */
export async function simulators(given: Options & { only?: string; port: number; people: number }): Promise<Outcome> {
  if (settingsOfProcess().NODE_ENV === 'production') {
    throw new CliFailure('There are no simulated vendors in production.', exitCodes.usage);
  }
  const wanted = given.only?.split(',').map((name) => name.trim());
  const names = VENDOR_NAMES.filter((name) => !wanted || wanted.includes(name));
  const unknown = wanted?.filter((name) => !(VENDOR_NAMES as string[]).includes(name)) ?? [];
  if (unknown.length > 0) {
    throw new CliFailure(
      `There is no simulator ${unknown.join(', ')}; there are ${VENDOR_NAMES.join(', ')}.`,
      exitCodes.usage,
    );
  }
  const all = await startAll({ clock: new SystemClock(), names, port: given.port, people: given.people });
  const end = (): void => void all.stop().finally(() => process.exit(0));
  process.once('SIGINT', end).once('SIGTERM', end);
  return {
    json: { pid: process.pid, vendors: all.vendors },
    lines: [
      ...all.vendors.flatMap(({ title, url, credentials }) => [
        `${title.padEnd(24)} ${url}`,
        ...Object.entries(credentials).map(([name, value]) => `    ${name.padEnd(20)} ${value}`),
      ]),
      '',
      'Each can be turned at /_simulator. Ctrl-C ends them.',
    ],
  };
}
