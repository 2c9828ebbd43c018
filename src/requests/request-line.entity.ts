import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What the desk lists: a projection of a request, written by one function in the transaction of each event, rebuilt by a
 * command, compared nightly, never edited. Its indexes stand in the migration: their keys are expressions.
 */
@Entity('request_line')
@Index('request_line_due', { synchronize: false })
@Index('request_line_received', ['controllerId', 'state', 'receivedAt', 'requestId'])
@Index('request_line_moved', { synchronize: false })
@Index('request_line_right', { synchronize: false })
@Index('request_line_held', { synchronize: false })
@Index('request_line_errand', { synchronize: false })
@Index('request_line_assigned', { synchronize: false })
export class RequestLine {
  @PrimaryColumn('uuid', { name: 'request_id', primaryKeyConstraintName: 'request_line_pk' })
  requestId: string;

  @Column('uuid', { name: 'case_id' })
  caseId: string;

  @Column('uuid', { name: 'controller_id' })
  controllerId: string;

  @Column('text')
  reference: string;

  @Column('text')
  right: string;

  @Column('text')
  state: string;

  @Column('text')
  law: string;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;

  @Column('timestamptz', { name: 'first_answered_at', nullable: true })
  firstAnsweredAt: Date | null;

  @Column('boolean')
  ended: boolean;

  @Column('boolean')
  held: boolean;

  /** When it entered its state; null while it stands where it was received. */
  @Column('timestamptz', { name: 'moved_at', nullable: true })
  movedAt: Date | null;

  /** Errands that wait for a person. */
  @Column('integer', { default: 0 })
  errands: number;

  /** Whose case it is in the office. */
  @Column('uuid', { name: 'assigned_to', nullable: true })
  assignedTo: string | null;

  /** Listed and marked, but in no count and no figure. */
  @Column('boolean', { name: 'test_person', default: false })
  testPerson: boolean;
}
