import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../requests/request.entity.js';
import type { PlanDocument } from './plan.js';

export type PlanState = 'drawn' | 'approved' | 'void';

/** A plan as it was drawn; a later one voids it, none is edited. */
@Entity('plan')
@Index('plan_request', ['requestId', 'drawnAt'])
@Index('plan_living', ['requestId'], { unique: true, where: `state <> 'void'` })
export class Plan {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'plan_pk' })
  id: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'plan_request_fk' })
  requestId: string;

  @Column('text')
  hash: string;

  @Column('jsonb')
  document: PlanDocument;

  @Column('text')
  state: PlanState;

  @Column('timestamptz', { name: 'drawn_at' })
  drawnAt: Date;

  @Column('timestamptz', { name: 'approved_at', nullable: true })
  approvedAt: Date | null;

  /** Staff id; null when the controller's policy approved it. */
  @Column('uuid', { name: 'approved_by', nullable: true })
  approvedBy: string | null;

  /** One person held two duties, under a dated setting: every report prints it (practice 28). */
  @Column('boolean', { name: 'single_person', default: false })
  singlePerson: boolean;

  @Column('text', { name: 'void_code', nullable: true })
  voidCode: string | null;
}
