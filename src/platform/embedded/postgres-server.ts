import { mkdir, readFile, realpath, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { binariesFor } from './binaries.js';
import { dataPlaces, placeFor, prepareCluster } from './cluster.js';
import { EmbeddedPostgresError } from './embedded-error.js';
import { awaitAnswer, freePort, halt, HOST, launch, type Postmaster, runningPostmaster } from './postmaster.js';
import { identityOf, isSameProcess } from './processes.js';
import { newPassword, readRecord, type ServerRecord, SUPERUSER, writeRecord } from './server-record.js';
import { serverUser } from './server-user.js';
import { withStartLock } from './start-lock.js';

export interface EmbeddedServerOptions {
  /** Folder of this server: its record, its log and (if the server's user can enter it) its data. */
  directory: string;
  /** false: for tests; data may be lost in a crash of the machine, and are removed when the server stops. */
  durable: boolean;
  maxConnections?: number;
  /** Where programs and data go that the server's user cannot reach where they are. */
  places?: string[];
}

export interface EmbeddedServer {
  host: string;
  port: number;
  user: string;
  password: string;
  dataDirectory: string;
  /** How this process came by it: started it, took over what a killed process left, or shares a living one's. */
  came: 'started' | 'adopted' | 'shared';
  /** The password of a further role, generated at the first call and remembered. */
  passwordOf(role: string): Promise<string>;
  /** Stops the server. One that is shared goes on: it is its keeper's to stop. */
  stop(): Promise<void>;
}

/**
 * The PostgreSQL of a folder. Rule for who keeps it: the process that started it stops it. A further start from the
 * same folder while that process lives shares the server and leaves it running; if that process was killed, the next
 * start adopts the server when it answers to our password, else stops it and starts it anew.
 *
 * @throws EmbeddedPostgresError
 */
export async function startPostgres(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  await mkdir(options.directory, { recursive: true, mode: 0o755 });
  const home = await realpath(resolve(options.directory));
  const recordFile = join(home, 'server.json');
  const locked = <T>(work: () => Promise<T>): Promise<T> => withStartLock(join(home, 'start.lock'), 120_000, work);

  const { record, server, came, data } = await locked(() => startOrJoin(home, recordFile, options));
  const onExit = (): void => signalQuietly(server, 'SIGINT');
  if (came !== 'shared') process.once('exit', onExit);
  const password = passwordIn(record, SUPERUSER);

  return {
    host: HOST,
    port: server.port,
    user: SUPERUSER,
    password,
    dataDirectory: data,
    came,
    passwordOf: (role) =>
      locked(async () => {
        const current = (await readRecord(recordFile)) ?? record;
        if (current.passwords[role] === undefined) {
          current.passwords[role] = newPassword();
          await writeRecord(recordFile, current);
        }
        return passwordIn(current, role);
      }),
    stop: async () => {
      if (came === 'shared') return;
      await locked(() => halt(server, data));
      process.off('exit', onExit);
      if (!options.durable) await removeAll(home, record.place);
    },
  };
}

interface Joined {
  record: ServerRecord;
  server: Postmaster;
  came: EmbeddedServer['came'];
  data: string;
}

async function startOrJoin(home: string, recordFile: string, options: EmbeddedServerOptions): Promise<Joined> {
  const known = await readRecord(recordFile);
  const user = await serverUser(join(known?.place ?? home, 'data'));
  const binaries = await binariesFor(user, options.places);
  const record: ServerRecord = known ?? {
    place: await placeFor(home, user, options.places ?? dataPlaces(options.durable)),
    port: 0,
    passwords: { [SUPERUSER]: newPassword() },
    keeper: await identityOf(process.pid),
  };
  // Before the data are made: a password that nobody remembers would lock them up.
  if (!known) await writeRecord(recordFile, record);
  const password = passwordIn(record, SUPERUSER);
  const data = await prepareCluster({ place: record.place, user, binaries, password, durable: options.durable });

  const keep = async (server: Postmaster, came: Joined['came']): Promise<Joined> => {
    record.port = server.port;
    if (came !== 'shared') {
      record.keeper = await identityOf(process.pid);
      await writeRecord(recordFile, record);
    }
    return { record, server, came, data };
  };

  const running = await runningPostmaster(data);
  if (running) {
    if ((await awaitAnswer(running, data, password, 60_000)) === 'ready') {
      const kept = record.keeper !== undefined && (await isSameProcess(record.keeper));
      return keep(running, kept ? 'shared' : 'adopted');
    }
    await halt(running, data);
  }

  const logFile = join(home, 'postgres.log');
  for (let attempt = 1; ; attempt++) {
    const port = await freePort(attempt === 1 ? record.port : 0);
    const server = await launch({
      binaries,
      user,
      data,
      logFile,
      port,
      durable: options.durable,
      maxConnections: options.maxConnections ?? 200,
    });
    const answer = await awaitAnswer(server, data, password, 120_000);
    if (answer === 'ready') return keep(server, 'started');
    await halt(server, data);
    if (answer === 'wrong-password') {
      throw new EmbeddedPostgresError(
        'wrong-password',
        `The database in ${data} does not answer to the password in ${recordFile}. Restore that file, or move the folder away to begin anew.`,
      );
    }
    // The port may have been taken between the look and the start.
    if (attempt === 3) {
      throw new EmbeddedPostgresError('does-not-start', `PostgreSQL does not start: ${await lastWords(logFile)}`);
    }
  }
}

function passwordIn(record: ServerRecord, role: string): string {
  const password = record.passwords[role];
  if (password === undefined) throw new EmbeddedPostgresError('not-ours', `No password is recorded for ${role}.`);
  return password;
}

function signalQuietly(server: Postmaster, signal: NodeJS.Signals): void {
  try {
    process.kill(server.identity.pid, signal);
  } catch {
    // It has ended already.
  }
}

async function removeAll(home: string, place: string): Promise<void> {
  await rm(place, { recursive: true, force: true });
  await rm(home, { recursive: true, force: true });
}

const lastWords = async (logFile: string): Promise<string> =>
  (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-3).join(' ') || 'it left no message.';
