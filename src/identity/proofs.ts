import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import type { ReasonCode } from '../ledger/reasons.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { newId } from '../platform/ids/ids.js';
import { Duties } from '../requests/duties.js';
import { Identifiers } from '../requests/identifiers.js';
import { Journey } from '../requests/journey.js';
import { nextOn } from '../requests/journey-table.js';
import { Raise } from '../requests/raise.js';
import { type CaseFile, RequestsRepository } from '../requests/requests.repository.js';
import { ASSURANCES, type Assurance } from '../requests/subject-case.entity.js';
import { Sufficiency } from '../requests/sufficiency.js';
import { Doubts } from './doubts.js';
import { Evidence } from './evidence.entity.js';
import { UnprovenRequests } from './unproven-requests.js';

export interface Proof {
  method: 'email-code' | 'login-assertion' | 'officer-decision';
  level: Exclude<Assurance, 'none'>;
  by: Actor;
  /** Which identifiers it proves: the one with this tag, those the login vouches for, or all that she gave. */
  prove: { kind: string; tag: Buffer } | { login: readonly { kind: string; value: string }[] } | 'all given';
  assertionId?: Buffer;
  staffId?: string;
  note?: string;
}

export const evidenceNotePlace = (id: string) => ({ table: 'evidence', row: id, column: 'note' });

/** Accepts and refuses evidence, and lets the case's requests go on whose law asks for no more. */
@Injectable()
export class Proofs {
  constructor(
    private readonly requests: RequestsRepository,
    private readonly identifiers: Identifiers,
    private readonly sufficiency: Sufficiency,
    private readonly unproven: UnprovenRequests,
    private readonly doubts: Doubts,
    private readonly raise: Raise,
    private readonly duties: Duties,
    private readonly keys: DataKeys,
    private readonly journey: Journey,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @returns false when the same assertion was accepted before, for whatever case. */
  async accept(manager: EntityManager, file: CaseFile, proof: Proof): Promise<boolean> {
    const at = this.clock.now();
    const before = await provenOf(manager, file.case.id);
    const id = newId();
    const note = proof.note
      ? (await this.keys.of(manager, { kind: 'case', id: file.case.id })).seal(proof.note, evidenceNotePlace(id))
      : null;
    const written: unknown[] = await manager.query(
      `INSERT INTO evidence (id, case_id, method, level, accepted, assertion_id, decided_by, note, at)
       VALUES ($1, $2, $3, $4, true, $5, $6, $7, $8) ON CONFLICT (assertion_id) WHERE assertion_id IS NOT NULL DO NOTHING RETURNING id`,
      [id, file.case.id, proof.method, proof.level, proof.assertionId ?? null, proof.staffId ?? null, note, at],
    );
    if (written.length === 0) return false;
    await this.proveIdentifiers(manager, file.case.id, proof.prove);
    const level =
      ASSURANCES.indexOf(proof.level) > ASSURANCES.indexOf(file.case.assurance) ? proof.level : file.case.assurance;
    await manager.query(`UPDATE subject_case SET assurance = $2, proven_at = coalesce(proven_at, $3) WHERE id = $1`, [
      file.case.id,
      level,
      at,
    ]);
    file.case.assurance = level;
    if (proof.staffId) await this.duties.note(manager, file.case.id, proof.staffId, 'identity');
    await this.ledger.append(manager, {
      kind: 'identity.proven',
      case: file.case.ledgerId,
      by: proof.by,
      at,
      data: { method: proof.method, level: proof.level },
    });
    // A code shows a mailbox; it does not settle what an officer has doubted.
    if (proof.level !== 'contact') await this.doubts.settle(manager, file, proof.by);
    await this.goOn(manager, file, (await provenOf(manager, file.case.id)) > before);
    return true;
  }

  /** An officer does not accept who asks. The request waits for better evidence or for its refusal. */
  async refuse(
    manager: EntityManager,
    file: CaseFile,
    how: { staffId: string; by: Actor; reason: ReasonCode; note?: string },
  ): Promise<void> {
    const at = this.clock.now();
    const id = newId();
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    await manager.insert(Evidence, {
      id,
      caseId: file.case.id,
      method: 'officer-decision',
      level: 'none',
      accepted: false,
      assertionId: null,
      decidedBy: how.staffId,
      reason: how.reason,
      note: how.note ? key.seal(how.note, evidenceNotePlace(id)) : null,
      at,
    });
    await this.duties.note(manager, file.case.id, how.staffId, 'identity');
    await this.ledger.append(manager, {
      kind: 'identity.refused',
      case: file.case.ledgerId,
      by: how.by,
      at,
      data: { method: 'officer-decision', code: how.reason },
    });
    for (const request of await this.requests.ofCase(manager, file.case.id))
      await this.unproven.goOnAsLesser(manager, { ...file, request });
  }

  private async proveIdentifiers(manager: EntityManager, caseId: string, prove: Proof['prove']): Promise<void> {
    if (prove === 'all given') {
      await this.identifiers.prove(manager, caseId, 'all given');
    } else if ('login' in prove) {
      await this.identifiers.learn(
        manager,
        caseId,
        prove.login.map((one) => ({ ...one, proven: true, source: 'login', round: 0 })),
      );
      for (const { kind, value } of prove.login) await this.identifiers.proveValue(manager, caseId, kind, value);
    } else {
      await manager.query(`UPDATE identifier SET proven = true WHERE case_id = $1 AND kind = $2 AND tag = $3`, [
        caseId,
        prove.kind,
        prove.tag,
      ]);
    }
  }

  /** @param more identifiers are proven that were not before: what searches is to search by them too. */
  private async goOn(manager: EntityManager, file: CaseFile, more: boolean): Promise<void> {
    for (const request of await this.requests.ofCase(manager, file.case.id)) {
      const own = { ...file, request };
      if (request.treatedAs) await this.unproven.restore(manager, own);
      else if (request.state === 'planning' && more) await this.raise.signal(manager, 'planning.begin', request.id);
      if (request.state !== 'proving') continue;
      if (!(await this.sufficiency.isSufficient(manager, own))) {
        await this.unproven.goOnAsLesser(manager, own);
      } else if (nextOn(request.road, 'proving')) {
        await this.journey.advance(manager, request, 'identity-proven');
        await this.unproven.settleErrands(manager, request.id);
      }
    }
  }
}

async function provenOf(manager: EntityManager, caseId: string): Promise<number> {
  const [row]: { proven: number }[] = await manager.query(
    `SELECT count(*)::int AS proven FROM identifier WHERE case_id = $1 AND round = 0 AND proven`,
    [caseId],
  );
  return row!.proven;
}
