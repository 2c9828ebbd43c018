import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../../requests/request.entity.js';
import { Part } from '../parts/part.entity.js';
import type { ExclusionRule, WithholdingReason } from './exclusion.js';

/** One decision of an officer's review (`ExclusionRule`), with who took it and when. */
@Entity('exclusion')
@Index('exclusion_request', ['requestId', 'system', 'collection'])
@Index('exclusion_part', ['partId'])
@Check(
  'exclusion_span',
  '(span_start IS NULL AND span_end IS NULL) OR (field IS NOT NULL AND NOT released AND value_digest IS NOT NULL AND span_start IS NOT NULL AND span_end IS NOT NULL AND span_start >= 0 AND span_end > span_start)',
)
@Check('exclusion_release', 'NOT released OR value_digest IS NOT NULL')
export class Exclusion implements ExclusionRule {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'exclusion_pk' })
  id: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'exclusion_request_fk', onDelete: 'CASCADE' })
  requestId: string;

  /**
   * Where it was reviewed. A part may be collected again; the decision stays, and holds for the record wherever it lies:
   * losing one would disclose what an officer withheld.
   */
  @Column('uuid', { name: 'part_id', nullable: true })
  @ForeignKey(() => Part, { name: 'exclusion_part_fk', onDelete: 'SET NULL' })
  partId: string | null;

  @Column('text')
  system: string;

  @Column('text')
  collection: string;

  @Column('text', { name: 'record_digest' })
  recordDigest: string;

  @Column('text', { nullable: true })
  field: string | null;

  @Column('integer', { name: 'span_start', nullable: true })
  spanStart: number | null;

  @Column('integer', { name: 'span_end', nullable: true })
  spanEnd: number | null;

  @Column('text', { name: 'value_digest', nullable: true })
  valueDigest: string | null;

  @Column('text')
  reason: WithholdingReason;

  @Column('boolean')
  released: boolean;

  /** Staff id. */
  @Column('uuid', { name: 'set_by' })
  setBy: string;

  @Column('timestamptz', { name: 'set_at' })
  setAt: Date;
}
