import { settingsOfProcess } from './cli/environment.js';
import { run } from './cli/serving/run.js';
import { serve } from './cli/serving/serve.js';
import { openDatabases } from './service.js';

/** The web process; with WORKERS (the default) it works too. Its schema must be up to date: `habeas migrate` before it. */
await run(async () => {
  const settings = settingsOfProcess();
  await serve({ settings, databases: await openDatabases(settings) });
});
