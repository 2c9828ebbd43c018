#!/usr/bin/env node
import { CommanderError } from 'commander';
import { exitCodes } from './cli/failure.js';
import { program } from './cli/program.js';
import { run } from './cli/serving/run.js';

await run(async () => {
  try {
    await program().parseAsync(process.argv);
  } catch (error) {
    // Commander has said what was wrong with the options, or has printed the help that was asked for.
    if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error.exitCode === 0 ? 0 : exitCodes.usage;
  }
});
