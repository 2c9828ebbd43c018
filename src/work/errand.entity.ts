import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../requests/request.entity.js';

/** A person's to-do: a parked task, a right that is worked by hand, a conflict that machines must not decide. */
@Entity('errand')
@Index('errand_open', ['controllerId', 'dueOn', 'id'], { where: 'settled_at IS NULL' })
@Index('errand_request', ['requestId'])
@Index('errand_task', ['taskId'])
export class Errand {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'errand_pk' })
  id: string;

  @Column('uuid', { name: 'controller_id' })
  controllerId: string;

  @Column('uuid', { name: 'case_id' })
  caseId: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'errand_request_fk' })
  requestId: string;

  @Column('uuid', { name: 'task_id', nullable: true })
  taskId: string | null;

  /** What is to be done: code of `ledger/reasons.ts`. */
  @Column('text')
  kind: string;

  @Column('text', { nullable: true })
  system: string | null;

  /** Where in the map, if somewhere: collection and column, never a value. */
  @Column('text', { nullable: true })
  place: string | null;

  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;

  @Column('timestamptz', { name: 'opened_at' })
  openedAt: Date;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;

  @Column('uuid', { name: 'settled_by', nullable: true })
  settledBy: string | null;

  /** How it was settled: `retried`, `done_by_hand`, `not_possible`, `dismissed`, … */
  @Column('text', { nullable: true })
  outcome: string | null;

  /** The officer's words, sealed under the case key. */
  @Column('bytea', { nullable: true })
  note: Buffer | null;
}
