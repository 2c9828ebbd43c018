import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { SystemClock } from '../../../src/platform/clock/clock.js';
import { CrashPoints, type CrashPlace } from '../../../src/platform/faults/crash-points.js';
import { installShutdown } from '../../../src/platform/http/shutdown.js';
import { Log } from '../../../src/platform/logging/log.js';
import { readSettings } from '../../../src/platform/settings/settings.js';
import { openService } from '../../../src/service.js';
import { LaneSweep } from '../../../src/work/lane-sweep.js';
import type { Arming, ToParent, WorkerConfig } from './worker.js';
import { replacing } from './replacing.js';
import { hasty } from './times.js';

/** A worker of the service in a process of its own, which dies or freezes at the place that its parent names. */
if (process.env.NODE_ENV !== 'test') throw new Error('Crash points are for tests.');

const tell = (message: ToParent): Promise<void> =>
  new Promise((resolve) => {
    process.send!(message, () => resolve());
  });

const received = once(process, 'message') as Promise<[WorkerConfig]>;
await tell({ kind: 'loaded' });
const [config] = await received;

class ArmedCrashPoints extends CrashPoints {
  private armed: Arming | null = null;

  arm(armed: Arming): void {
    this.armed = armed;
  }

  override async here(place: CrashPlace, about: string): Promise<void> {
    const { armed } = this;
    if (armed?.place !== place || !about.split(' ').includes(armed.about)) return;
    this.armed = null;
    if (armed.how === 'kill') process.kill(process.pid, 'SIGKILL');
    // What else this process has begun shall end first: a frozen transaction would only keep its locks.
    clearInterval(sweeping);
    await wait(400);
    await tell({ kind: 'frozen' });
    process.kill(process.pid, 'SIGSTOP');
  }
}

let sweeping: NodeJS.Timeout | undefined;
const crash = new ArmedCrashPoints();
const clock = new SystemClock();
const log = new Log({ level: 'debug', clock, write: (line) => void process.stdout.write(line) });
const service = await openService({
  settings: readSettings({
    NODE_ENV: 'test',
    HABEAS_HOME: config.home,
    LOG_LEVEL: 'debug',
    ...(config.concurrency ? { WORKER_CONCURRENCY: String(config.concurrency) } : {}),
    ...(config.redisUrl ? { REDIS_URL: config.redisUrl } : {}),
  }),
  databases: { applicationUrl: config.databaseUrl, ownerUrl: config.databaseUrl, stop: () => Promise.resolve() },
  clock,
  log,
  create: replacing([...hasty(config.times), [CrashPoints, crash]]),
});
// The chore comes every ten seconds; the faults below shall heal sooner.
const sweep = service.app.get(LaneSweep, { strict: false });
sweeping = setInterval(() => void sweep.sweep().catch(() => undefined), 300);
installShutdown(service.app, {
  log,
  graceMs: config.graceMs ?? 10_000,
  afterwards: [() => Promise.resolve(clearInterval(sweeping)), () => service.release()],
});
process.on('message', (armed: Arming) => {
  crash.arm(armed);
  void tell({ kind: 'armed' });
});
process.on('disconnect', () => process.exit(1));
await tell({ kind: 'ready' });
