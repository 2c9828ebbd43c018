import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { BlockReason, UnblockReason } from './lift-reasons.js';

/**
 * Somebody whom a controller may not address for direct marketing (Art. 21(3) GDPR). An erasure never removes it
 * (practice 15), nor does the lifting of a tombstone.
 */
@Entity('marketing_block')
@Check('marketing_block_lifted_with_reason', '(lifted_at IS NULL) = (lift_reason IS NULL)')
@Index('marketing_block_living', ['controllerId', 'tag'], { unique: true, where: 'lifted_at IS NULL' })
@Index('marketing_block_controller', ['controllerId'])
export class MarketingBlockEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'marketing_block_pkey' })
  id: string;

  // By name: the case file, which owns the table, lies above this room.
  @ForeignKey('controller', { name: 'marketing_block_controller_fkey' })
  @Column('uuid', { name: 'controller_id' })
  controllerId: string;

  @Column('bytea')
  tag: Buffer;

  @Column('text')
  kind: string;

  @Column('smallint', { name: 'tag_version' })
  tagVersion: number;

  @Column('text')
  reason: BlockReason;

  @Column('timestamptz', { name: 'written_at' })
  writtenAt: Date;

  @Column('timestamptz', { name: 'lifted_at', nullable: true })
  liftedAt: Date | null;

  @Column('text', { name: 'lift_reason', nullable: true })
  liftReason: UnblockReason | null;
}
