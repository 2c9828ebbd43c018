import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { HookSourceLine } from './hook-sources.dto.js';
import { HookPaths } from './hook-paths.js';
import type { HookSource } from './hook-source.entity.js';
import { HookSources } from './hook-sources.js';

interface Standing {
  id: string;
  controller: string;
  lastReceivedAt: Date | null;
  waiting: number;
  done: number;
  ignored: number;
  failed: number;
}

/** Sources as the desk lists them. */
@Injectable()
export class SourceLines {
  constructor(
    private readonly sources: HookSources,
    private readonly paths: HookPaths,
  ) {}

  async of(manager: EntityManager, sources: readonly HookSource[]): Promise<HookSourceLine[]> {
    const ids = sources.map(({ id }) => id);
    const secrets = await this.sources.secretsOf(manager, ids);
    const standing = new Map((await this.standing(manager, ids)).map((row) => [row.id, row]));
    return sources.map(({ id, name, sender, system, settings, createdAt, disabledAt }) => {
      const { controller, lastReceivedAt, waiting, done, ignored, failed } = standing.get(id)!;
      return {
        id,
        name,
        sender,
        controller,
        system,
        settings,
        url: this.paths.url(id),
        secrets: secrets
          .filter(({ sourceId }) => sourceId === id)
          .map((secret) => ({ id: secret.id, createdAt: secret.createdAt, endsAt: secret.endsAt })),
        createdAt,
        disabledAt,
        lastReceivedAt,
        deliveries: { waiting, done, ignored, failed },
      };
    });
  }

  private standing(manager: EntityManager, ids: readonly string[]): Promise<Standing[]> {
    return manager.query<Standing[]>(
      `SELECT s.id, k.slug AS controller, max(e.received_at) AS "lastReceivedAt",
              count(*) FILTER (WHERE e.state = 'waiting')::int AS waiting, count(*) FILTER (WHERE e.state = 'done')::int AS done,
              count(*) FILTER (WHERE e.state = 'ignored')::int AS ignored, count(*) FILTER (WHERE e.state = 'failed')::int AS failed
       FROM hook_source s JOIN controller k ON k.id = s.controller_id LEFT JOIN hook_event e ON e.source_id = s.id
       WHERE s.id = ANY ($1::uuid[]) GROUP BY s.id, k.slug`,
      [ids],
    );
  }
}
