import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { v7 } from 'uuid';

/** A time-ordered identifier for a row. */
export function newId(): string {
  return v7();
}

/** 128 random bits as 32 hex digits: the name a case or request bears in the ledger, unlinkable to its row once both die. */
export function newLedgerId(): string {
  return randomBytes(16).toString('hex');
}

/** A bearer token (256 random bits, base64url) and the hash under which it is kept. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashToken(token) };
}

export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}

/** Compares two secrets of any length without telling by time where they differ. */
export function sameSecret(a: Buffer, b: Buffer): boolean {
  const digest = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
  return timingSafeEqual(digest(a), digest(b));
}
