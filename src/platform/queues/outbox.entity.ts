import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

/**
 * A wake that somebody asked for, written in the asker's transaction: the job leaves the house only if and when that
 * transaction commits. Rows carry ids, never personal data.
 */
@Entity('outbox')
@Index('outbox_due', ['dueAt'])
export class OutboxRow {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', primaryKeyConstraintName: 'outbox_pk' })
  id: string;

  @Column('text')
  queue: string;

  @Column('text')
  signal: string;

  @Column('text')
  subject: string;

  /** Earlier deadlines first: hours left, as BullMQ's priority. */
  @Column('integer')
  priority: number;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;
}
