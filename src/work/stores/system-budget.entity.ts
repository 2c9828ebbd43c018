import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What has been taken of a system's budget, by all workers together. The row without a name holds all of them. */
@Entity('system_budget')
export class SystemBudget {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'system_budget_pk' })
  system: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'system_budget_pk' })
  budget: string;

  /** When the next place of the steady rate begins; of the row without a name: until when the system wants patience. */
  @Column('timestamptz', { name: 'next_at' })
  nextAt: Date;

  /** The calendar's day or month, in UTC, that `taken` counts. */
  @Column('timestamptz', { name: 'window_began' })
  windowBegan: Date;

  @Column('bigint')
  taken: string;
}
