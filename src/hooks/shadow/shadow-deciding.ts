import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../../connectors/kit/contract.js';
import { Ledger } from '../../ledger/ledger.js';
import type { ReasonCode } from '../../ledger/reasons.js';
import { Clock } from '../../platform/clock/clock.js';
import { keyIdOf } from '../../platform/crypto/data-key.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import { OpeningTerms } from '../../requests/opening-terms.js';
import type { Right } from '../../requests/request.entity.js';
import { canonicalOnes } from '../processing/people-asked.js';
import type { Teller } from '../processing/told-event.js';
import { InboundKeys } from '../receiving/inbound-keys.js';
import { HookSource } from '../sources/hook-source.entity.js';
import type { By } from '../sources/hook-sources.js';
import { submissionOf } from '../tickets/submission-of.js';
import { TicketRequests } from '../tickets/ticket-requests.js';
import { type ShadowContent, shadowPlace } from './shadow-content.js';
import { ShadowRequest } from './shadow-request.entity.js';

/** Why a message is no request. */
export const DISMISSALS = ['no-request', 'asked-elsewhere', 'unsolicited-advertising', 'internal-message'] as const;
export type Dismissal = (typeof DISMISSALS)[number] & ReasonCode;

export type Confirmed =
  | { outcome: 'confirmed'; requestIds: string[] }
  /** No law that applies there knows this right. */
  | { outcome: 'right-not-known'; rights: Right[] }
  /** Its words have died undecided; what is known of it must be recorded by hand. */
  | { outcome: 'words-gone' };

/** A named person says what a message is. */
@Injectable()
export class ShadowDeciding {
  constructor(
    private readonly keys: InboundKeys,
    private readonly requests: TicketRequests,
    private readonly terms: OpeningTerms,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** Locks an open shadow request. Null when it was decided before. */
  async open(manager: EntityManager, id: string): Promise<ShadowRequest | null> {
    return manager.findOne(ShadowRequest, { where: { id, state: 'open' }, lock: { mode: 'pessimistic_write' } });
  }

  /** Null once the key has died, 30 days after it came. */
  async content(manager: EntityManager, shadow: ShadowRequest): Promise<ShadowContent | null> {
    const key = await this.keys.of(manager, keyIdOf(shadow.content));
    return key && (JSON.parse(key.openText(shadow.content, shadowPlace(shadow.id))) as ShadowContent);
  }

  /**
   * It becomes a request whose clock runs from when it was written. Where the ticket has made the same request meanwhile,
   * that one's clock moves back to here.
   */
  async confirm(
    manager: EntityManager,
    shadow: ShadowRequest,
    said: { rights: readonly Right[]; identifiers: readonly Identifier[] },
    by: By,
  ): Promise<Confirmed> {
    const content = await this.content(manager, shadow);
    if (!content) return { outcome: 'words-gone' };
    const teller = await this.tellerOf(manager, shadow);
    const submission = submissionOf({
      controller: teller.controller,
      rights: said.rights,
      identifiers: canonicalOnes([...content.identifiers, ...said.identifiers], teller.controller.country),
      locale: shadow.locale,
      text: content.text,
      askedAt: shadow.askedAt,
      now: this.clock.now(),
      recordedBy: by.staffId,
    });
    const lawful = this.terms.rights(submission);
    if (!said.rights.every((right) => lawful.includes(right))) return { outcome: 'right-not-known', rights: lawful };
    await this.requests.lock(manager, shadow.place, shadow.ticket);
    const living = (await this.requests.linksOf(manager, shadow.place, shadow.ticket)).filter(
      ({ right, endedAt }) => endedAt === null && said.rights.includes(right),
    );
    for (const link of living)
      if (shadow.askedAt < link.askedAt) await this.requests.begunEarlier(manager, link, shadow.askedAt);
    const rights = said.rights.filter((right) => !living.some((link) => link.right === right));
    const opened =
      rights.length === 0 ? [] : await this.requests.open(manager, teller, shadow, { ...submission, rights }, by.actor);
    const requestIds = [...living.map(({ requestId }) => requestId), ...opened];
    await this.decided(manager, shadow, { state: 'confirmed', requestId: requestIds[0]! }, by);
    return { outcome: 'confirmed', requestIds };
  }

  async dismiss(manager: EntityManager, shadow: ShadowRequest, reason: Dismissal, by: By): Promise<void> {
    await this.decided(manager, shadow, { state: 'dismissed', reason }, by);
  }

  private async decided(
    manager: EntityManager,
    shadow: ShadowRequest,
    how: { state: 'confirmed'; requestId: string } | { state: 'dismissed'; reason: Dismissal },
    by: By,
  ): Promise<void> {
    const at = this.clock.now();
    await manager.update(ShadowRequest, { id: shadow.id }, { ...how, decidedAt: at, decidedBy: by.staffId });
    await this.ledger.append(
      manager,
      how.state === 'confirmed'
        ? { kind: 'shadow.confirmed', by: by.actor, at, data: { shadow: shadow.id } }
        : { kind: 'shadow.dismissed', by: by.actor, at, data: { shadow: shadow.id, code: how.reason } },
    );
  }

  private async tellerOf(manager: EntityManager, shadow: ShadowRequest): Promise<Teller> {
    return {
      source: await manager.findOneByOrFail(HookSource, { id: shadow.sourceId }),
      controller: await manager.findOneByOrFail(LegalController, { id: shadow.controllerId }),
      place: shadow.place,
    };
  }
}
