import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A process, told apart from a later one that was given the same number. */
export interface ProcessIdentity {
  pid: number;
  /** Start time as the system states it; empty where it cannot be had. */
  started: string;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

export async function identityOf(pid: number): Promise<ProcessIdentity> {
  return { pid, started: await startOf(pid) };
}

export async function isSameProcess(identity: ProcessIdentity): Promise<boolean> {
  return isAlive(identity.pid) && (await startOf(identity.pid)) === identity.started;
}

async function startOf(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') {
      // Field 22 of proc_pid_stat(5), counted after the command name, which may itself hold spaces and brackets.
      const text = await readFile(`/proc/${pid}/stat`, 'utf8');
      const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
      // A zombie is dead, whoever forgot to bury it.
      return fields[0] === 'Z' ? 'dead' : (fields[19] ?? '');
    }
    return (await run('ps', ['-o', 'lstart=', '-p', String(pid)])).stdout.trim();
  } catch {
    return '';
  }
}

/** The command line, to make sure that a recorded number is still the program we think it is. */
export async function commandOf(pid: number): Promise<string> {
  try {
    if (process.platform === 'linux') return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
    return (await run('ps', ['-o', 'command=', '-p', String(pid)])).stdout.trim();
  } catch {
    return '';
  }
}
