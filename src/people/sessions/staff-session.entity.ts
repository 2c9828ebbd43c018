import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Staff } from '../staff.entity.js';

/** `second-factor`: it has yet to be shown. `enrol`: there is none yet, it has to be set up. `whole`: signed in. */
export type SessionStage = 'second-factor' | 'enrol' | 'whole';

/** A browser in which somebody has signed in, or begun to. Ended ones stay for a month: their networks are known ones. */
@Entity('staff_session')
@Index('staff_session_hash', ['hash'], { unique: true })
@Index('staff_session_staff', ['staffId', 'network'])
@Index('staff_session_expires', ['expiresAt'])
export class StaffSession {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'staff_session_pk' })
  id: string;

  @Column('uuid', { name: 'staff_id' })
  @ForeignKey(() => Staff, { name: 'staff_session_staff_fk' })
  staffId: string;

  /** SHA-256 of the cookie's 256 random bits; changes with every step up. */
  @Column('bytea')
  hash: Buffer;

  @Column('text')
  stage: SessionStage;

  /** Family and system, e.g. `Firefox, Linux`; never the whole header. */
  @Column('text')
  browser: string;

  /** A keyed tag of the truncated address. */
  @Column('bytea')
  network: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** Exact to a minute. */
  @Column('timestamptz', { name: 'seen_at' })
  seenAt: Date;

  /** However busy the session is. */
  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'second_factor_at', nullable: true })
  secondFactorAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;
}
