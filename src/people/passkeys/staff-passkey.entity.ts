import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Staff } from '../staff.entity.js';

/** A passkey (WebAuthn Level 3, section 4: discoverable credential). */
@Entity('staff_passkey')
@Index('staff_passkey_credential', ['credentialId'], { unique: true })
@Index('staff_passkey_staff', ['staffId'])
export class StaffPasskey {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'staff_passkey_pk' })
  id: string;

  @Column('uuid', { name: 'staff_id' })
  @ForeignKey(() => Staff, { name: 'staff_passkey_staff_fk' })
  staffId: string;

  /** base64url, as browsers hand it over. */
  @Column('text', { name: 'credential_id' })
  credentialId: string;

  /** COSE. */
  @Column('bytea', { name: 'public_key' })
  publicKey: Buffer;

  /** Signatures so far, as the authenticator counts them; many count nothing and always say 0. */
  @Column('bigint')
  counter: string;

  @Column('text', { array: true })
  transports: string[];

  /** As she calls it. */
  @Column('text')
  name: string;

  @Column('boolean', { name: 'backed_up' })
  backedUp: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
