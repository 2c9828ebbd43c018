import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectCase } from './subject-case.entity.js';
import { SubjectRequest } from './request.entity.js';

/** What starts, pauses, extends or ends the legal clock. Append-only; dates are computed from these, never stored alone. */
@Entity('clock_event')
@Index('clock_event_case', ['caseId', 'at'])
export class ClockEvent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'clock_event_pk' })
  id: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'clock_event_case_fk' })
  caseId: string;

  /** The one request it concerns; all of the case if null. */
  @Column('uuid', { name: 'request_id', nullable: true })
  @ForeignKey(() => SubjectRequest, { name: 'clock_event_request' })
  requestId: string | null;

  /** `received`, `doubt_recorded`, `doubt_settled`, `extended`, `answered`, `withdrawn`. */
  @Column('text')
  event: string;

  @Column('timestamptz')
  at: Date;

  /** Code of the reason, where the law wants one. */
  @Column('text', { nullable: true })
  reason: string | null;

  @Column('uuid', { nullable: true })
  by: string | null;
}
