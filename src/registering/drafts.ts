import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SystemEntity } from '../datamap/versions/system.entity.js';
import { Clock } from '../platform/clock/clock.js';
import { SystemDraft } from './system-draft.entity.js';

/** Drafts by the system's name. Who writes names the revision she has read; another one has been faster otherwise. */
@Injectable()
export class Drafts {
  constructor(private readonly clock: Clock) {}

  of(manager: EntityManager, system: string): Promise<SystemDraft | null> {
    return manager.findOneBy(SystemDraft, { system });
  }

  all(manager: EntityManager): Promise<SystemDraft[]> {
    return manager.find(SystemDraft, { order: { system: 'ASC' } });
  }

  /** False when there is one already. */
  async begin(manager: EntityManager, system: string, yaml: string, staffId: string): Promise<boolean> {
    const rows: unknown[] = await manager.query(
      `INSERT INTO system_draft (system, yaml, revision, created_by, created_at, changed_by, changed_at)
       VALUES ($1, $2, 1, $3, $4, $3, $4) ON CONFLICT (system) DO NOTHING RETURNING revision`,
      [system, yaml, staffId, this.clock.now()],
    );
    return rows.length > 0;
  }

  /** @returns the new revision; null when the draft is gone or has been changed since. */
  async write(
    manager: EntityManager,
    system: string,
    yaml: string,
    revision: number,
    staffId: string,
  ): Promise<number | null> {
    const result = await manager.update(
      SystemDraft,
      { system, revision },
      { yaml, revision: revision + 1, changedBy: staffId, changedAt: this.clock.now() },
    );
    return result.affected ? revision + 1 : null;
  }

  async discard(manager: EntityManager, system: string): Promise<boolean> {
    return ((await manager.delete(SystemDraft, { system })).affected ?? 0) > 0;
  }

  /** Takes exactly this revision away; false when there is another one by now. */
  async discardRevision(manager: EntityManager, system: string, revision: number): Promise<boolean> {
    return ((await manager.delete(SystemDraft, { system, revision })).affected ?? 0) > 0;
  }

  /** A registered system by its name, disabled or not. */
  registered(manager: EntityManager, system: string): Promise<SystemEntity | null> {
    return manager.findOneBy(SystemEntity, { slug: system });
  }
}
