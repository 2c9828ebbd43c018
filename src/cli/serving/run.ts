import { explain } from '../failure.js';

/** Runs the body of a program. What fails is said in a sentence on standard error, and the process ends with its code. */
export async function run(body: () => Promise<unknown>): Promise<void> {
  try {
    await body();
  } catch (error) {
    const { message, exitCode } = explain(error);
    process.stderr.write(`${message}\n`);
    if (process.env.LOG_LEVEL === 'debug') {
      const { reduceError } = await import('../../platform/logging/reduced-error.js');
      process.stderr.write(`${JSON.stringify(reduceError(error), null, 2)}\n`);
    }
    // A pool or a server that nobody closed would keep the process alive.
    process.exit(exitCode);
  }
}
