import { spawn } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../src/platform/embedded/postgres-server.js';
import { findTool } from './measuring.js';

export interface BenchServer {
  url: string;
  stop(): Promise<void>;
}

/**
 * The PostgreSQL of a run: the one that `HABEAS_BENCH_POSTGRES` names, else an embedded one of its own that writes to
 * disk before it says so (fsync on), for both sides of every pair. It has the settings of a fresh installation.
 */
export async function benchPostgres(): Promise<BenchServer> {
  const given = process.env.HABEAS_BENCH_POSTGRES;
  if (given) return { url: given, stop: () => Promise.resolve() };
  const directory = await mkdtemp(join(tmpdir(), 'habeas-bench-server-'));
  await chmod(directory, 0o711);
  const server = await startPostgres({ directory, durable: true, maxConnections: 300, places: [tmpdir()] });
  return {
    url: `postgres://${server.user}:${server.password}@${server.host}:${server.port}/postgres`,
    stop: async () => {
      await server.stop();
      await rm(server.dataDirectory, { recursive: true, force: true });
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A Redis of its own that appends to its file every second; null when none is installed. */
export async function benchRedis(): Promise<BenchServer | null> {
  const program = findTool('redis-server') ?? findTool('valkey-server');
  if (!program) return null;
  const directory = await mkdtemp(join(tmpdir(), 'habeas-bench-redis-'));
  const port = await freePort();
  const options = [
    '--port',
    String(port),
    '--bind',
    '127.0.0.1',
    '--dir',
    directory,
    '--appendonly',
    'yes',
    '--save',
    '',
  ];
  const child = spawn(program, [...options, '--maxmemory-policy', 'noeviction'], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    url: `redis://127.0.0.1:${port}/0`,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
