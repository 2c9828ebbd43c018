import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Staff } from '../staff.entity.js';

/** An authenticator app (RFC 6238): one that is confirmed and, while another is set up, one that is not. */
@Entity('staff_totp')
@Index('staff_totp_staff', ['staffId'])
@Index('staff_totp_confirmed', ['staffId'], { unique: true, where: 'confirmed_at IS NOT NULL' })
export class StaffTotp {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'staff_totp_pk' })
  id: string;

  @Column('uuid', { name: 'staff_id' })
  @ForeignKey(() => Staff, { name: 'staff_totp_staff_fk' })
  staffId: string;

  /** Sealed under a key of its own (owner `staff`, this row's id). */
  @Column('bytea')
  secret: Buffer;

  /** The last time step that was used: none counts twice. */
  @Column('bigint', { name: 'last_step' })
  lastStep: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;
}
