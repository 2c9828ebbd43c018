import { Silent } from '../deadline.js';
import { Cancelled, ConnectorError } from '../errors.js';
import type { Dialect, Session, SqlServer } from './dialect.js';

/** A server and how to speak to it. */
export interface Access {
  dialect: Dialect;
  server: SqlServer;
}

/** Runs `work` in one transaction: committed when it returns, rolled back when it throws. Only kit errors come out. */
export async function inTransaction<T>(
  access: Access,
  mode: 'read' | 'write',
  signal: AbortSignal | undefined,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const session = await open(access, mode, signal);
  const release = cancelOnAbort(session, signal);
  try {
    const result = await work(session);
    refuseAborted(signal);
    await session.commit();
    session.release(false);
    return result;
  } catch (error) {
    await abandon(session, error, signal);
    throw known(access, error, signal);
  } finally {
    release();
  }
}

/** Reads in one read-only transaction on one snapshot, for as long as the caller takes to consume it. */
export async function* inSnapshot<T>(
  access: Access,
  signal: AbortSignal | undefined,
  work: (session: Session) => AsyncIterable<T>,
): AsyncGenerator<T> {
  const session = await open(access, 'read', signal);
  const release = cancelOnAbort(session, signal);
  let running = true;
  try {
    for await (const value of work(session)) {
      refuseAborted(signal);
      yield value;
    }
    await session.commit();
    running = false;
    session.release(false);
  } catch (error) {
    running = false;
    await abandon(session, error, signal);
    throw known(access, error, signal);
  } finally {
    // A consumer that stops early leaves a half-read answer on the wire: such a connection is not worth saving.
    if (running) session.release(true);
    release();
  }
}

async function open(access: Access, mode: 'read' | 'write', signal: AbortSignal | undefined): Promise<Session> {
  refuseAborted(signal);
  try {
    return obedient(await access.server.begin(mode), signal);
  } catch (error) {
    throw known(access, error, signal);
  }
}

/** The session, refusing to start another statement once the call is cancelled. */
function obedient(session: Session, signal: AbortSignal | undefined): Session {
  if (!signal) return session;
  return {
    query: async (sql, parameters) => {
      refuseAborted(signal);
      return session.query(sql, parameters);
    },
    stream: (sql, parameters, size) => {
      refuseAborted(signal);
      return session.stream(sql, parameters, size);
    },
    commit: () => session.commit(),
    rollback: () => session.rollback(),
    cancel: () => session.cancel(),
    release: (broken) => session.release(broken),
  };
}

function cancelOnAbort(session: Session, signal: AbortSignal | undefined): () => void {
  const stop = (): void => session.cancel();
  signal?.addEventListener('abort', stop, { once: true });
  return () => signal?.removeEventListener('abort', stop);
}

async function abandon(session: Session, error: unknown, signal: AbortSignal | undefined): Promise<void> {
  if (signal?.aborted || error instanceof Silent) return session.release(true);
  try {
    await session.rollback();
    session.release(false);
  } catch {
    session.release(true);
  }
}

function refuseAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new Cancelled('The call was cancelled.');
}

function known(access: Access, error: unknown, signal: AbortSignal | undefined): ConnectorError {
  if (signal?.aborted) return new Cancelled('The call was cancelled.');
  return error instanceof ConnectorError ? error : access.dialect.classify(error);
}
