import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { Staff } from '../staff.entity.js';

/** What somebody signs in with first. Who has none has never accepted her invitation, or is a machine. */
@Entity('staff_password')
export class StaffPassword {
  @PrimaryColumn('uuid', { name: 'staff_id', primaryKeyConstraintName: 'staff_password_pk' })
  @ForeignKey(() => Staff, { name: 'staff_password_staff_fk' })
  staffId: string;

  /** argon2id as a PHC string: algorithm, parameters, salt and hash. */
  @Column('text')
  hash: string;

  @Column('timestamptz', { name: 'set_at' })
  setAt: Date;
}
