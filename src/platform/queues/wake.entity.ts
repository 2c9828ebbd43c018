import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * A wake that left the outbox and is not answered yet. The queue may forget it at any time; this row does not.
 * `asked` is drawn from one sequence, so that no job ever bears the name of an earlier one: BullMQ silently ignores a
 * name that is still known to it.
 */
@Entity('wake')
@Index('wake_touched', ['touchedAt'])
export class WakeRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'wake_pk' })
  signal: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'wake_pk' })
  subject: string;

  @Column('text')
  queue: string;

  @Column('integer')
  priority: number;

  @Column('bigint')
  asked: string;

  /** How often in a row the handler has thrown. */
  @Column('integer', { default: 0 })
  failures: number;

  /** Last sign of life: when the job was added, or its handler's last heartbeat. */
  @Column('timestamptz', { name: 'touched_at' })
  touchedAt: Date;
}
