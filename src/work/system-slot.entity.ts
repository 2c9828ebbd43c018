import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One of the places at a system's counter: as many rows as calls it takes at once, over all workers. */
@Entity('system_slot')
export class SystemSlot {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'system_slot_pk' })
  system: string;

  @PrimaryColumn('integer', { primaryKeyConstraintName: 'system_slot_pk' })
  slot: number;

  @Column('timestamptz', { name: 'taken_until' })
  takenUntil: Date;

  /** Name that the taker gave itself. */
  @Column('uuid', { nullable: true })
  holder: string | null;
}
