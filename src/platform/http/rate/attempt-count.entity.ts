import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Attempts in the current window of one subject. */
@Entity('attempt_count')
export class AttemptCountRow {
  @PrimaryColumn({ type: 'text', primaryKeyConstraintName: 'attempt_count_pkey' })
  purpose: string;

  /** A keyed digest: what is counted may be an address or an identifier, and does not lie here in the clear. */
  @PrimaryColumn({ type: 'bytea', primaryKeyConstraintName: 'attempt_count_pkey' })
  subject: Buffer;

  @Column({ type: 'integer' })
  attempts: number;

  @Index('attempt_count_window_ends_at_idx')
  @Column({ type: 'timestamptz', name: 'window_ends_at' })
  windowEndsAt: Date;
}
