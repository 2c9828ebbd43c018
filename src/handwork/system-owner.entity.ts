import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who works a system by hand, as somebody said at the desk: it goes before what the map says, until the map is all there is. */
@Entity('system_owner')
export class SystemOwnerRow {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'system_owner_pk' })
  system: string;

  @Column('text')
  name: string;

  @Column('text')
  email: string;

  @Column('text')
  language: 'de' | 'en';

  /** The other company, where the owner is not of ours. */
  @Column('text', { nullable: true })
  processor: string | null;

  @Column('uuid', { name: 'set_by' })
  setBy: string;

  @Column('timestamptz', { name: 'set_at' })
  setAt: Date;

  /** From then on nobody is written to; null while she works it. */
  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
