import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Staff } from '../../people/staff.entity.js';
import type { QueueFilter } from '../queue/list-query.dto.js';

/** A filter of the queue under a name. It narrows what its reader may see anyway, and shows nothing by itself. */
@Entity('desk_view')
@Index('desk_view_name', ['staffId', 'name'], { unique: true })
@Index('desk_view_shared', ['name'], { where: 'shared' })
export class DeskView {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'desk_view_pk' })
  id: string;

  @Column('uuid', { name: 'staff_id' })
  @ForeignKey(() => Staff, { name: 'desk_view_staff' })
  staffId: string;

  @Column('text')
  name: string;

  @Column('jsonb')
  filter: QueueFilter;

  /** The whole office sees it in its list. */
  @Column('boolean')
  shared: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
