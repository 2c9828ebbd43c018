import type { ExitCode } from './failure.js';

/** What a command found or did: for people as lines, for programs as one JSON value. */
export interface Outcome {
  json: unknown;
  lines: string[];
  /** Default: done. */
  exitCode?: ExitCode;
}

/** Writes an outcome to standard output. @returns the exit code. */
export function report(outcome: Outcome, asJson: boolean): number {
  process.stdout.write(
    asJson ? `${JSON.stringify(outcome.json, null, 2)}\n` : outcome.lines.map((line) => `${line}\n`).join(''),
  );
  return outcome.exitCode ?? 0;
}
