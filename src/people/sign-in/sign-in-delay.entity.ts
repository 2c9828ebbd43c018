import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** Wrong attempts at one thing in a row, and when the next one is heard. */
@Entity('sign_in_delay')
@Index('sign_in_delay_forget', ['forgetAt'])
export class SignInDelay {
  /** A keyed tag: neither addresses nor accounts lie here in the clear. */
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'sign_in_delay_pk' })
  subject: Buffer;

  @Column('integer')
  failures: number;

  @Column('timestamptz', { name: 'blocked_until' })
  blockedUntil: Date;

  @Column('timestamptz', { name: 'forget_at' })
  forgetAt: Date;
}
