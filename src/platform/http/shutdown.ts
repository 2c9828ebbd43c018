import type { INestApplicationContext } from '@nestjs/common';
import type { Server } from 'node:http';
import type { Log } from '../logging/log.js';
import { ReadinessChecks } from './health/readiness.js';

export interface ShutdownOptions {
  log: Log;
  /** How long requests and jobs in flight may take to end. Default 25 s: less than the 30 s most orchestrators give. */
  graceMs?: number;
  /** How long to go on serving after readiness has turned, so that balancers notice. Default 0. */
  lingerMs?: number;
  /** After the application is closed, in this order: what it stood on (the embedded database). */
  afterwards?: (() => Promise<unknown>)[];
  /** Called at the end, for tests. Default: process.exit. */
  exit?: (code: number) => void;
}

/** Ends the application once, whoever asks first; resolves with the exit code. */
export type Shutdown = (why: string) => Promise<number>;

/**
 * SIGTERM and SIGINT end the process in order: readiness says no, no connection is accepted, what is in flight ends,
 * workers and data sources close (`onApplicationShutdown`), then what lies below. What has not ended after the grace
 * is cut: leases run out and the next process takes over, nothing is lost by that. A second signal cuts at once.
 */
export function installShutdown(app: INestApplicationContext, options: ShutdownOptions): Shutdown {
  const exit = options.exit ?? ((code: number) => process.exit(code));
  let running: Promise<number> | undefined;
  let cut: () => void = () => {};

  const shutdown: Shutdown = (why) => {
    running ??= run(why).then((code) => {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      exit(code);
      return code;
    });
    return running;
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (running) cut();
    else void shutdown(signal);
  };

  const run = async (why: string): Promise<number> => {
    options.log.info('Shutting down', { signal: why.toLowerCase() });
    const grace = new Promise<'late'>((resolve) => {
      cut = () => resolve('late');
    });
    const timer = setTimeout(() => cut(), (options.lingerMs ?? 0) + (options.graceMs ?? 25_000));
    let code = 0;
    const closing = close(app, options.lingerMs ?? 0).catch((error: unknown) => {
      options.log.error('Closing failed', { error });
      code = 1;
    });
    if ((await Promise.race([closing, grace])) === 'late') {
      options.log.warn('Work in flight was cut off');
      code = 1;
      serverOf(app)?.closeAllConnections();
      await Promise.race([closing, new Promise((resolve) => setTimeout(resolve, 2000).unref())]);
    }
    clearTimeout(timer);
    for (const step of options.afterwards ?? []) {
      try {
        await step();
      } catch (error) {
        options.log.error('Closing failed', { error });
        code = 1;
      }
    }
    options.log.info('Shut down', { status: code });
    return code;
  };

  for (const signal of SIGNALS) process.on(signal, onSignal);
  return shutdown;
}

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

async function close(app: INestApplicationContext, lingerMs: number): Promise<void> {
  try {
    app.get(ReadinessChecks, { strict: false }).startDraining();
  } catch {
    // A process without HTTP has nobody to tell.
  }
  if (lingerMs > 0) await new Promise((resolve) => setTimeout(resolve, lingerMs));
  const server = serverOf(app);
  // Nest calls onModuleDestroy before it stops listening: a request would be let in to find its room closed.
  const drained = new Promise<void>((resolve) => {
    if (!server?.listening) return resolve();
    // A connection that has got its answer would be kept alive for the next request, and we with it.
    const idle = setInterval(() => server.closeIdleConnections(), 25);
    server.close(() => {
      clearInterval(idle);
      resolve();
    });
    server.closeIdleConnections();
  });
  await drained;
  await app.close();
}

function serverOf(app: INestApplicationContext): Server | undefined {
  return 'getHttpServer' in app ? (app as { getHttpServer(): Server }).getHttpServer() : undefined;
}
