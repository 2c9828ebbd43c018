import type { ReasonCode } from './reasons.js';

/**
 * Everything that can be said in the ledger, kind by kind: one table. The stored bytes depend on these shapes for good,
 * so a shape is never changed, only a new kind added.
 *
 * Data are ids, codes, counts, digests and moments, never prose and nothing about a person (Art. 5(1)(c) GDPR): the
 * ledger cannot forget. What a person wrote or said goes to the sealed case, and its salted digest here (`commit`).
 */
export interface LedgerEvents {
  // A case and its requests
  'case.received': { channel: string; controller: string; receivedAt: string };
  'case.merged': { into: string; code: ReasonCode };
  'request.moved': { from: string; to: string; code: ReasonCode };
  'case.closed': { outcome: string };
  'case.forgotten': NoData;

  // Who asks (Art. 12(6))
  'identity.challenged': { method: string };
  'identity.proven': { method: string; level: string };
  'identity.refused': { method: string; code: ReasonCode };
  'identity.locked': { method: string };

  // What must be done, and who decides
  'plan.drawn': { hash: string; systems: number; rows: number };
  'plan.approved': { hash: string; singlePerson: boolean };
  'plan.voided': { hash: string; code: ReasonCode };
  'plan.drifted': { hash: string; code: ReasonCode };
  /** The person's word that her copy has arrived (copy first). */
  'erasure.confirmed': NoData;
  'hold.placed': { code: ReasonCode };
  'hold.lifted': { code: ReasonCode };

  // It is done and shown
  /** Written before anything is destroyed; `digest` is keyed, over the sorted sealed keys. */
  'erasure.intended': { system: string; hash: string; rows: number; digest: string };
  'erasure.shown': { system: string; outcomes: Counts; evidence: string };
  'erasure.residue': { system: string; rows: number };
  'task.parked': { system: string; action: string; code: ReasonCode };
  'errand.opened': { errand: string; code: ReasonCode };
  'errand.settled': { errand: string; code: ReasonCode };
  'collection.done': { system: string; records: number; parts: number; digest: string };

  // It is answered
  'package.built': { digest: string; bytes: number };
  'package.released': { digest: string };
  'package.downloaded': { digest: string };
  'letter.sent': { letter: string; digest: string };
  'answer.sent': { done: number; pending: number; retained: number; refused: number };
  /** Art. 19: a recipient is told. */
  'notice.sent': { recipient: string; digest: string };

  // Continuous states
  'optout.received': { signal: string };
  'optout.acknowledged': { system: string };
  'deferred.recorded': { system: string; ground: string; notBefore: string };
  'tombstone.written': { kind: string };
  'tombstone.lifted': { kind: string; code: ReasonCode };
  'clock.event': { event: string; on: string };

  // The house itself
  'key.destroyed': { owner: string; keyId: string };
  'map.applied': { system: string; version: number; digest: string };
  'law.applied': { law: string; version: string; digest: string };
  'setting.changed': { name: string };
  /** Entries were found unsequenced past the bound, or a hole was reported. */
  'log.gap': { entries: number; code: ReasonCode };
}

export type LedgerKind = keyof LedgerEvents;

/** How many of each outcome: `{ erased: 12, retained: 3 }`. */
export type Counts = Readonly<Record<string, number>>;

type NoData = Readonly<Record<string, never>>;
