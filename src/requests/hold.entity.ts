import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectCase } from './subject-case.entity.js';

/** A legal hold: while one stands nothing of the case is destroyed, also when it arrives mid-erasure (practice 9). */
@Entity('hold')
@Index('hold_standing', ['caseId'], { where: 'lifted_at IS NULL' })
@Index('hold_inherited', ['inheritedFrom'], { where: 'inherited_from IS NOT NULL' })
export class Hold {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'hold_pk' })
  id: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'hold_case' })
  caseId: string;

  /** Code of `ledger/reasons.ts`; the prose is sealed. */
  @Column('text')
  reason: string;

  @Column('bytea', { nullable: true })
  note: Buffer | null;

  /** The hold of the earlier case from which this one came: lifted with it. */
  @Column('uuid', { name: 'inherited_from', nullable: true })
  @ForeignKey(() => Hold, { name: 'hold_inherited_fk' })
  inheritedFrom: string | null;

  @Column('uuid', { name: 'placed_by' })
  placedBy: string;

  @Column('timestamptz', { name: 'placed_at' })
  placedAt: Date;

  @Column('uuid', { name: 'lifted_by', nullable: true })
  liftedBy: string | null;

  @Column('timestamptz', { name: 'lifted_at', nullable: true })
  liftedAt: Date | null;
}
