import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../connectors/kit/contract.js';
import { Laws } from '../laws/laws.js';
import { legalDay } from '../laws/legal-day.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { DataKeys } from '../platform/crypto/data-keys.js';
import { newId, newLedgerId } from '../platform/ids/ids.js';
import { newReference } from '../platform/ids/reference.js';
import { CaseTokens } from '../requests/case-tokens.js';
import { Identifiers } from '../requests/identifiers.js';
import { Journey } from '../requests/journey.js';
import { SubjectRequest } from '../requests/request.entity.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { DEFERRED_ROAD } from '../requests/road.js';
import { SubjectCase } from '../requests/subject-case.entity.js';

/** Why the house opens a case itself, and the code of its first move. */
const OPENED = {
  retention: 'deferred-erasure-due',
  finding: 'erase-again',
} as const;

/**
 * Opens the case in which a deferred erasure is carried out, or somebody is erased again who was found after her erasure.
 * It has a key of its own, since the old case's will be gone; no clock, since nobody asked; and no contact, since she was
 * answered when she did.
 */
@Injectable()
export class HouseCases {
  constructor(
    private readonly laws: Laws,
    private readonly keys: DataKeys,
    private readonly identifiers: Identifiers,
    private readonly tokens: CaseTokens,
    private readonly journey: Journey,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * @param origin the erasure that had to put this off, or after which she was found
   * @param identifiers by which she is looked for
   * @returns the request, on its way to be planned.
   */
  async open(
    manager: EntityManager,
    origin: CaseFile,
    channel: keyof typeof OPENED,
    identifiers: readonly Identifier[],
  ): Promise<{ id: string; ledgerId: string }> {
    const at = this.clock.now();
    const caseId = newId();
    const caseLedgerId = newLedgerId();
    await manager.insert(SubjectCase, this.caseOf(origin, channel, { id: caseId, ledgerId: caseLedgerId }, at));
    await this.keys.create(manager, { kind: 'case', id: caseId }, null);
    await this.identifiers.learn(manager, caseId, known(identifiers));
    // Her own later requests must not find this one and be taken for its duplicates.
    await manager.query(`UPDATE identifier SET tag = NULL WHERE case_id = $1`, [caseId]);
    await this.ledger.append(manager, {
      kind: 'case.received',
      case: caseLedgerId,
      by: { role: 'service' },
      at,
      data: { channel, controller: origin.controller.slug, receivedAt: at.toISOString() },
    });
    const request = this.requestOf(origin, caseId, at);
    await manager.insert(SubjectRequest, request);
    await this.journey.advance(manager, request, OPENED[channel]);
    return request;
  }

  private caseOf(
    origin: CaseFile,
    channel: keyof typeof OPENED,
    { id, ledgerId }: { id: string; ledgerId: string },
    at: Date,
  ): SubjectCase {
    const { role, relation, locale, country, region, assurance, provenAt, testPerson } = origin.case;
    return {
      id,
      ledgerId,
      controllerId: origin.controller.id,
      siblingOf: null,
      continues: origin.case.id,
      reference: newReference(),
      tokenHash: this.tokens.of(id).hash,
      role,
      channel,
      relation,
      receivedAt: at,
      recordedAt: at,
      recordedBy: null,
      locale,
      country,
      region,
      replyBy: 'portal',
      assurance,
      provenAt,
      note: null,
      noticeVersion: null,
      signal: null,
      actingFor: null,
      testPerson,
      closedAt: null,
      keepUntil: null,
      forgottenAt: null,
    };
  }

  private requestOf(origin: CaseFile, caseId: string, at: Date): SubjectRequest {
    // The law as it stands today: periods change, and the pinned version is years old.
    const today = legalDay(at, origin.controller.zone);
    const law = this.laws.current(this.laws.pinned(origin.request.law).id, today);
    return Object.assign(new SubjectRequest(), {
      id: newId(),
      ledgerId: newLedgerId(),
      caseId,
      controllerId: origin.controller.id,
      right: 'erasure',
      state: 'received',
      version: 0,
      law: law.pin,
      alsoUnder: [],
      road: [...DEFERRED_ROAD],
      afterRequestId: null,
      confirmedAt: null,
      eraseAfterDays: null,
      eraseOn: null,
      notBefore: null,
      dueOn: null,
      executedVersion: null,
      firstAnsweredAt: null,
      endedAt: null,
      outcome: null,
      createdAt: at,
    } satisfies Partial<SubjectRequest>);
  }
}

/** Proven when she asked; in a later round than the first, so that none of them is taken for a contact that she gave. */
function known(identifiers: readonly Identifier[]) {
  const once = new Map(identifiers.map((one) => [`${one.kind}\u0000${one.value}`, one]));
  return [...once.values()].map(({ kind, value }) => ({ kind, value, proven: true, source: 'deferred', round: 1 }));
}
