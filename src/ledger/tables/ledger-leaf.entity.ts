import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** The log itself: dense places from 0, in the order of sequencing. Append-only. */
@Entity('ledger_leaf')
@Index('ledger_leaf_entry', ['entryId'], { unique: true })
@Check('ledger_leaf_hash_length', 'octet_length(hash) = 32')
export class LedgerLeafRow {
  @PrimaryColumn('bigint', { name: 'leaf_index', primaryKeyConstraintName: 'ledger_leaf_pk' })
  leafIndex: string;

  @Column('uuid', { name: 'entry_id' })
  entryId: string;

  /** The hashed text: the entry's body with both times and its place around it. */
  @Column('text')
  body: string;

  /** RFC 6962 leaf hash of the body's UTF-8 bytes. */
  @Column('bytea')
  hash: Buffer;
}
