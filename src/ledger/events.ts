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
  /** Legal days: a date that the office had written down was not the true one. */
  'receipt.corrected': { from: string; to: string; code: ReasonCode };
  'case.merged': { into: string; code: ReasonCode };
  'request.moved': { from: string; to: string; code: ReasonCode };
  /** Whose request it is in the office: a rotating keyed tag, or `nobody`. */
  'request.assigned': { to: string };
  /** Personal data of the case were shown to `by`, for this reason. */
  'personal.revealed': { what: string; code: ReasonCode };
  'case.closed': { outcome: string };
  'case.forgotten': NoData;

  // Who asks (Art. 12(6))
  'identity.challenged': { method: string };
  'identity.proven': { method: string; level: string };
  'identity.refused': { method: string; code: ReasonCode };
  'identity.locked': { method: string };
  /** The person is invited to give further data (Art. 11(2) GDPR), and has given some. */
  'identity.further-asked': NoData;
  'identity.further-given': { identifiers: number };
  /** `categories`: less is proven than single data ask for; `asked`: proven after all. */
  'request.treated-as': { as: string; code: ReasonCode };

  // What must be done, and who decides
  'plan.drawn': { hash: string; systems: number; rows: number };
  /** `duty`: what else of the case or its maps was the approver's work, where one person may do both. */
  'plan.approved': { hash: string; singlePerson: boolean; duty?: string };
  'plan.voided': { hash: string; code: ReasonCode };
  'plan.drifted': { hash: string; code: ReasonCode };
  /** The person's word that her copy has arrived (copy first). */
  'erasure.confirmed': NoData;
  /** She chose to let the erasure follow so many days after the copy, or to be waited for again (0). */
  'erasure.timed': { days: number };
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

  /** A system that answers later was asked, of a program or of a person. */
  'exchange.asked': { system: string; verb: string; conversation: string; of: string };
  /**
   * Its answer: `confirmed` by a program, `declared` through the link alone, or `signed` by somebody who had signed in
   * (then `by` is staff). `digest` is over the answer and its pages.
   */
  'exchange.answered': {
    system: string;
    verb: string;
    conversation: string;
    state: string;
    how: string;
    digest: string;
  };

  /** The link to a question: `sent-again` or `revoked`. */
  'exchange.link': { conversation: string; change: string };
  /** Who works a system by hand: `named`, `changed` or `ended`. */
  'system.owner': { system: string; change: string };

  // It is answered
  'package.built': { digest: string; bytes: number };
  'package.released': { digest: string };
  'package.downloaded': { digest: string };
  /** A member of staff took the released package out, to print or to send it. */
  'package.printed': { digest: string; form: string; code: ReasonCode };
  /** Read by the person on the page, out of the package; the package was not handed over. */
  'package.previewed': { digest: string };
  /** `in` from the person, `out` to her; what it says lies sealed in the case. */
  'message.written': { direction: 'in' | 'out' };
  'letter.sent': { letter: string; digest: string };
  /** Written and kept in the case, but not mailed. */
  'letter.withheld': { letter: string; code: ReasonCode };
  'answer.sent': { done: number; pending: number; retained: number; refused: number };
  /** Art. 19: a recipient is told. */
  'notice.sent': { recipient: string; digest: string };

  // Continuous states
  'optout.received': { signal: string };
  'optout.acknowledged': { system: string };
  'deferred.recorded': { system: string; ground: string; notBefore: string };
  /** Its day has come: it is planned anew, as the request of that ledger id. */
  'deferred.begun': { system: string; ground: string; as: string };
  'deferred.postponed': { system: string; ground: string; until: string; code: ReasonCode };
  /** A finding: nothing more happens until a person has decided. */
  'deferred.stopped': { system: string; ground: string; code: ReasonCode };
  'deferred.resumed': { system: string; ground: string };
  'deferred.settled': { system: string; ground: string; code: ReasonCode };
  /** An officer's dated permission for deferred erasures under one ground, and the plan that rests on it. */
  'standing-approval.given': { approval: string; controller: string; ground: string; until: string };
  'standing-approval.revoked': { approval: string; controller: string; ground: string };
  'plan.covered': { hash: string; approval: string };
  'tombstone.written': { kind: string };
  'tombstone.lifted': { kind: string; code: ReasonCode };
  /** A look after an erasure whether she has come back: `result` is a word of `retention/reprobe`. */
  'probe.looked': { system: string; day: number; result: string; records: number };
  'probe.cancelled': { probes: number; code: ReasonCode };
  /** A system was restored from a back-up taken then; its gate is red until it is cleared. */
  'restore.declared': { restore: string; system: string; backupAt: string };
  'restore.cleared': { restore: string; system: string };
  /** What a replay would erase again; `hash` is over all of it. */
  'replay.counted': { replay: string; system: string; since: string; erasures: number; rows: number; hash: string };
  'replay.approved': { replay: string; hash: string; singlePerson: boolean };
  /** Written before anything is destroyed again; `digest` is keyed, over the sorted sealed keys. */
  'replay.intended': { replay: string; system: string; rows: number; digest: string };
  'replay.shown': { replay: string; system: string; rows: number; residue: number };
  'replay.ended': { replay: string; system: string; clean: number; open: number };
  /** Importers and mailings have asked about so many entries; never which. */
  'suppression.checked': {
    controller: string;
    entries: number;
    suppressed: number;
    blocked: number;
    unusable: number;
  };
  'clock.event': { event: string; on: string };

  // What other tools tell
  'hook.source-added': { source: string; sender: string; controller: string };
  'hook.source-changed': { source: string; change: string };
  /** A message is taken for a request that a person has yet to confirm; its clock runs from `askedAt`. */
  'shadow.raised': { shadow: string; controller: string; askedAt: string; rules: string };
  'shadow.confirmed': { shadow: string };
  'shadow.dismissed': { shadow: string; code: ReasonCode };
  /** The words of a shadow request were shown to `by`. */
  'shadow.read': { shadow: string; code: ReasonCode };
  'ticket.linked': { source: string };
  'ticket.told': { source: string; what: string };
  'finding.opened': { finding: string; controller: string; code: ReasonCode };
  'finding.settled': { finding: string; code: ReasonCode };

  // The office. `staff` is the rotating keyed tag of the person concerned; who did it stands in `by`.
  'staff.joined': { staff: string; roles: string; controllers: string };
  'staff.changed': { staff: string; roles: string; controllers: string };
  'staff.left': { staff: string };
  'staff.invited': { staff: string };
  /** Password and second factors were taken away by the operator; a new invitation was made. */
  'staff.reset': { staff: string };
  'staff.key-given': { staff: string };
  'staff.keys-revoked': { staff: string; keys: number };
  'staff.signed-in': { method: string };
  'staff.signed-out': NoData;
  'staff.stepped-up': { method: string };
  /** A burst of wrong passwords or codes, told at 5, 10, 20, 40, … */
  'staff.sign-in-failed': { staff: string; step: string; failures: number };
  'staff.factor-added': { factor: string };
  'staff.factor-removed': { factor: string };
  'staff.recovery-codes-made': NoData;
  'staff.password-set': NoData;
  'staff.sessions-ended': { staff: string; sessions: number; cause: string };
  /** The data protection officer's advice (Art. 39(1)); its words are sealed in the case. */
  'opinion.given': { position: string };

  // The house itself
  /** An agent in another network was given a key for so many systems; it was taken away. */
  'agent.admitted': { agent: string; systems: number };
  'agent.revoked': { agent: string };
  'key.destroyed': { owner: string; keyId: string };
  'map.applied': { system: string; version: number; digest: string };
  /** A version of what people are shown when they ask (Art. 13). */
  'notice.applied': { controller: string; version: string; digest: string };
  /** A map was tried on a test person: who looked, where, and by which version (of the draft, or in force). */
  'map.tried': { system: string; version: number; draft: boolean };
  'law.applied': { law: string; version: string; digest: string };
  'setting.changed': { name: string };
  /** Entries were found unsequenced past the bound, or a hole was reported. */
  'log.gap': { entries: number; code: ReasonCode };
}

export type LedgerKind = keyof LedgerEvents;

/** How many of each outcome: `{ erased: 12, retained: 3 }`. */
export type Counts = Readonly<Record<string, number>>;

type NoData = Readonly<Record<string, never>>;
