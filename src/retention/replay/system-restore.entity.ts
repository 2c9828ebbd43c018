import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Staff } from '../../people/staff.entity.js';

/** A system was restored from a back-up: until every erasure since then has been applied again, its gate is red. */
@Entity('system_restore')
@Index('system_restore_open', ['system'], { where: 'cleared_at IS NULL' })
@Index('system_restore_declared_by', ['declaredBy'])
export class SystemRestore {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'system_restore_pk' })
  id: string;

  @Column('text')
  system: string;

  /** When the back-up was taken: what was erased later is back. */
  @Column('timestamptz', { name: 'backup_at' })
  backupAt: Date;

  @Column('timestamptz', { name: 'declared_at' })
  declaredAt: Date;

  @Column('uuid', { name: 'declared_by' })
  @ForeignKey(() => Staff, { name: 'system_restore_declared_by_fk' })
  declaredBy: string;

  @Column('timestamptz', { name: 'cleared_at', nullable: true })
  clearedAt: Date | null;
}
