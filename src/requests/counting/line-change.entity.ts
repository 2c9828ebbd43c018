import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** So many lines more (or fewer) of one kind: written by the triggers of `request_line`, added up by a chore. */
@Entity('desk_change')
export class LineChange {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'desk_change_pk',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column('uuid', { name: 'controller_id' })
  controllerId: string;

  @Column('text')
  state: string;

  @Column('text')
  right: string;

  @Column('text')
  law: string;

  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;

  /** Legal day of receipt, in the controller's zone. */
  @Column('date', { name: 'received_on' })
  receivedOn: string;

  @Column('boolean')
  answered: boolean;

  @Column('boolean')
  ended: boolean;

  @Column('boolean')
  held: boolean;

  @Column('boolean')
  errand: boolean;

  @Column('uuid', { name: 'assigned_to', nullable: true })
  assignedTo: string | null;

  @Column('integer')
  lines: number;
}
