import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const hooks = new URL('./faults/typescript.mjs', import.meta.url).href;
const source = (program: string): string => fileURLToPath(new URL(`../../src/${program}.ts`, import.meta.url));

export interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** One of the programs (`cli`, `main`, `worker`) as a process of its own, with nothing but this environment. */
export class Program {
  out = '';
  err = '';
  private constructor(readonly child: ChildProcess) {
    child.stdout!.on('data', (data: Buffer) => (this.out += data.toString()));
    child.stderr!.on('data', (data: Buffer) => (this.err += data.toString()));
  }

  static start(program: 'cli' | 'main' | 'worker', args: string[], environment: Record<string, string> = {}): Program {
    const child = spawn(
      process.execPath,
      ['--import', hooks, '--disable-warning=ExperimentalWarning', source(program), ...args],
      {
        env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...environment },
        stdio: ['pipe', 'pipe', 'pipe'],
      },
    );
    return new Program(child);
  }

  /** Waits until it has said this on standard output. */
  async says(text: string | RegExp, milliseconds = 60_000): Promise<string> {
    const end = performance.now() + milliseconds;
    while (!(typeof text === 'string' ? this.out.includes(text) : text.test(this.out))) {
      if (this.child.exitCode !== null || this.child.signalCode !== null || performance.now() > end) {
        throw new Error(`It never said ${String(text)}.\n${this.out.slice(-2000)}\n${this.err.slice(-2000)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return this.out;
  }

  async ended(): Promise<Ended> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'close');
    return { code: this.child.exitCode, out: this.out, err: this.err };
  }

  async kill(signal: NodeJS.Signals): Promise<Ended> {
    this.child.kill(signal);
    return this.ended();
  }
}

/** Runs `habeas ARGS` to its end. */
export async function habeas(args: string[], environment: Record<string, string> = {}, input?: string): Promise<Ended> {
  const program = Program.start('cli', args, environment);
  program.child.stdin!.end(input ?? '');
  return program.ended();
}
