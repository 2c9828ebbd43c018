import { existsSync } from 'node:fs';
import { DEMO_DESK_ROLES, demoCode, type DemoDeskRole, demoSignInFile, readDemoSignIns } from '../../demo/sign-in.js';
import { SystemClock } from '../../platform/clock/clock.js';
import type { Options } from '../define.js';
import { settingsOfProcess } from '../environment.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';

const STEP_SECONDS = 30;

/** Stands in for the authenticator app of somebody in the demo's office. */
export function showDemoCode(options: Options & { as: string }): Promise<Outcome> {
  const { HABEAS_HOME, NODE_ENV } = settingsOfProcess();
  if (NODE_ENV === 'production') throw new CliFailure('There is no demo in production.', exitCodes.usage);
  const role = DEMO_DESK_ROLES.find((one) => one === options.as);
  if (!role) throw new CliFailure(`--as takes one of ${DEMO_DESK_ROLES.join(', ')}.`, exitCodes.usage);
  if (!existsSync(demoSignInFile(HABEAS_HOME))) {
    throw new CliFailure(
      `There is no demo in ${HABEAS_HOME}: run \`habeas start\` first, or set HABEAS_HOME.`,
      exitCodes.usage,
    );
  }
  return Promise.resolve(codeOf(HABEAS_HOME, role));
}

function codeOf(home: string, role: DemoDeskRole): Outcome {
  const signIn = readDemoSignIns(home)[role];
  if (!signIn) throw new CliFailure(`The demo has nobody who signs in as ${role}; start it again.`);
  const now = new SystemClock().now();
  const code = demoCode(signIn.secret, now);
  const seconds = STEP_SECONDS - (Math.floor(now.getTime() / 1000) % STEP_SECONDS);
  return { json: { ...signIn, code, seconds }, lines: [`${code}  (good for another ${seconds} s, once)`] };
}
