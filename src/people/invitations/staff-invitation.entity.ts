import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Staff } from '../staff.entity.js';

/** A link by which somebody sets her password; one a person, good once. */
@Entity('staff_invitation')
@Index('staff_invitation_hash', ['hash'], { unique: true })
@Index('staff_invitation_staff', ['staffId'], { unique: true })
export class StaffInvitation {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'staff_invitation_pk' })
  id: string;

  @Column('uuid', { name: 'staff_id' })
  @ForeignKey(() => Staff, { name: 'staff_invitation_staff_fk' })
  staffId: string;

  @Column('bytea')
  hash: Buffer;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
