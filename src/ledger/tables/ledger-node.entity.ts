import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Roots of perfect subtrees of 256, 65 536, … leaves (the edges of C2SP tlog-tiles), so that a proof reads a few hundred
 * hashes whatever the length of the log. Append-only.
 */
@Entity('ledger_node')
@Check('ledger_node_hash_length', 'octet_length(hash) = 32')
export class LedgerNodeRow {
  /** The subtree has 2^level leaves: 8, 16, 24, … */
  @PrimaryColumn('integer', { primaryKeyConstraintName: 'ledger_node_pk' })
  level: number;

  @PrimaryColumn('bigint', { name: 'node_index', primaryKeyConstraintName: 'ledger_node_pk' })
  nodeIndex: string;

  @Column('bytea')
  hash: Buffer;
}
