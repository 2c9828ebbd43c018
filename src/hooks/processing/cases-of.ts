import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../../connectors/kit/contract.js';
import { Tags } from '../../platform/crypto/tags.js';

/** Finds the running cases of a controller in which one of some identifiers is known. */
@Injectable()
export class CasesOf {
  constructor(private readonly tags: Tags) {}

  /** @param identifiers canonical */
  async open(manager: EntityManager, controllerId: string, identifiers: readonly Identifier[]): Promise<string[]> {
    if (identifiers.length === 0) return [];
    const rows: { id: string }[] = await manager.query(
      `SELECT DISTINCT c.id FROM unnest($2::text[], $3::bytea[]) AS asked (kind, tag)
       JOIN identifier i ON i.kind = asked.kind AND i.tag = asked.tag
       JOIN subject_case c ON c.id = i.case_id AND c.controller_id = $1
       WHERE EXISTS (SELECT FROM request r WHERE r.case_id = c.id AND r.ended_at IS NULL) ORDER BY c.id`,
      [
        controllerId,
        identifiers.map(({ kind }) => kind),
        identifiers.map(({ kind, value }) => this.tags.tag('blind-index', kind, value)),
      ],
    );
    return rows.map(({ id }) => id);
  }
}
