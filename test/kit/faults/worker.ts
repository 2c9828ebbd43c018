import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { CrashPlace } from '../../../src/platform/faults/crash-points.js';
import type { QueueTimes } from '../../../src/platform/queues/queue-times.js';
import type { WorkTimes } from '../../../src/work/work-times.js';

/** Where a worker dies or freezes, and what must be going on there: a signal, or a system. */
export interface Arming {
  place: CrashPlace;
  about: string;
  how: 'kill' | 'freeze';
}

export interface WorkerConfig {
  home: string;
  databaseUrl: string;
  redisUrl?: string;
  graceMs?: number;
  /** Jobs at once, by queue. */
  concurrency?: number;
  times?: { queue?: Partial<QueueTimes>; work?: Partial<WorkTimes> };
}

export interface ToParent {
  kind: 'loaded' | 'ready' | 'armed' | 'frozen';
}

const hooks = new URL('./typescript.mjs', import.meta.url).href;
const program = fileURLToPath(new URL('./worker-process.ts', import.meta.url));

/** A worker of the service as an operating system's process. */
export class Worker {
  /** What it has written so far. */
  readonly output: string[] = [];
  private readonly loaded: Promise<void>;
  private ended: { code: number | null; signal: string | null } | null = null;

  private constructor(private readonly child: ChildProcess) {
    child.stdout!.on('data', (data: Buffer) => this.output.push(data.toString()));
    child.stderr!.on('data', (data: Buffer) => this.output.push(data.toString()));
    child.once('exit', (code, signal) => {
      this.ended = { code, signal };
    });
    this.loaded = this.told('loaded');
    this.loaded.catch(() => undefined);
  }

  /** A process that has loaded the service, which takes some seconds, and opens it when it is told to work. */
  static load(): Worker {
    const child = fork(program, [], {
      execArgv: ['--import', hooks, '--disable-warning=ExperimentalWarning'],
      env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'test' },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    return new Worker(child);
  }

  async work(config: WorkerConfig): Promise<void> {
    await this.loaded;
    const ready = this.told('ready');
    this.child.send(config);
    await ready;
  }

  async arm(armed: Arming): Promise<void> {
    const told = this.told('armed');
    this.child.send(armed);
    await told;
  }

  /** Waits for a message of the worker. */
  async told(kind: ToParent['kind']): Promise<void> {
    for (;;) {
      const [message] = (await Promise.race([
        once(this.child, 'message'),
        once(this.child, 'exit').then(() => {
          throw new Error(`The worker ended before it was ${kind}:\n${this.output.join('').slice(-3000)}`);
        }),
      ])) as [ToParent];
      if (message.kind === kind) return;
    }
  }

  /** Waits until it is dead. @returns the signal that killed it, or else its exit code. */
  async end(milliseconds = 20_000): Promise<string | number | null> {
    if (!this.ended) {
      const signal = AbortSignal.timeout(milliseconds);
      await once(this.child, 'exit', { signal }).catch(() => {
        throw new Error(`The worker lives on:\n${this.output.join('').slice(-3000)}`);
      });
    }
    return this.ended!.signal ?? this.ended!.code;
  }

  signal(name: NodeJS.Signals): void {
    if (!this.ended) this.child.kill(name);
  }

  async kill(): Promise<void> {
    this.signal('SIGKILL');
    await this.end();
  }
}
