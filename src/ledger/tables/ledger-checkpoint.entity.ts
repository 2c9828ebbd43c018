import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** What was signed: one root a size, for ever. Append-only. */
@Entity('ledger_checkpoint')
@Check('ledger_checkpoint_root_length', 'octet_length(root) = 32')
export class LedgerCheckpointRow {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'ledger_checkpoint_pk' })
  size: string;

  @Column('bytea')
  root: Buffer;

  /** The signed note, verbatim (C2SP tlog-checkpoint). */
  @Column('text')
  note: string;

  @Column({ type: 'timestamptz', name: 'signed_at', precision: 3, default: () => 'clock_timestamp()' })
  signedAt: Date;
}
