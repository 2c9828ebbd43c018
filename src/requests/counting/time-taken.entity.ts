import { Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** Something took its time: written by triggers when a request moves or a task is done, added up by a chore. */
@Entity('desk_time_change')
export class TimeChange {
  @PrimaryGeneratedColumn('identity', {
    type: 'bigint',
    primaryKeyConstraintName: 'desk_time_change_pk',
    generatedIdentity: 'BY DEFAULT',
  })
  id: string;

  @Column('uuid', { name: 'controller_id' })
  controllerId: string;

  @Column('text')
  kind: string;

  @Column('text')
  name: string;

  @Column('date', { name: 'on_day' })
  onDay: string;

  @Column('integer')
  step: number;

  @Column('integer')
  times: number;
}

/** How often something took how long on a legal day; a step is 15 % longer than the one before. */
@Entity('desk_time')
export class TimeTaken {
  @PrimaryColumn('uuid', { name: 'controller_id', primaryKeyConstraintName: 'desk_time_pk' })
  controllerId: string;

  /** `stage` (name: the state that was left), `answer` (`in-time`, `late`), `end` (the last state), `system` (`<system>/<action>`). */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'desk_time_pk' })
  kind: string;

  @PrimaryColumn('date', { name: 'on_day', primaryKeyConstraintName: 'desk_time_pk' })
  onDay: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'desk_time_pk' })
  name: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'desk_time_pk' })
  step: number;

  @Column('integer')
  times: number;
}
