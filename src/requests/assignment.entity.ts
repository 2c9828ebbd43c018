import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from './request.entity.js';

/** Who of the office sees to a request. It gives no right to anything; the ledger tells of every change. */
@Entity('assignment')
export class Assignment {
  @PrimaryColumn('uuid', { name: 'request_id', primaryKeyConstraintName: 'assignment_pk' })
  @ForeignKey(() => SubjectRequest, { name: 'assignment_request', onDelete: 'CASCADE' })
  requestId: string;

  @Column('uuid', { name: 'staff_id' })
  staffId: string;

  @Column('uuid', { name: 'assigned_by' })
  assignedBy: string;

  @Column('timestamptz', { name: 'assigned_at' })
  assignedAt: Date;
}
