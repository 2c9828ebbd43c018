import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectCase } from './subject-case.entity.js';

/** Personal data of a case were shown to a member of staff: what, to whom, why. The ledger has it too, without her words. */
@Entity('reveal')
@Index('reveal_of_case', ['caseId', 'at'])
export class Reveal {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'reveal_pk' })
  id: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'reveal_case' })
  caseId: string;

  @Column('uuid', { name: 'request_id' })
  requestId: string;

  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('text')
  what: string;

  /** Code of `ledger/reasons.ts`. */
  @Column('text')
  reason: string;

  /** In words, sealed under the case key. */
  @Column('bytea', { nullable: true })
  note: Buffer | null;

  @Column('timestamptz')
  at: Date;
}
