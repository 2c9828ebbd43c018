import { demoLoginKeyFile, existingDemoLogin } from '../../demo/login.js';
import { SystemClock } from '../../platform/clock/clock.js';
import { existsSync } from 'node:fs';
import type { Options } from '../define.js';
import { settingsOfProcess } from '../environment.js';
import { CliFailure, exitCodes } from '../failure.js';
import type { Outcome } from '../outcome.js';

export async function signIn(options: Options & { email: string; case?: string }): Promise<Outcome> {
  const { HABEAS_HOME } = settingsOfProcess();
  if (!existsSync(demoLoginKeyFile(HABEAS_HOME))) {
    throw new CliFailure(
      `There is no demo in ${HABEAS_HOME}: run \`habeas start\` first, or set HABEAS_HOME.`,
      exitCodes.usage,
    );
  }
  const login = await existingDemoLogin(HABEAS_HOME);
  const assertion = await login.assertion(
    { email: options.email, ...(options.case ? { caseReference: options.case } : {}) },
    new SystemClock().now(),
  );
  return { json: { assertion }, lines: [assertion] };
}
