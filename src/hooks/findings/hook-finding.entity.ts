import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { HookSource } from '../sources/hook-source.entity.js';

/**
 * `person-returned`: a record appeared under an identifier of somebody who was erased. `account-ends`: a sender closes a
 * whole account, and all that came from it is to go. Both are a person's to decide (practice 17).
 */
export type FindingKind = 'person-returned' | 'account-ends';

/** Something that a source told and an officer must look at. Nothing is erased because of it. */
@Entity('hook_finding')
@Check('hook_finding_settled', `(settled_at IS NULL) = (outcome IS NULL)`)
@Index('hook_finding_once', ['place', 'kind', 'change', 'recordTag'], { unique: true, where: 'settled_at IS NULL' })
@Index('hook_finding_list', ['controllerId', 'id'])
@Index('hook_finding_of_source', ['sourceId'])
export class HookFinding {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'hook_finding_pk' })
  id: string;

  @Column('uuid', { name: 'controller_id' })
  @ForeignKey('controller', { name: 'hook_finding_controller' })
  controllerId: string;

  @Column('uuid', { name: 'source_id' })
  @ForeignKey(() => HookSource, { name: 'hook_finding_source' })
  sourceId: string;

  @Column('text')
  place: string;

  @Column('text')
  kind: FindingKind;

  /** `created`, `merged`, `restored`; `ends` for an account. */
  @Column('text')
  change: string;

  /** Keyed tag of the record, so that telling it twice opens one finding. */
  @Column('bytea', { name: 'record_tag' })
  recordTag: Buffer;

  /** The record and the identifiers that it shows, sealed under an `inbound` key. */
  @Column('bytea')
  content: Buffer;

  /** When the erasure was that it seems to undo. */
  @Column('timestamptz', { name: 'erased_at', nullable: true })
  erasedAt: Date | null;

  /** When it happened, by the sender's clock. */
  @Column('timestamptz', { name: 'seen_at' })
  seenAt: Date;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;

  @Column('uuid', { name: 'settled_by', nullable: true })
  settledBy: string | null;

  /** Code of `ledger/reasons.ts`. */
  @Column('text', { nullable: true })
  outcome: string | null;
}
