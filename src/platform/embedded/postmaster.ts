import { spawn } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Binaries } from './binaries.js';
import { EmbeddedPostgresError } from './embedded-error.js';
import { commandOf, identityOf, isSameProcess, type ProcessIdentity } from './processes.js';
import { SUPERUSER } from './server-record.js';
import { bareEnvironment, type ServerUser } from './server-user.js';

export const HOST = '127.0.0.1';

/** A running server that serves a data directory. */
export interface Postmaster {
  identity: ProcessIdentity;
  port: number;
}

/** A free port of the loopback address, the wished one if it is free. */
export async function freePort(wished = 0): Promise<number> {
  const tryPort = (port: number): Promise<number | undefined> =>
    new Promise((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(undefined));
      probe.listen({ port, host: HOST, exclusive: true }, () => {
        const address = probe.address();
        probe.close(() => resolve(address && typeof address === 'object' ? address.port : undefined));
      });
    });
  const port = (await tryPort(wished)) ?? (await tryPort(0));
  if (port === undefined) throw new EmbeddedPostgresError('does-not-start', 'No port of the loopback address is free.');
  return port;
}

/** The server that holds this data directory, if one does: PostgreSQL's own lock file, checked against the process. */
export async function runningPostmaster(data: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 1) return undefined;
  const identity = await identityOf(pid);
  if (!(await isSameProcess(identity)) || !(await commandOf(pid)).includes(data)) return undefined;
  return { identity, port: Number(lines[3]) };
}

/** Starts the server in a session of its own, so that a Ctrl-C meant for us does not stop it before we have drained. */
export async function launch(options: {
  binaries: Binaries;
  user: ServerUser;
  data: string;
  logFile: string;
  port: number;
  durable: boolean;
  maxConnections: number;
}): Promise<Postmaster> {
  const log = await open(options.logFile, 'w', 0o600);
  const flags: Record<string, string> = {
    listen_addresses: HOST,
    port: String(options.port),
    unix_socket_directories: '',
    max_connections: String(options.maxConnections),
    // What a statement or a row held must not reach a log: neither failing statements nor details nor values.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  try {
    const child = spawn(
      options.binaries.postgres,
      ['-D', options.data, ...Object.entries(flags).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { ...options.user, cwd: '/', env: bareEnvironment, detached: true, stdio: ['ignore', log.fd, log.fd] },
    );
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('spawn', () => resolve(child.pid ?? 0));
      child.once('error', () =>
        reject(new EmbeddedPostgresError('does-not-start', `${options.binaries.postgres} cannot be executed.`)),
      );
    });
    child.unref();
    return { identity: await identityOf(pid), port: options.port };
  } finally {
    await log.close();
  }
}

export type Answer = 'ready' | 'wrong-password' | 'ended' | 'silent';

/** Waits until the server answers to our password, ends, or the patience (ms) does. */
export async function awaitAnswer(
  server: Postmaster,
  data: string,
  password: string,
  patience: number,
): Promise<Answer> {
  const deadline = performance.now() + patience;
  while (performance.now() < deadline) {
    const answer = await ask(server.port, data, password);
    if (answer !== 'silent') return answer;
    if (!(await isSameProcess(server.identity))) return 'ended';
    await sleep(25);
  }
  return 'silent';
}

async function ask(port: number, data: string, password: string): Promise<Answer> {
  const client = new pg.Client({
    host: HOST,
    port,
    user: SUPERUSER,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2000,
    application_name: 'habeas start',
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const result = await client.query<{ directory: string }>(`SELECT current_setting('data_directory') AS directory`);
    return result.rows[0]?.directory === data ? 'ready' : 'silent';
  } catch (error) {
    // 28P01 invalid_password. All else (refused, 57P03 cannot_connect_now during recovery) may pass.
    return (error as { code?: string }).code === '28P01' ? 'wrong-password' : 'silent';
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Fast shutdown (SIGINT: sessions are ended, data are flushed), then the immediate one, which recovery makes good. */
export async function halt(server: Postmaster, data: string): Promise<void> {
  for (const [signal, patience] of [
    ['SIGINT', 30_000],
    ['SIGQUIT', 10_000],
  ] as const) {
    if (!(await isSameProcess(server.identity))) break;
    try {
      process.kill(server.identity.pid, signal);
    } catch {
      break;
    }
    const deadline = performance.now() + patience;
    while (performance.now() < deadline && (await isSameProcess(server.identity))) await sleep(20);
  }
  if (await isSameProcess(server.identity)) {
    throw new EmbeddedPostgresError('does-not-stop', `PostgreSQL (process ${server.identity.pid}) does not stop.`);
  }
  await rm(join(data, 'postmaster.pid'), { force: true });
}
