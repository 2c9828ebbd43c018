import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Tokens that a system has given us, sealed under the system's key. */
@Entity('system_token')
export class SystemToken {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'system_token_pk' })
  system: string;

  /** Digest of what was configured: another grant is another row. */
  @PrimaryColumn('text', { primaryKeyConstraintName: 'system_token_pk' })
  name: string;

  /** Null until the first exchange. */
  @Column('bytea', { nullable: true })
  sealed: Buffer | null;

  /** How often they have been exchanged. */
  @Column('integer')
  version: number;

  /** Until when somebody has the right to exchange them. */
  @Column('timestamptz', { name: 'renewing_until' })
  renewingUntil: Date;

  /** Name that he gave himself. */
  @Column('uuid', { name: 'renewing_by', nullable: true })
  renewingBy: string | null;
}
