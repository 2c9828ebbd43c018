import { hash } from 'node:crypto';
import { newId } from '../platform/ids/ids.js';
import { canonicalJson } from './canonical-json.js';
import type { LedgerEntry } from './ledger-entry.js';
import { EntryUnfit } from './refusals.js';

/** The shape of the stored text; raised when the shape changes, so that old entries stay readable. */
export const ENTRY_VERSION = 1;

/** One row of `ledger_entry`, but for what the database adds (`recorded_at`). */
export interface EntryRow {
  id: string;
  kind: string;
  caseId: string | null;
  requestId: string | null;
  at: Date;
  /** Canonical JSON (RFC 8785). Its UTF-8 bytes, as they are, go into the leaf. */
  body: string;
}

/**
 * What is stored of an event.
 *
 * @throws EntryUnfit when the data hold anything but codes, ids, digests, moments and counts.
 */
export function entryRow(event: LedgerEntry): EntryRow {
  refuseProse(event.data, event.kind);
  refuseUnless(isLedgerId(event.case) && isLedgerId(event.request), event.kind, 'a case or request id');
  refuseUnless(event.by.tag === undefined || isCode(event.by.tag), event.kind, 'the tag of the actor');
  const id = newId();
  const body = canonicalJson({
    v: ENTRY_VERSION,
    id,
    kind: event.kind,
    case: event.case,
    request: event.request,
    by: event.by,
    at: event.at.toISOString(),
    data: event.data,
    commit: event.commit && commitmentOf(event.commit.salt, event.commit.payload).toString('hex'),
  });
  return { id, kind: event.kind, caseId: event.case ?? null, requestId: event.request ?? null, at: event.at, body };
}

/**
 * `SHA-256(salt ‖ payload)`: binds content without showing it. Once the salt is destroyed the digest cannot be guessed.
 *
 * @throws EntryUnfit when the salt is shorter than 16 bytes: what it hides could be guessed.
 */
export function commitmentOf(salt: Buffer, payload: Buffer): Buffer {
  if (salt.length < 16) throw new EntryUnfit('A commitment needs a salt of 16 bytes or more.');
  return hash('sha256', Buffer.concat([salt, payload]), 'buffer');
}

/** A code, id, digest or moment: one word without spaces and without an at sign, so neither prose nor a mail address. */
const isCode = (text: string): boolean => /^[\w.:/+=-]{1,200}$/.test(text);
const isLedgerId = (id: string | undefined): boolean => id === undefined || /^[0-9a-f]{32}$/.test(id);

function refuseProse(data: object, kind: string): void {
  for (const [name, value] of Object.entries(data) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null) refuseProse(value, kind);
    else {
      const fits =
        typeof value === 'string' ? isCode(value) : typeof value === 'boolean' || Number.isSafeInteger(value);
      refuseUnless(isCode(name) && (fits || value === undefined), kind, `data.${isCode(name) ? name : '?'}`);
    }
  }
}

function refuseUnless(fit: boolean, kind: string, what: string): void {
  if (!fit) throw new EntryUnfit(`${kind}: ${what} is no code, id, digest, moment or count.`);
}
