import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { VerificationResult } from '../verify/verification-result.js';

/** A verification of the whole ledger that somebody asked for, or the night's. Only one waits or runs at a time. */
@Entity('ledger_verification')
@Index('ledger_verification_asked', ['askedAt'])
@Index('ledger_verification_open', { synchronize: false })
export class LedgerVerification {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'ledger_verification_pk' })
  id: string;

  /** Staff id; null for the night's. */
  @Column('uuid', { name: 'asked_by', nullable: true })
  askedBy: string | null;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt: Date;

  /** A checkpoint that whoever asked holds herself. */
  @Column('text', { nullable: true })
  checkpoint: string | null;

  @Column('text')
  state: 'waiting' | 'running' | 'done' | 'failed';

  @Column('timestamptz', { name: 'started_at', nullable: true })
  startedAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  @Column('jsonb', { nullable: true })
  result: VerificationResult | null;
}
