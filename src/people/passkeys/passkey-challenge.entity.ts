import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { Staff } from '../staff.entity.js';

export type ChallengePurpose = 'enrol' | 'sign-in' | 'step-up';

/** A challenge that was given out: short-lived, taken away by whoever answers it first. */
@Entity('passkey_challenge')
@Index('passkey_challenge_staff', ['staffId'])
@Index('passkey_challenge_expires', ['expiresAt'])
export class PasskeyChallenge {
  /** SHA-256 of the challenge. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'passkey_challenge_pk' })
  hash: Buffer;

  @Column('text')
  purpose: ChallengePurpose;

  /** Nobody yet, when signing in. */
  @Column('uuid', { name: 'staff_id', nullable: true })
  @ForeignKey(() => Staff, { name: 'passkey_challenge_staff_fk' })
  staffId: string | null;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
