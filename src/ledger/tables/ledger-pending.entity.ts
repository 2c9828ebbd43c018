import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Entries that have no place in the log yet: written with the entry, taken away with the leaf. No cursor to skip one. */
@Entity('ledger_pending')
export class LedgerPendingRow {
  @PrimaryColumn('uuid', { name: 'entry_id', primaryKeyConstraintName: 'ledger_pending_pk' })
  entryId: string;

  @Column({ type: 'timestamptz', precision: 3, default: () => 'clock_timestamp()' })
  since: Date;
}
