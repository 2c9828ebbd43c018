import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../requests/request.entity.js';

/** Tasks that belong together for one request: when none of them can go on by itself any more, one signal is raised. */
@Entity('work_order')
@Index('work_order_request', ['requestId'])
export class WorkOrder {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'work_order_pk' })
  id: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'work_order_request_fk' })
  requestId: string;

  @Column('text')
  action: string;

  @Column('integer')
  round: number;

  /** Tasks that are neither done, cancelled nor parked. The join is counted here, never in the queue. */
  @Column('integer')
  open: number;

  /** Raised, with the request as its subject, whenever `open` reaches zero. */
  @Column('text')
  signal: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
