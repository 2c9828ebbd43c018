import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../ledger/ledger-entry.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { newId } from '../../platform/ids/ids.js';
import { ENDED } from '../../requests/journey-table.js';
import { FINDING_KINDS } from '../../work/finding-kinds.js';
import { ERASED_SINCE } from './replay-items.repository.js';
import { SystemRestore } from './system-restore.entity.js';

/** What keeps a gate red, in erasures. */
export interface Missing {
  /** Never looked at since the restore: start a replay. */
  notReplayed: number;
  /** Being counted, or being erased again. */
  underWay: number;
  /** Counted, and waiting for an officer's approval. */
  toApprove: number;
  /** Under a legal hold: replay again when it is lifted. */
  held: number;
  /** The system has changed since it was counted: replay again. */
  changed: number;
  /** Findings that an officer has to settle. */
  findings: number;
  /** Could not be erased again: an errand tells why. */
  failed: number;
}

export interface OpenRestore {
  id: string;
  backupAt: Date;
  declaredAt: Date;
  /** Erasures that the back-up undoes. */
  erasures: number;
  clean: number;
  missing: Missing;
}

/**
 * After a restore a system is not to be used before every erasure since the back-up is known to hold again. Red as long
 * as one of them has not been replayed clean since the restore was declared.
 */
@Injectable()
export class RestoreGate {
  constructor(
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async declare(manager: EntityManager, system: string, backupAt: Date, staffId: string, by: Actor): Promise<string> {
    const id = newId();
    const at = this.clock.now();
    await manager.insert(SystemRestore, {
      id,
      system,
      backupAt,
      declaredAt: at,
      declaredBy: staffId,
      clearedAt: null,
    });
    await this.ledger.append(manager, {
      kind: 'restore.declared',
      by,
      at,
      data: { restore: id, system, backupAt: backupAt.toISOString() },
    });
    await this.clear(manager, system, by);
    return id;
  }

  /** The restores that are not cleared, oldest first, with what is missing. */
  async open(manager: EntityManager, system: string): Promise<OpenRestore[]> {
    const restores = await manager
      .createQueryBuilder(SystemRestore, 'r')
      .where('r.system = :system AND r.clearedAt IS NULL', { system })
      .orderBy('r.declaredAt')
      .getMany();
    const open: OpenRestore[] = [];
    for (const restore of restores) open.push(await this.standing(manager, restore));
    return open;
  }

  /** Looks at every gate that is red: a request of the house that was opened after a finding has ended. */
  async clearAll(manager: EntityManager, by: Actor): Promise<void> {
    const rows: { system: string }[] = await manager.query(
      `SELECT DISTINCT system FROM system_restore WHERE cleared_at IS NULL ORDER BY 1`,
    );
    for (const { system } of rows) await this.clear(manager, system, by);
  }

  /** Clears what is clean. @returns how many restores were cleared. */
  async clear(manager: EntityManager, system: string, by: Actor): Promise<number> {
    const at = this.clock.now();
    let cleared = 0;
    for (const restore of await this.open(manager, system)) {
      if (restore.clean < restore.erasures) continue;
      const { affected } = await manager
        .createQueryBuilder()
        .update(SystemRestore)
        .set({ clearedAt: at })
        .where('id = :id AND cleared_at IS NULL', { id: restore.id })
        .execute();
      if (!affected) continue;
      cleared += 1;
      await this.ledger.append(manager, {
        kind: 'restore.cleared',
        by,
        at,
        data: { restore: restore.id, system },
      });
    }
    return cleared;
  }

  /** How each erasure stands in the latest replay that was asked for since the restore was declared. */
  private async standing(manager: EntityManager, restore: SystemRestore): Promise<OpenRestore> {
    const rows: { standing: keyof Missing | 'clean'; erasures: number }[] = await manager.query(
      `SELECT standing, count(*)::int AS erasures FROM (
         SELECT CASE
           WHEN i.state IS NULL THEN 'notReplayed'
           WHEN i.state = 'clean' THEN 'clean'
           WHEN EXISTS (
             SELECT FROM subject_case h JOIN request hr ON hr.case_id = h.id
             WHERE h.continues = t.case_id AND h.channel = 'finding' AND hr.state <> ALL($5)) THEN 'findings'
           WHEN i.state IN ('finding', 'failed') AND NOT EXISTS (
             SELECT FROM errand e WHERE e.request_id = t.request_id AND e.system = t.system AND e.settled_at IS NULL AND e.kind = ANY($4))
             THEN 'clean'
           WHEN i.state = 'finding' THEN 'findings'
           WHEN i.state = 'counted' AND i.replay = 'counted' THEN 'toApprove'
           WHEN i.state IN ('waiting', 'counted', 'intended') THEN 'underWay'
           ELSE i.state END AS standing
         FROM task t
         LEFT JOIN LATERAL (
           SELECT ri.state, r.state AS replay FROM replay_item ri JOIN replay r ON r.id = ri.replay_id
           WHERE ri.task_id = t.id AND r.system = t.system AND r.asked_at >= $3
           ORDER BY r.asked_at DESC, r.id DESC LIMIT 1) i ON true
         WHERE ${ERASED_SINCE('$1', '$2')} AND t.done_at <= $3) s
       GROUP BY 1`,
      [restore.system, restore.backupAt, restore.declaredAt, Object.keys(FINDING_KINDS), ENDED],
    );
    const of = (standing: string): number => rows.find((row) => row.standing === standing)?.erasures ?? 0;
    return {
      id: restore.id,
      backupAt: restore.backupAt,
      declaredAt: restore.declaredAt,
      erasures: rows.reduce((sum, { erasures }) => sum + erasures, 0),
      clean: of('clean'),
      missing: {
        notReplayed: of('notReplayed'),
        underWay: of('underWay'),
        toApprove: of('toApprove'),
        held: of('held'),
        changed: of('changed'),
        findings: of('findings'),
        failed: of('failed'),
      },
    };
  }
}
