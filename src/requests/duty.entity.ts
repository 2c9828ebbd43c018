import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { SubjectCase } from './subject-case.entity.js';

export const DUTIES = ['recorded', 'identity', 'approved', 'released'] as const;
export type Duty = (typeof DUTIES)[number];

/** Who of the staff did what on a case: duties are kept apart, and this is what is compared (practice 28). */
@Entity('duty')
export class DutyRow {
  @PrimaryColumn('uuid', { name: 'case_id', primaryKeyConstraintName: 'duty_pk' })
  @ForeignKey(() => SubjectCase, { name: 'duty_case' })
  caseId: string;

  @PrimaryColumn('uuid', { name: 'staff_id', primaryKeyConstraintName: 'duty_pk' })
  staffId: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'duty_pk' })
  duty: Duty;
}
