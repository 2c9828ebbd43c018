import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import { Laws } from '../laws/laws.js';
import { legalDay } from '../laws/legal-day.js';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import type { LegalController } from '../requests/legal-controller.entity.js';
import { Raise } from '../requests/raise.js';
import { DeferredErasures } from '../work/deferred/deferred-erasures.js';
import { StandingApproval } from './standing-approval.entity.js';

/** Nobody can know today what will be right in ten years: a permission is renewed, or it ends. */
export const LONGEST_YEARS = 2;

export interface ListedStanding {
  id: string;
  controller: string;
  ground: string;
  expiresOn: string;
  /** Name of the officer who gave it. */
  givenBy: string | null;
  givenAt: Date;
  revokedAt: Date | null;
  /** Not revoked, and its last day has not passed. */
  living: boolean;
}

export type Giving = { outcome: 'given'; id: string } | { outcome: 'unknown-ground' | 'date-out-of-bounds' };

/** Standing approvals of deferred erasures: given, revoked, listed, and asked for. */
@Injectable()
export class StandingApprovals {
  constructor(
    private readonly laws: Laws,
    private readonly deferred: DeferredErasures,
    private readonly raise: Raise,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async give(
    manager: EntityManager,
    controller: LegalController,
    what: { ground: string; until: string },
    staffId: string,
    by: Actor,
  ): Promise<Giving> {
    if (this.laws.grounds.get(what.ground)?.kind !== 'retain') return { outcome: 'unknown-ground' };
    const at = this.clock.now();
    const today = legalDay(at, controller.zone);
    const until = Temporal.PlainDate.from(what.until);
    const tooLate = Temporal.PlainDate.compare(until, today.add({ years: LONGEST_YEARS })) > 0;
    if (tooLate || Temporal.PlainDate.compare(until, today) < 0) return { outcome: 'date-out-of-bounds' };
    const id = newId();
    await manager.insert(StandingApproval, {
      id,
      controllerId: controller.id,
      ground: what.ground,
      expiresOn: what.until,
      givenBy: staffId,
      givenAt: at,
      revokedBy: null,
      revokedAt: null,
    });
    await this.ledger.append(manager, {
      kind: 'standing-approval.given',
      by,
      at,
      data: { approval: id, controller: controller.slug, ground: what.ground, until: what.until },
    });
    // What waits for a decision already is looked at again.
    await this.raise.signal(
      manager,
      'planning.gate',
      await this.deferred.undecided(manager, controller.id, what.ground),
    );
    return { outcome: 'given', id };
  }

  /** @returns false when it is revoked already. */
  async revoke(
    manager: EntityManager,
    approval: Pick<ListedStanding, 'id' | 'controller' | 'ground'>,
    staffId: string,
    by: Actor,
  ): Promise<boolean> {
    const at = this.clock.now();
    const [rows]: [unknown[]] = await manager.query(
      `UPDATE standing_approval SET revoked_at = $2, revoked_by = $3 WHERE id = $1 AND revoked_at IS NULL RETURNING id`,
      [approval.id, at, staffId],
    );
    if (rows.length === 0) return false;
    await this.ledger.append(manager, {
      kind: 'standing-approval.revoked',
      by,
      at,
      data: { approval: approval.id, controller: approval.controller, ground: approval.ground },
    });
    return true;
  }

  /** @param controllers slugs the caller may see; all if null. @param id one alone */
  list(
    manager: EntityManager,
    controllers: readonly string[] | null,
    page: { limit: number; after: string | null; id?: string },
  ): Promise<ListedStanding[]> {
    return manager.query(
      `SELECT a.id, k.slug AS controller, a.ground, a.expires_on::text AS "expiresOn", s.name AS "givenBy", a.given_at AS "givenAt",
              a.revoked_at AS "revokedAt",
              a.revoked_at IS NULL AND a.expires_on >= ($1::timestamptz AT TIME ZONE k.zone)::date AS living
       FROM standing_approval a JOIN controller k ON k.id = a.controller_id LEFT JOIN staff s ON s.id = a.given_by
       WHERE ($2::text[] IS NULL OR k.slug = ANY($2)) AND ($3::uuid IS NULL OR a.id < $3) AND ($4::uuid IS NULL OR a.id = $4)
       ORDER BY a.id DESC LIMIT $5`,
      [this.clock.now(), controllers, page.after, page.id ?? null, page.limit],
    );
  }

  /** Living permissions of the controller for these grounds, the latest first of each; null when one ground has none. */
  async covering(
    manager: EntityManager,
    controller: Pick<LegalController, 'id' | 'zone'>,
    grounds: readonly string[],
    mayRestOn: (givenBy: string) => Promise<boolean>,
  ): Promise<StandingApproval[] | null> {
    const today = legalDay(this.clock.now(), controller.zone).toString();
    const living = await manager
      .createQueryBuilder(StandingApproval, 'a')
      .where('a.controllerId = :id AND a.ground = ANY(:grounds) AND a.revokedAt IS NULL AND a.expiresOn >= :today', {
        id: controller.id,
        grounds,
        today,
      })
      .orderBy('a.givenAt', 'DESC')
      .getMany();
    const found = new Map<string, StandingApproval>();
    for (const one of living) {
      if (!found.has(one.ground) && (await mayRestOn(one.givenBy))) found.set(one.ground, one);
    }
    return grounds.length > 0 && grounds.every((ground) => found.has(ground)) ? [...found.values()] : null;
  }
}
