import { isGiven, settingsOfProcess } from './cli/environment.js';
import { run } from './cli/serving/run.js';
import { serve } from './cli/serving/serve.js';
import { openDatabases } from './service.js';

/**
 * A process that works. It listens too, for /health and /metrics: on PORT if that is given, else on a free one, since
 * the web process of the same machine has the usual one.
 */
await run(async () => {
  const settings = settingsOfProcess({ WORKERS: 'true', ...(isGiven('PORT') ? {} : { PORT: '0' }) });
  await serve({ settings, databases: await openDatabases(settings) });
});
