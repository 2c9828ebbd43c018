import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReasonCode } from '../../ledger/reasons.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import { SubjectRequest } from '../../requests/request.entity.js';

export const PROBE_STATES = ['waiting', 'done', 'cancelled'] as const;
export type ProbeState = (typeof PROBE_STATES)[number];

/**
 * `clear`: nothing of hers. `came-back`: the same person, by key or by fingerprint. `details-back`: what she is looked up
 * by stands there again, and whose it is nobody can say. `known`: what an officer has called somebody else's already.
 * `not-possible`: the system could not be asked.
 */
export const PROBE_RESULTS = ['clear', 'came-back', 'details-back', 'known', 'not-possible'] as const;
export type ProbeResult = (typeof PROBE_RESULTS)[number];

/** One look after an erasure whether the person has come back in one system. Read-only. */
@Entity('probe')
@Index('probe_once', ['requestId', 'system', 'day'], { unique: true })
@Index('probe_due', ['system', 'dueAt', 'id'], { where: `state = 'waiting'` })
@Index('probe_controller', ['controllerId', 'doneAt'])
export class Probe {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'probe_pk' })
  id: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'probe_request_fk' })
  requestId: string;

  @Column('uuid', { name: 'controller_id' })
  @ForeignKey(() => LegalController, { name: 'probe_controller_fk' })
  controllerId: string;

  @Column('text')
  system: string;

  /** Days after the request was closed. */
  @Column('integer')
  day: number;

  /** Of the application's clock; later than planned when the system did not answer. */
  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('text')
  state: ProbeState;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil: Date | null;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('text', { nullable: true })
  result: ProbeResult | null;

  /** Records that were found and that the erasure does not explain. */
  @Column('integer', { default: 0 })
  records: number;

  /** Keyed digest over what was found, so that the same find is not told twice. */
  @Column('text', { nullable: true })
  digest: string | null;

  @Column('text', { nullable: true })
  code: ReasonCode | null;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt: Date | null;
}
