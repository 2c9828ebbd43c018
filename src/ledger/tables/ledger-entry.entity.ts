import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** What happened, as the causing transaction wrote it. Append-only; its place in the log is `ledger_leaf`. */
@Entity('ledger_entry')
@Index('ledger_entry_case', ['caseId'], { where: 'case_id IS NOT NULL' })
@Index('ledger_entry_request', ['requestId'], { where: 'request_id IS NOT NULL' })
export class LedgerEntryRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'ledger_entry_pk' })
  id: string;

  @Column('text')
  kind: string;

  /** Ledger ids are random and die with the case's row, so that what stays here leads to nobody. */
  @Column('text', { name: 'case_id', nullable: true })
  caseId: string | null;

  @Column('text', { name: 'request_id', nullable: true })
  requestId: string | null;

  /** The application's clock. */
  @Column({ type: 'timestamptz', precision: 3 })
  at: Date;

  /** The database's clock. */
  @Column({ type: 'timestamptz', name: 'recorded_at', precision: 3, default: () => 'clock_timestamp()' })
  recordedAt: Date;

  /** Canonical JSON; never parsed and written again, since its bytes are what is signed. */
  @Column('text')
  body: string;
}
