import { settingsOfProcess } from './cli/environment.js';
import { run } from './cli/serving/run.js';
import { serve } from './cli/serving/serve.js';
import { setUpLines } from './cli/serving/set-up-lines.js';
import { openDatabases } from './service.js';

/** The web process; with WORKERS (the default) it works too. Its schema must be up to date: `habeas migrate` before it. */
await run(async () => {
  const settings = settingsOfProcess();
  const { url, setUpCode } = await serve({ settings, databases: await openDatabases(settings) });
  // Not by the log, which is read by more people than a start is.
  if (setUpCode) process.stdout.write(setUpLines(settings.PUBLIC_URL ?? url, setUpCode).join('\n') + '\n');
});
