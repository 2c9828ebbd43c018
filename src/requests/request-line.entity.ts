import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * What the desk lists: a projection of a request, written by one function in the transaction of each event, rebuilt by a
 * command, compared nightly, never edited.
 */
@Entity('request_line')
@Index('request_line_open', ['controllerId', 'dueOn', 'requestId'], { where: 'NOT ended' })
@Index('request_line_recent', ['controllerId', 'receivedAt', 'requestId'])
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
}
