import type { EntityManager } from 'typeorm';
import { newId } from '../../ids/ids.js';
import { Problem } from '../problems/problem.js';
import type { IdempotentRequest } from './idempotency-key.js';

/** The answer of a use case: what is sent now, and again to each repetition. */
export interface Answer<Body> {
  status: number;
  body: Body;
}

/** How answers lie in the database. An answer with a token or personal data must be sealed. */
export interface AnswerCodec {
  seal(text: string, id: string): Buffer | Promise<Buffer>;
  open(bytes: Buffer, id: string): string | Promise<string>;
}

/** For answers that hold ids and codes only. */
export const plainAnswers: AnswerCodec = {
  seal: (text) => Buffer.from(text, 'utf8'),
  open: (bytes) => bytes.toString('utf8'),
};

/** Stripe keeps keys a day; people repeat over a weekend. */
const DAYS_KEPT = 7;

export type Once<Body> = Answer<Body> & { replayed: boolean };

/**
 * Does the work once per credential, route and key. Everything happens in the caller's transaction: the answer is
 * stored with what it answers, or neither is, so that nothing has to be cleaned up after a crash, and a request that
 * failed may be repeated with the same key.
 *
 * @param work writes through the same manager, and calls nothing over the network.
 * @throws Problem `idempotency-mismatch` (same key, other body), `idempotency-in-flight` (the first is still at it)
 */
export async function once<Body>(
  manager: EntityManager,
  request: IdempotentRequest,
  options: { now: Date; codec: AnswerCodec },
  work: () => Promise<Answer<Body>>,
): Promise<Once<Body>> {
  const { credential, route, key, bodyHash } = request;
  const [found] = await manager.query<FoundRow[]>(
    `SELECT pg_try_advisory_xact_lock(hashtextextended($1 || chr(31) || $2 || chr(31) || encode($3::bytea, 'hex'), 0)) AS mine,
            earlier.id, earlier.body_hash, earlier.status, earlier.response
     FROM (VALUES (1)) AS one
     LEFT JOIN idempotency AS earlier
       ON earlier.credential = $1 AND earlier.route = $2 AND earlier.key = $3 AND earlier.expires_at > $4`,
    [credential, route, key, options.now],
  );
  if (found?.id) {
    if (!found.body_hash.equals(bodyHash)) throw new Problem('idempotency-mismatch');
    const text = await options.codec.open(found.response, found.id);
    return { status: found.status, body: JSON.parse(text) as Body, replayed: true };
  }
  if (!found?.mine) throw new Problem('idempotency-in-flight');

  const answer = await work();
  const id = newId();
  const response = await options.codec.seal(JSON.stringify(answer.body ?? null), id);
  const expires = new Date(options.now.getTime() + DAYS_KEPT * 86_400_000);
  const written = await manager.query<{ id: string }[]>(
    `INSERT INTO idempotency AS earlier (id, credential, route, key, body_hash, status, response, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     ON CONFLICT (credential, route, key) DO UPDATE SET
       id = excluded.id, body_hash = excluded.body_hash, status = excluded.status, response = excluded.response,
       created_at = excluded.created_at, expires_at = excluded.expires_at
     WHERE earlier.expires_at <= excluded.created_at
     RETURNING earlier.id`,
    [id, credential, route, key, bodyHash, answer.status, response, options.now, expires],
  );
  // The first one committed between our look and our lock: our work is rolled back, the repetition will be replayed.
  if (written.length === 0) throw new Problem('idempotency-in-flight');
  return { ...answer, replayed: false };
}

interface FoundRow {
  mine: boolean;
  id: string | null;
  body_hash: Buffer;
  status: number;
  response: Buffer;
}

/** Forgets answers whose time is over. For the upkeep queue. */
export async function forgetAnswers(manager: EntityManager, now: Date): Promise<void> {
  await manager.query('DELETE FROM idempotency WHERE expires_at <= $1', [now]);
}
