import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Staff } from '../../people/staff.entity.js';

/** `counting` what came back; `counted`, and waiting for an officer; `applying` what she approved; `ended`. */
export const REPLAY_STATES = ['counting', 'counted', 'applying', 'ended'] as const;
export type ReplayState = (typeof REPLAY_STATES)[number];

/** Erasures of a system since a moment, applied again. Counts first; nothing is touched before its hash is approved. */
@Entity('replay')
@Index('replay_system', ['system', 'askedAt'])
@Index('replay_asked_by', ['askedBy'])
@Index('replay_approved_by', ['approvedBy'], { where: 'approved_by IS NOT NULL' })
export class Replay {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'replay_pk' })
  id: string;

  @Column('text')
  system: string;

  @Column('timestamptz')
  since: Date;

  @Column('text')
  state: ReplayState;

  /** Over what was counted: she who approves names it. */
  @Column('text', { nullable: true })
  hash: string | null;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt: Date;

  @Column('uuid', { name: 'asked_by' })
  @ForeignKey(() => Staff, { name: 'replay_asked_by_fk' })
  askedBy: string;

  @Column('timestamptz', { name: 'counted_at', nullable: true })
  countedAt: Date | null;

  @Column('timestamptz', { name: 'approved_at', nullable: true })
  approvedAt: Date | null;

  @Column('uuid', { name: 'approved_by', nullable: true })
  @ForeignKey(() => Staff, { name: 'replay_approved_by_fk' })
  approvedBy: string | null;

  /** She who approved also wrote the map, under a dated setting that allows it (practice 28). */
  @Column('boolean', { name: 'single_person', default: false })
  singlePerson: boolean;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
