import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Staff } from '../staff.entity.js';

/** A code for the day on which the second factor is lost; good once. */
@Entity('staff_recovery_code')
@Index('staff_recovery_code_tag', ['staffId', 'tag'], { unique: true })
export class StaffRecoveryCode {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'staff_recovery_code_pk' })
  id: string;

  @Column('uuid', { name: 'staff_id' })
  @ForeignKey(() => Staff, { name: 'staff_recovery_code_staff_fk' })
  staffId: string;

  /** Keyed, so that a copy of the table is of no use for guessing. */
  @Column('bytea')
  tag: Buffer;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
