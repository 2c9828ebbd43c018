import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A secret that was typed at the desk. Never changed: another secret is another row with another reference. */
@Entity('system_credential')
@Index('system_credential_by_system', ['system'])
export class SystemCredential {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'system_credential_pkey' })
  id: string;

  @Column('text')
  system: string;

  /** Under the key of the system. */
  @Column('bytea')
  sealed: Buffer;

  /** SHA-256 of where it may be sent, see `door.ts`. */
  @Column('bytea')
  door: Buffer;

  @Column('uuid', { name: 'created_by' })
  createdBy: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
