import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Laws } from '../laws/laws.js';
import { legalDay } from '../laws/legal-day.js';
import type { Actor } from '../ledger/ledger-entry.js';
import { Clock } from '../platform/clock/clock.js';
import { canonicalise } from '../platform/crypto/canonical.js';
import type { IdempotentRequest } from '../platform/http/idempotency/idempotency-key.js';
import { type FieldError, Problem } from '../platform/http/problems/problem.js';
import { Relay } from '../platform/queues/relay.js';
import { CaseOpening, type OpenedCase, type Submission } from '../requests/case-opening.js';
import { CaseTokens } from '../requests/case-tokens.js';
import { copyFirstBounds } from '../requests/copy-first.js';
import { Controllers } from '../requests/controllers.js';
import type { LegalController } from '../requests/legal-controller.entity.js';
import type { Channel, Role, Signal } from '../requests/subject-case.entity.js';
import type { OpenedCasesDto, SubmissionDto } from './submission.dto.js';

/** What the edge knows beside the body. */
export interface Arrival {
  channel: Channel;
  receivedAt?: Date;
  recordedBy?: string;
  role?: Role;
  testPerson?: boolean;
  by: Actor;
  idempotent?: IdempotentRequest;
  /** The version of the notice that was shown, by controller. */
  shown?: ReadonlyMap<string, string>;
  signal?: Signal | null;
}

const DAYS_KEPT = 7;

/** Accepts what somebody asks: checked, canonical, written by one statement, answered with the token. */
@Injectable()
export class Submissions {
  constructor(
    @InjectDataSource() private readonly source: DataSource,
    private readonly opening: CaseOpening,
    private readonly controllers: Controllers,
    private readonly tokens: CaseTokens,
    private readonly laws: Laws,
    private readonly relay: Relay,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem for what cannot be accepted; then nothing is stored. */
  async accept(dto: SubmissionDto, arrival: Arrival): Promise<OpenedCasesDto> {
    const controllers = await Promise.all(dto.controllers.map((slug) => this.controllers.bySlug(slug)));
    const unknown = controllers.findIndex((controller) => !controller);
    if (unknown >= 0)
      throw new Problem('unknown-controller', {
        errors: [{ pointer: `/controllers/${unknown}`, rule: 'known', detail: 'is no controller' }],
      });
    // One message has one time of receipt, however many controllers it concerns.
    const now = this.clock.now();
    const submissions = (controllers as LegalController[]).map((controller) =>
      this.submission(dto, arrival, controller, now),
    );
    const gate = arrival.idempotent && {
      ...arrival.idempotent,
      response: (opened: readonly OpenedCase[]) => Buffer.from(JSON.stringify(opened.map(withoutToken)), 'utf8'),
      expiresAt: new Date(this.clock.now().getTime() + DAYS_KEPT * 86_400_000),
    };
    const opened = await this.opening.open(submissions, arrival.by, gate);
    this.relay.nudge();
    if (opened) return { cases: opened.map(toDto) };
    return this.replayed(arrival.idempotent!);
  }

  /** The answer that the same key got before; its tokens are computed again, since none is stored. */
  private async replayed(idempotent: IdempotentRequest): Promise<OpenedCasesDto> {
    const [row]: { bodyHash: Buffer; response: Buffer }[] = await this.source.query(
      `SELECT body_hash AS "bodyHash", response FROM idempotency WHERE credential = $1 AND route = $2 AND key = $3`,
      [idempotent.credential, idempotent.route, idempotent.key],
    );
    if (!row) throw new Problem('idempotency-in-flight');
    if (!row.bodyHash.equals(idempotent.bodyHash)) throw new Problem('idempotency-mismatch');
    const stored = JSON.parse(row.response.toString('utf8')) as Omit<OpenedCase, 'token'>[];
    return { cases: stored.map((one) => toDto({ ...one, token: this.tokens.of(one.id).token })) };
  }

  private submission(dto: SubmissionDto, arrival: Arrival, controller: LegalController, now: Date): Submission {
    const receivedAt = arrival.receivedAt ?? now;
    if (receivedAt > now) {
      throw new Problem('validation-failed', {
        errors: [{ pointer: '/receivedAt', rule: 'past', detail: 'lies in the future' }],
      });
    }
    this.checkRights(dto, controller, receivedAt);
    checkCopyFirst(dto, controller);
    return {
      controller,
      rights: dto.rights,
      copyFirst: dto.copyFirst === true && dto.rights.includes('access') && dto.rights.includes('erasure'),
      eraseAfterDays: dto.eraseAfterDays ?? null,
      identifiers: canonicalIdentifiers(dto, controller.country),
      text: dto.text?.trim() || null,
      locale: dto.locale && controller.languages.includes(dto.locale) ? dto.locale : controller.languages[0]!,
      country: dto.country ?? null,
      region: dto.state ?? null,
      relation: dto.relation ?? 'customer',
      role: arrival.role ?? 'controller',
      channel: arrival.channel,
      receivedAt,
      recordedBy: arrival.recordedBy ?? null,
      replyBy: dto.replyBy ?? 'portal',
      assurance: 'none',
      testPerson: arrival.testPerson ?? false,
      noticeVersion: arrival.shown?.get(controller.slug) ?? null,
      signal: arrival.signal ?? null,
      actingFor: dto.actingFor ?? null,
    };
  }

  private checkRights(dto: SubmissionDto, controller: LegalController, receivedAt: Date): void {
    const on = legalDay(receivedAt, controller.zone);
    if (!this.laws.isInForce(controller.law, on)) {
      throw new Problem('validation-failed', {
        errors: [
          { pointer: '/receivedAt', rule: 'law', detail: 'lies before the law under which it would be answered' },
        ],
      });
    }
    const laws = this.laws
      .applicable({ controllerLaw: controller.law, country: dto.country ?? null, state: dto.state ?? null }, on)
      .map((id) => this.laws.current(id, on));
    const unknown = dto.rights.findIndex((right) => !laws.some((law) => law.hasRight(right)));
    if (unknown < 0) return;
    throw new Problem('right-not-known', {
      errors: [{ pointer: `/rights/${unknown}`, rule: 'law', detail: 'is no right under the applicable law' }],
      members: { rights: [...new Set(laws.flatMap((law) => law.rights))].join(' ') },
    });
  }
}

/** Days that she may choose lie within the controller's bounds, and only where a copy is waited for at all. */
function checkCopyFirst(dto: SubmissionDto, controller: LegalController): void {
  const days = dto.eraseAfterDays;
  if (days === undefined) return;
  const { least, most } = copyFirstBounds(controller);
  const waits = dto.copyFirst === true && dto.rights.includes('access') && dto.rights.includes('erasure');
  if (waits && days >= least && days <= most) return;
  throw new Problem('validation-failed', {
    errors: [
      waits
        ? { pointer: '/eraseAfterDays', rule: 'bounds', detail: `must lie between ${least} and ${most}` }
        : { pointer: '/eraseAfterDays', rule: 'copy-first', detail: 'is only for an erasure that waits for a copy' },
    ],
  });
}

function canonicalIdentifiers(dto: SubmissionDto, country: string): Submission['identifiers'] {
  const errors: FieldError[] = [];
  const found = new Map<string, Submission['identifiers'][number]>();
  dto.identifiers.forEach(({ kind, value }, index) => {
    const canonical = canonicalise(kind, value, { country: dto.country ?? country });
    if (canonical.ok)
      found.set(`${kind}\u0000${canonical.value}`, { kind, value: canonical.value, source: 'given', proven: false });
    else
      errors.push({
        pointer: `/identifiers/${index}/value`,
        rule: canonical.code,
        detail: 'cannot be such an identifier',
      });
  });
  if (errors.length > 0) throw new Problem('validation-failed', { errors });
  return [...found.values()];
}

function withoutToken({ token: _token, ...rest }: OpenedCase): Omit<OpenedCase, 'token'> {
  return rest;
}

function toDto(opened: OpenedCase): OpenedCasesDto['cases'][number] {
  const { controller, reference, token, requests } = opened;
  return {
    controller,
    reference,
    token,
    requests: requests.map(({ id, right, state, dueOn }) => ({ id, right, state, dueOn })),
  };
}
