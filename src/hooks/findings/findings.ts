import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Identifier } from '../../connectors/kit/contract.js';
import type { HookRecord } from '../../connectors/kit/hooks/hook-sender.js';
import { Ledger } from '../../ledger/ledger.js';
import type { ReasonCode } from '../../ledger/reasons.js';
import { Clock } from '../../platform/clock/clock.js';
import { keyIdOf } from '../../platform/crypto/data-key.js';
import { Tags } from '../../platform/crypto/tags.js';
import { newId } from '../../platform/ids/ids.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { Errands } from '../../work/errands.js';
import { Suppression } from '../../suppression/suppression.js';
import type { Teller } from '../processing/told-event.js';
import { InboundKeys } from '../receiving/inbound-keys.js';
import type { By } from '../sources/hook-sources.js';
import { type FindingKind, HookFinding } from './hook-finding.entity.js';

/** What lies sealed in a finding. */
export interface FindingContent {
  record: HookRecord;
  /** Those under which somebody was erased. */
  identifiers: Identifier[];
}

/** What was found, and of whom. */
export interface Found {
  kind: FindingKind;
  change: string;
  content: FindingContent;
  erasedAt: Date | null;
  seenAt: Date;
}

/**
 * How a finding is settled. `new-relation`: she came back herself, the tombstone is lifted for this controller and an
 * objection to marketing stays. `restored-record`: somebody asks for the erasure anew; nothing is erased by saying so.
 */
export const FINDING_OUTCOMES = ['new-relation', 'restored-record', 'another-person', 'done-by-hand'] as const;
export type FindingOutcome = (typeof FINDING_OUTCOMES)[number] & ReasonCode;

const place = (id: string) => ({ table: 'hook_finding', row: id, column: 'content' });

/** What an officer must look at because another tool told it. */
@Injectable()
export class Findings {
  constructor(
    private readonly keys: InboundKeys,
    private readonly requests: RequestsRepository,
    private readonly errands: Errands,
    private readonly suppression: Suppression,
    private readonly tags: Tags,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /**
   * Somebody who was erased seems to be back. Where the erasure's case is still there it is an errand of that request,
   * settled as any such finding is; where it is forgotten, a finding that stands alone.
   */
  async personReturned(manager: EntityManager, teller: Teller, found: Omit<Found, 'kind'>): Promise<void> {
    const erasure = await this.erasureOf(manager, teller, found.content.identifiers);
    if (!erasure) return this.open(manager, teller, { ...found, kind: 'person-returned' });
    if (erasure.somebodyElse) return;
    const file = (await this.requests.file(manager, erasure.id))!;
    const { system } = teller.source;
    await this.errands.openFor(manager, file, { kind: 'details-back', ...(system === null ? {} : { system }) });
  }

  /** The newest erasure of somebody under these identifiers, and whether it was said there that this is another person. */
  private async erasureOf(
    manager: EntityManager,
    { source, controller }: Teller,
    identifiers: readonly Identifier[],
  ): Promise<{ id: string; somebodyElse: boolean } | null> {
    const [row]: { id: string; somebodyElse: boolean }[] = await manager.query(
      `SELECT r.id, EXISTS (SELECT FROM errand e WHERE e.request_id = r.id AND e.kind = 'details-back'
                             AND e.system IS NOT DISTINCT FROM $4 AND e.outcome = 'somebody-else') AS "somebodyElse"
       FROM unnest($2::text[], $3::bytea[]) AS asked (kind, tag)
       JOIN identifier i ON i.kind = asked.kind AND i.tag = asked.tag AND i.round >= 0
       JOIN request r ON r.case_id = i.case_id AND r."right" = 'erasure' AND r.controller_id = $1 AND r.state = 'closed'
       ORDER BY r.ended_at DESC, r.id LIMIT 1`,
      [
        controller.id,
        identifiers.map(({ kind }) => kind),
        identifiers.map(({ kind, value }) => this.tags.tag('blind-index', kind, value)),
        source.system,
      ],
    );
    return row ?? null;
  }

  /** Opens a finding, unless the same is open already or somebody has said that this record is another person's. */
  async open(manager: EntityManager, teller: Teller, found: Found): Promise<void> {
    const { source, controller } = teller;
    const id = newId();
    const now = this.clock.now();
    const { record } = found.content;
    const key = await this.keys.today(source.id, now);
    const written: unknown[] = await manager.query(
      `INSERT INTO hook_finding (id, controller_id, source_id, place, kind, change, record_tag, content, erased_at, seen_at, opened_at)
       SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
       WHERE NOT EXISTS (SELECT FROM hook_finding WHERE place = $4 AND kind = $5 AND record_tag = $7 AND outcome = 'another-person')
       ON CONFLICT (place, kind, change, record_tag) WHERE settled_at IS NULL DO NOTHING RETURNING id`,
      [
        id,
        controller.id,
        source.id,
        teller.place,
        found.kind,
        found.change,
        this.tags.tag('hook', 'record', `${record.kind}/${record.id}`),
        key.seal(JSON.stringify(found.content), place(id)),
        found.erasedAt,
        found.seenAt,
        now,
      ],
    );
    if (written.length === 0) return;
    await this.ledger.append(manager, {
      kind: 'finding.opened',
      by: { role: 'connector' },
      at: now,
      data: { finding: id, controller: controller.slug, code: found.kind },
    });
  }

  /** Null once the key has died, 30 days after it was told. */
  async content(manager: EntityManager, finding: HookFinding): Promise<FindingContent | null> {
    const key = await this.keys.of(manager, keyIdOf(finding.content));
    return key && (JSON.parse(key.openText(finding.content, place(finding.id))) as FindingContent);
  }

  /** @returns `words-gone` when it is no longer known whose tombstone would have to be lifted. */
  async settle(
    manager: EntityManager,
    finding: HookFinding,
    outcome: FindingOutcome,
    by: By,
  ): Promise<'settled' | 'words-gone'> {
    const at = this.clock.now();
    if (outcome === 'new-relation') {
      const content = await this.content(manager, finding);
      if (!content) return 'words-gone';
      await this.suppression.lift(manager, finding.controllerId, content.identifiers, 'new-relation');
      for (const kind of new Set(content.identifiers.map((one) => one.kind)))
        await this.ledger.append(manager, {
          kind: 'tombstone.lifted',
          by: by.actor,
          at,
          data: { kind, code: 'new-relation' },
        });
    }
    await manager.update(HookFinding, { id: finding.id }, { settledAt: at, settledBy: by.staffId, outcome });
    await this.ledger.append(manager, {
      kind: 'finding.settled',
      by: by.actor,
      at,
      data: { finding: finding.id, code: outcome },
    });
    return 'settled';
  }
}
