import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SystemEntity } from './system.entity.js';

/** Whose data a system holds. Several brands may share a CRM: the map's `scope` then says whose rows are whose. */
@Entity('system_controller')
@Index('system_controller_by_controller', ['controllerId'])
export class SystemControllerEntity {
  @ForeignKey(() => SystemEntity, { name: 'system_controller_system_fkey', onDelete: 'CASCADE' })
  @PrimaryColumn('uuid', { name: 'system_id', primaryKeyConstraintName: 'system_controller_pkey' })
  systemId: string;

  // By name: the case file, which owns the table, lies above this room.
  @ForeignKey('controller', { name: 'system_controller_controller_fkey' })
  @PrimaryColumn('uuid', { name: 'controller_id', primaryKeyConstraintName: 'system_controller_pkey' })
  controllerId: string;
}
