import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { LiftReason } from './lift-reasons.js';

/**
 * Somebody who was erased at a controller and must not come back by a restore, an import or a mailing. Holds a keyed
 * tag, and nothing that says who she is. Lifted, it stays as a trace that it once applied.
 */
@Entity('tombstone')
@Check('tombstone_lifted_with_reason', '(lifted_at IS NULL) = (lift_reason IS NULL)')
@Index('tombstone_living', { synchronize: false })
@Index('tombstone_controller', ['controllerId'])
export class TombstoneEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'tombstone_pkey' })
  id: string;

  // By name: the case file, which owns the table, lies above this room.
  @ForeignKey('controller', { name: 'tombstone_controller_fkey' })
  @Column('uuid', { name: 'controller_id' })
  controllerId: string;

  @Column('bytea')
  tag: Buffer;

  @Column('text')
  kind: string;

  @Column('smallint', { name: 'tag_version' })
  tagVersion: number;

  /** Keyed digest of who the record was: the same key with another fingerprint is somebody else (practice 17). */
  @Column('bytea', { nullable: true })
  fingerprint: Buffer | null;

  @Column('timestamptz', { name: 'written_at' })
  writtenAt: Date;

  @Column('timestamptz', { name: 'lifted_at', nullable: true })
  liftedAt: Date | null;

  @Column('text', { name: 'lift_reason', nullable: true })
  liftReason: LiftReason | null;
}
