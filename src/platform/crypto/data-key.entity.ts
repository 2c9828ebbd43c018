import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { KeyOwnerKind } from './key-owner.js';

/** A data key, wrapped while it lives; after its destruction the row says that and when, and holds nothing of it. */
@Entity('data_key')
@Check('data_key_dead_holds_nothing', '(wrapped IS NULL) = (destroyed_at IS NOT NULL)')
@Index('data_key_living_owner', ['ownerKind', 'ownerId'], { unique: true, where: 'destroyed_at IS NULL' })
@Index('data_key_destroyed_owner', ['ownerKind', 'ownerId'], { where: 'destroyed_at IS NOT NULL' })
@Index('data_key_due', ['destroyAfter'], { where: 'destroyed_at IS NULL AND destroy_after IS NOT NULL' })
export class DataKeyEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'data_key_pkey' })
  id: string;

  @Column('text', { name: 'owner_kind' })
  ownerKind: KeyOwnerKind;

  @Column('text', { name: 'owner_id' })
  ownerId: string;

  @Column('bytea', { nullable: true })
  wrapped: Buffer | null;

  /** Names the key-encryption key, also of a destroyed key: tells which old copies are still dangerous. */
  @Column('text', { name: 'kek_id' })
  kekId: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'destroy_after', nullable: true })
  destroyAfter: Date | null;

  @Column('timestamptz', { name: 'destroyed_at', nullable: true })
  destroyedAt: Date | null;
}
