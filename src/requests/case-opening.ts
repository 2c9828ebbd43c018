import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor, LedgerEntry } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import type { PreparedKey } from '../platform/crypto/prepared-key.js';
import { newId, newLedgerId } from '../platform/ids/ids.js';
import { newReference } from '../platform/ids/reference.js';
import { type ActingFor, sealActingFor } from './acting-for.js';
import type { NewCase, NewRequest } from './case-rows.js';
import { CaseTokens } from './case-tokens.js';
import { CaseWriter } from './case-writer.js';
import { Identifiers } from './identifiers.js';
import type { IdentifierRow } from './identifier.entity.js';
import type { LegalController } from './legal-controller.entity.js';
import { OpeningTerms } from './opening-terms.js';
import type { Right } from './request.entity.js';
import type { Assurance, Channel, Relation, Role, Signal } from './subject-case.entity.js';

/** What somebody asks of one controller, checked and canonical. */
export interface Submission {
  controller: LegalController;
  rights: readonly Right[];
  /** Erasure only after the copy: both must be among the rights. */
  copyFirst: boolean;
  /** With `copyFirst`: the erasure goes on so many days after the copy is ready; without it, only on her word. */
  eraseAfterDays?: number | null;
  identifiers: readonly { kind: string; value: string; source: 'given' | 'login'; proven: boolean }[];
  text: string | null;
  locale: string;
  country: string | null;
  region: string | null;
  relation: Relation;
  role: Role;
  channel: Channel;
  receivedAt: Date;
  recordedBy: string | null;
  replyBy: string;
  assurance: Assurance;
  testPerson: boolean;
  /** Version of the notice that was shown. */
  noticeVersion?: string | null;
  signal?: Signal | null;
  /** For whom, when somebody asks for another. */
  actingFor?: ActingFor | null;
}

/** A case as it was opened. */
export interface OpenedCase {
  id: string;
  ledgerId: string;
  reference: string;
  /** For the person alone; it is stored nowhere. */
  token: string;
  controller: string;
  requests: { id: string; right: Right; state: 'received'; dueOn: string | null }[];
}

/** A request to be written once: a second one with the same key writes nothing. */
export interface Gate {
  credential: string;
  route: string;
  key: Buffer;
  bodyHash: Buffer;
  /** The stored answer: ids only. */
  response: (opened: readonly OpenedCase[]) => Buffer;
  expiresAt: Date;
}

export const notePlace = (caseId: string) => ({ table: 'subject_case', row: caseId, column: 'note' });

interface Prepared {
  submission: Submission;
  opened: OpenedCase;
  row: NewCase;
  key: PreparedKey;
  identifiers: IdentifierRow[];
  requests: NewRequest[];
}

/** Opens cases: everything that makes one is written by a single statement, or nothing is (invariant 1). */
@Injectable()
export class CaseOpening {
  constructor(
    private readonly terms: OpeningTerms,
    private readonly keys: DataKeys,
    private readonly identifiers: Identifiers,
    private readonly tokens: CaseTokens,
    private readonly ledger: Ledger,
    private readonly writer: CaseWriter,
    private readonly clock: Clock,
  ) {}

  /**
   * Opens a case a controller, as siblings when there are several: one receipt, a clock each (practice 26).
   *
   * @param gate lets them be written only once for a key
   * @returns the cases, or null when the gate's key was used before.
   */
  async open(submissions: readonly Submission[], by: Actor, gate?: Gate): Promise<OpenedCase[] | null> {
    const at = this.clock.now();
    const gateId = gate ? newId() : null;
    const prepared = this.prepare(submissions, at, gateId);
    const opened = prepared.map((one) => one.opened);
    const written = await this.writer.write({
      cases: prepared.map((one) => one.row),
      requests: prepared.flatMap((one) => one.requests),
      identifiers: prepared.flatMap((one) => one.identifiers),
      keys: prepared.map((one) => one.key.row),
      entries: this.entries(prepared, by, at).map((entry) => this.ledger.prepare(entry)),
      gate: gate && gateId ? { ...gate, id: gateId, response: gate.response(opened), createdAt: at } : null,
    });
    return written ? opened : null;
  }

  /** As `open`, in the caller's transaction: for what must be there together with the case, or not at all. */
  async openIn(manager: EntityManager, submissions: readonly Submission[], by: Actor): Promise<OpenedCase[]> {
    const at = this.clock.now();
    const prepared = this.prepare(submissions, at, null);
    await this.writer.writeIn(manager, {
      cases: prepared.map((one) => one.row),
      requests: prepared.flatMap((one) => one.requests),
      identifiers: prepared.flatMap((one) => one.identifiers),
      keys: prepared.map((one) => one.key.row),
      entries: this.entries(prepared, by, at).map((entry) => this.ledger.prepare(entry)),
      gate: null,
    });
    return prepared.map((one) => one.opened);
  }

  private prepare(submissions: readonly Submission[], at: Date, gateId: string | null): Prepared[] {
    const first = newId();
    return submissions.map((submission, index): Prepared => {
      const { controller, text, assurance, channel, relation, role } = submission;
      const id = index === 0 ? first : newId();
      const { token, hash } = this.tokens.of(id);
      const key = this.keys.prepare({ kind: 'case', id });
      const requests = this.requestsOf(submission, id, at);
      const opened: OpenedCase = {
        id,
        ledgerId: newLedgerId(),
        reference: newReference(),
        token,
        controller: controller.slug,
        requests: requests.map((one) => ({ id: one.id, right: one.right, state: 'received', dueOn: one.dueOn })),
      };
      const row: NewCase = {
        id,
        ledgerId: opened.ledgerId,
        controllerId: controller.id,
        siblingOf: index === 0 ? null : first,
        reference: opened.reference,
        tokenHash: hash,
        role,
        channel,
        relation,
        receivedAt: submission.receivedAt,
        recordedAt: at,
        recordedBy: submission.recordedBy,
        locale: submission.locale,
        country: submission.country,
        region: submission.region,
        replyBy: submission.replyBy,
        assurance,
        provenAt: assurance === 'none' ? null : at,
        note: text ? key.key.seal(text, notePlace(id)) : null,
        noticeVersion: submission.noticeVersion ?? null,
        signal: submission.signal ?? null,
        actingFor: submission.actingFor ? sealActingFor(key.key, id, submission.actingFor) : null,
        testPerson: submission.testPerson,
        gateId,
      };
      const identifiers = submission.identifiers.map((one) =>
        this.identifiers.prepare(key.key, id, { ...one, round: 0 }),
      );
      return { submission, opened, row, key, identifiers, requests };
    });
  }

  private requestsOf(submission: Submission, caseId: string, createdAt: Date): NewRequest[] {
    const copyId = submission.copyFirst ? newId() : null;
    return submission.rights.map((right) => ({
      id: (right === 'access' && copyId) || newId(),
      ledgerId: newLedgerId(),
      caseId,
      controllerId: submission.controller.id,
      right,
      state: 'received',
      version: 0,
      ...this.terms.of(submission, right),
      afterRequestId: right === 'erasure' ? copyId : null,
      eraseAfterDays: right === 'erasure' && copyId ? (submission.eraseAfterDays ?? null) : null,
      createdAt,
    }));
  }

  private entries(prepared: readonly Prepared[], by: Actor, at: Date): LedgerEntry[] {
    return prepared.flatMap(({ opened, submission }): LedgerEntry[] => [
      {
        kind: 'case.received',
        case: opened.ledgerId,
        by,
        at,
        data: {
          channel: submission.channel,
          controller: submission.controller.slug,
          receivedAt: submission.receivedAt.toISOString(),
        },
      },
      ...(submission.assurance === 'none'
        ? []
        : [
            {
              kind: 'identity.proven' as const,
              case: opened.ledgerId,
              by,
              at,
              data: { method: 'login-assertion', level: submission.assurance },
            },
          ]),
      ...(submission.signal
        ? [{ kind: 'optout.received' as const, case: opened.ledgerId, by, at, data: { signal: submission.signal } }]
        : []),
    ]);
  }
}
