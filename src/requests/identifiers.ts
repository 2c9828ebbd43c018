import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DataKeys } from '../platform/crypto/data-keys.js';
import type { DataKey } from '../platform/crypto/data-key.js';
import { Tags } from '../platform/crypto/tags.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import { IdentifierRow } from './identifier.entity.js';
import { keysOf } from './keys-of.js';

/** An identifier in its canonical form. */
export interface KnownIdentifier {
  kind: string;
  value: string;
  proven: boolean;
  source: string;
  round: number;
}

/** Round of what nobody searches by: shown to an officer, who decides. */
export const PROPOSED = -1;

export const identifierPlace = (id: string) => ({ table: 'identifier', row: id, column: 'sealed' });

/** The sealed identifiers of cases, opened only where they are used. */
@Injectable()
export class Identifiers {
  constructor(
    private readonly keys: DataKeys,
    private readonly tags: Tags,
    private readonly clock: Clock,
  ) {}

  /** The row of an identifier, sealed and tagged, ready to be inserted. */
  prepare(key: DataKey, caseId: string, identifier: KnownIdentifier): IdentifierRow {
    const id = newId();
    return Object.assign(new IdentifierRow(), {
      id,
      caseId,
      kind: identifier.kind,
      sealed: key.seal(identifier.value, identifierPlace(id)),
      tag: this.tags.tag('blind-index', identifier.kind, identifier.value),
      source: identifier.source,
      proven: identifier.proven,
      round: identifier.round,
      createdAt: this.clock.now(),
    });
  }

  /**
   * Adds what is new. What was only proposed before (a merge in some system) is taken over by a search that finds it.
   *
   * @returns how many were new.
   */
  async learn(manager: EntityManager, caseId: string, identifiers: readonly KnownIdentifier[]): Promise<number> {
    if (identifiers.length === 0) return 0;
    const key = await this.keys.of(manager, { kind: 'case', id: caseId });
    const rows = identifiers.map((identifier) => this.prepare(key, caseId, identifier));
    const added: { id: string }[] = await manager.query(
      `INSERT INTO identifier (id, case_id, kind, sealed, tag, source, proven, round, created_at)
       SELECT id, $2::uuid, kind, sealed, tag, source, proven, round, $9::timestamptz
       FROM unnest($1::uuid[], $3::text[], $4::bytea[], $5::bytea[], $6::text[], $7::boolean[], $8::int[])
         AS i (id, kind, sealed, tag, source, proven, round)
       ON CONFLICT (case_id, kind, tag) DO UPDATE SET source = excluded.source, round = excluded.round
         WHERE identifier.round = ${PROPOSED} AND identifier.source LIKE 'merge:%' AND excluded.round > ${PROPOSED}
       RETURNING id`,
      [
        rows.map((row) => row.id),
        caseId,
        rows.map((row) => row.kind),
        rows.map((row) => row.sealed),
        rows.map((row) => row.tag),
        rows.map((row) => row.source),
        rows.map((row) => row.proven),
        rows.map((row) => row.round),
        this.clock.now(),
      ],
    );
    return added.length;
  }

  /** The person has shown that these are hers: all identifiers of the case that she gave. */
  async prove(manager: EntityManager, caseId: string, kinds: readonly string[] | 'all given'): Promise<void> {
    await manager.query(
      `UPDATE identifier SET proven = true WHERE case_id = $1 AND source = 'given' AND ($2::text[] IS NULL OR kind = ANY($2))`,
      [caseId, kinds === 'all given' ? null : kinds],
    );
  }

  async proveValue(manager: EntityManager, caseId: string, kind: string, value: string): Promise<void> {
    const tag = this.tags.tag('blind-index', kind, value);
    await manager.query(`UPDATE identifier SET proven = true WHERE case_id = $1 AND kind = $2 AND tag = $3`, [
      caseId,
      kind,
      tag,
    ]);
  }

  /** An officer says that these identifiers are this person's alone. */
  async vouch(manager: EntityManager, caseId: string, kind: string, values: readonly string[]): Promise<void> {
    await manager.query(
      `UPDATE identifier SET proven = true, source = 'officer' WHERE case_id = $1 AND kind = $2 AND tag = ANY($3::bytea[])`,
      [caseId, kind, this.tagsOf(kind, values)],
    );
  }

  /**
   * An officer says that they are somebody else's too: nothing is searched by them any more. What the search has learnt
   * so far is forgotten with them, since it may have been learnt from that other person's records.
   */
  async exclude(manager: EntityManager, caseId: string, kind: string, values: readonly string[]): Promise<void> {
    await manager.query(
      `UPDATE identifier SET proven = false, round = -1, source = 'excluded' WHERE case_id = $1 AND kind = $2 AND tag = ANY($3::bytea[])`,
      [caseId, kind, this.tagsOf(kind, values)],
    );
    await manager.query(`DELETE FROM identifier WHERE case_id = $1 AND source LIKE 'system:%'`, [caseId]);
  }

  private tagsOf(kind: string, values: readonly string[]): Buffer[] {
    return values.map((value) => this.tags.tag('blind-index', kind, value));
  }

  /** The opened identifiers of each case. */
  async ofCases(manager: EntityManager, caseIds: readonly string[]): Promise<Map<string, KnownIdentifier[]>> {
    const unique = [...new Set(caseIds)];
    const found = new Map<string, KnownIdentifier[]>(unique.map((id) => [id, []]));
    if (unique.length === 0) return found;
    const keys = await keysOf(this.keys, manager, 'case', unique);
    const rows: {
      id: string;
      caseId: string;
      kind: string;
      sealed: Buffer;
      source: string;
      proven: boolean;
      round: number;
    }[] = await manager.query(
      `SELECT id, case_id AS "caseId", kind, sealed, source, proven, round FROM identifier
         WHERE case_id = ANY($1::uuid[]) ORDER BY round, created_at, id`,
      [unique],
    );
    for (const row of rows) {
      const key = keys.get(row.caseId);
      if (!key) continue;
      found.get(row.caseId)!.push({
        kind: row.kind,
        value: key.open(row.sealed, identifierPlace(row.id)).toString('utf8'),
        proven: row.proven,
        source: row.source,
        round: row.round,
      });
    }
    return found;
  }

  /** The mail address that the person gave, or her login vouched for: where letters to her go. Null when there is none. */
  async contact(manager: EntityManager, caseId: string): Promise<string | null> {
    const known = await this.ofCase(manager, caseId);
    return known.find((one) => one.kind === 'email' && one.round === 0)?.value ?? null;
  }

  async ofCase(manager: EntityManager, caseId: string): Promise<KnownIdentifier[]> {
    return (await this.ofCases(manager, [caseId])).get(caseId)!;
  }
}
