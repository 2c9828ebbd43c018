import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { canonicalise } from '../../platform/crypto/canonical.js';
import { Tags } from '../../platform/crypto/tags.js';
import { parseReference } from '../../platform/ids/reference.js';
import type { LegalController } from '../../requests/legal-controller.entity.js';

/** Cases that one identifier leads to; an identifier of more than so many is no person's. */
const MOST = 500;

/** Each kind of identifier that there is, by hopping from one to the next in the index: the table is not read. */
const KINDS = `
  WITH RECURSIVE kinds AS (
    (SELECT kind FROM identifier ORDER BY kind LIMIT 1)
    UNION ALL
    SELECT (SELECT i.kind FROM identifier i WHERE i.kind > kinds.kind ORDER BY i.kind LIMIT 1) FROM kinds WHERE kinds.kind IS NOT NULL
  )
  SELECT kind FROM kinds WHERE kind IS NOT NULL`;

/** Finds cases by their reference or by an exact identifier, through the blind index; names lead nowhere. */
@Injectable()
export class CaseSearch {
  constructor(private readonly tags: Tags) {}

  /** The case with this reference, as typed. */
  async byReference(manager: EntityManager, typed: string): Promise<string[]> {
    const reference = parseReference(typed);
    if (!reference) return [];
    return idsOf(await manager.query(`SELECT id FROM subject_case WHERE reference = $1`, [reference]));
  }

  /**
   * Cases of the caller's controllers that know this identifier, whatever kind it is of. None is an answer like any other.
   *
   * @param controllers those she may see; their countries tell how a phone number without one is meant.
   */
  async byIdentifier(
    manager: EntityManager,
    typed: string,
    controllers: readonly LegalController[],
  ): Promise<string[]> {
    const kinds: { kind: string }[] = await manager.query(KINDS);
    const countries = [...new Set(controllers.map(({ country }) => country))];
    const found = new Map<string, { kind: string; tag: Buffer }>();
    for (const { kind } of kinds) {
      for (const country of countries) {
        const canonical = canonicalise(kind, typed.trim(), { country });
        if (!canonical.ok) continue;
        const tag = this.tags.tag('blind-index', kind, canonical.value);
        found.set(`${kind} ${tag.toString('base64')}`, { kind, tag });
      }
    }
    const wanted = [...found.values()];
    return idsOf(
      await manager.query(
        `SELECT DISTINCT i.case_id AS id FROM identifier i JOIN unnest($1::text[], $2::bytea[]) AS t (kind, tag)
           ON t.kind = i.kind AND t.tag = i.tag
         JOIN subject_case c ON c.id = i.case_id WHERE c.controller_id = ANY($3::uuid[]) LIMIT $4`,
        [wanted.map(({ kind }) => kind), wanted.map(({ tag }) => tag), controllers.map(({ id }) => id), MOST],
      ),
    );
  }
}

const idsOf = (rows: { id: string }[]): string[] => rows.map(({ id }) => id);
