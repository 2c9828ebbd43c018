import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { pooledBytes } from './random-pool.js';
import { TimeOrderedIds } from './time-ordered-ids.js';

const ids = new TimeOrderedIds();

/** A time-ordered identifier for a row. */
export function newId(): string {
  return ids.next();
}

/** 128 random bits as 32 hex digits: the name a case or request bears in the ledger, unlinkable to its row once both die. */
export function newLedgerId(): string {
  return pooledBytes(16).toString('hex');
}

/** A bearer token (256 random bits, base64url) and the hash under which it is kept. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/** Compares two secrets of any length without telling by time where they differ. */
export function sameSecret(a: Buffer, b: Buffer): boolean {
  const digest = (bytes: Buffer): Buffer => hash('sha256', bytes, 'buffer');
  return timingSafeEqual(digest(a), digest(b));
}
