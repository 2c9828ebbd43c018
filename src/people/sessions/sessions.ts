import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock } from '../../platform/clock/clock.js';
import { hashToken, newId, newToken } from '../../platform/ids/ids.js';
import { Settings } from '../../platform/settings/settings.js';
import type { Role } from '../policies.js';
import { type SessionStage, StaffSession } from './staff-session.entity.js';
import type { Visit } from './visit.js';

/** How long somebody may take over the second factor, or over setting one up. */
const UNFINISHED_MS = 20 * 60_000;
const MINUTE = 60_000;

export interface FoundSession {
  id: string;
  staffId: string;
  stage: SessionStage;
  seenAt: Date;
  secondFactorAt: Date | null;
  roles: Role[];
  controllers: string[] | null;
}

/** Sessions of browsers: opened, found by the hash of their cookie, renewed, ended. */
@Injectable()
export class Sessions {
  constructor(
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Opens one; the browser's earlier one, whatever it was, ends. @returns the cookie's token: nothing given is taken up. */
  async open(manager: EntityManager, staffId: string, stage: SessionStage, visit: Visit): Promise<string> {
    const { token, hash } = newToken();
    const now = this.clock.now();
    if (visit.cookie !== undefined) {
      await manager.query(`UPDATE staff_session SET ended_at = $2 WHERE hash = $1 AND ended_at IS NULL`, [
        hashToken(visit.cookie),
        now,
      ]);
    }
    await manager.insert(StaffSession, {
      id: newId(),
      staffId,
      hash,
      stage,
      browser: visit.browser,
      network: visit.network,
      createdAt: now,
      seenAt: now,
      expiresAt: this.expiryOf(stage, now),
      secondFactorAt: stage === 'whole' ? now : null,
      endedAt: null,
    });
    return token;
  }

  /** The session of a cookie, if it is alive and its owner is in the office. */
  async find(manager: EntityManager, token: string): Promise<FoundSession | undefined> {
    const now = this.clock.now();
    const [found]: FoundSession[] = await manager.query(
      `SELECT t.id, t.staff_id AS "staffId", t.stage, t.seen_at AS "seenAt", t.second_factor_at AS "secondFactorAt",
              s.roles, s.controllers
       FROM staff_session t JOIN staff s ON s.id = t.staff_id
       WHERE t.hash = $1 AND t.ended_at IS NULL AND t.expires_at > $2 AND t.seen_at > $3 AND s.left_at IS NULL`,
      [hashToken(token), now, new Date(now.getTime() - this.settings.SESSION_IDLE_MINUTES * MINUTE)],
    );
    if (!found) return undefined;
    // Once a minute is exact enough, and spares a write with every call.
    if (now.getTime() - found.seenAt.getTime() >= MINUTE) {
      await manager.query(`UPDATE staff_session SET seen_at = $2 WHERE id = $1 AND seen_at < $2`, [found.id, now]);
    }
    return found;
  }

  /** After a second factor was shown: whole, fresh, and under a new token. The old one opens nothing any more. */
  async renew(manager: EntityManager, id: string): Promise<string> {
    const { token, hash } = newToken();
    const now = this.clock.now();
    await manager.query(
      `UPDATE staff_session SET hash = $2, second_factor_at = $3, seen_at = $3,
         expires_at = CASE WHEN stage = 'whole' THEN expires_at ELSE $4::timestamptz END, stage = 'whole'
       WHERE id = $1 AND ended_at IS NULL`,
      [id, hash, now, this.expiryOf('whole', now)],
    );
    return token;
  }

  /** Ends one of hers. @returns false when she has no such session that lives. */
  async end(manager: EntityManager, staffId: string, id: string): Promise<boolean> {
    return (await this.ended(manager, staffId, `AND id = $3`, [id])) > 0;
  }

  /** Ends hers, all but the one given. @returns how many that were. */
  endAll(manager: EntityManager, staffId: string, but: string | null = null): Promise<number> {
    return this.ended(manager, staffId, `AND id IS DISTINCT FROM $3::uuid`, [but]);
  }

  /** Those that live, the last seen first. */
  living(manager: EntityManager, staffId: string): Promise<StaffSession[]> {
    const now = this.clock.now();
    return manager
      .createQueryBuilder(StaffSession, 's')
      .where('s.staff_id = :staffId AND s.ended_at IS NULL AND s.expires_at > :now AND s.seen_at > :idle', {
        staffId,
        now,
        idle: new Date(now.getTime() - this.settings.SESSION_IDLE_MINUTES * MINUTE),
      })
      .orderBy('s.seen_at', 'DESC')
      .getMany();
  }

  private async ended(manager: EntityManager, staffId: string, which: string, values: unknown[]): Promise<number> {
    const [, count] = await manager.query<[unknown, number]>(
      `UPDATE staff_session SET ended_at = $2 WHERE staff_id = $1 AND ended_at IS NULL ${which}`,
      [staffId, this.clock.now(), ...values],
    );
    return count;
  }

  private expiryOf(stage: SessionStage, now: Date): Date {
    return new Date(now.getTime() + (stage === 'whole' ? this.settings.SESSION_HOURS * 60 * MINUTE : UNFINISHED_MS));
  }
}
