import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReasonCode } from '../../ledger/reasons.js';
import { SubjectRequest } from '../../requests/request.entity.js';

/**
 * An erasure that a retention ground puts off. A record of its own with a key of its own, since the case and its key
 * will be gone at its date; then the period is computed anew, holds are looked for, a plan is drawn and approved anew:
 * a hash approved today is no authority in eight years (practice 12).
 */
@Entity('deferred_erasure')
@Index('deferred_erasure_once', ['requestId', 'system', 'collection', 'ground', 'notBefore'], { unique: true })
@Index('deferred_erasure_due', ['notBefore'], { where: 'settled_at IS NULL' })
@Index('deferred_erasure_work', ['workRequestId'], { where: 'work_request_id IS NOT NULL' })
export class DeferredErasure {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'deferred_erasure_pk' })
  id: string;

  @Column('uuid', { name: 'controller_id' })
  controllerId: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'deferred_erasure_request_fk' })
  requestId: string;

  @Column('text')
  system: string;

  @Column('text')
  collection: string;

  @Column('text')
  ground: string;

  /** First legal day on which the records may go. */
  @Column('date', { name: 'not_before' })
  notBefore: string;

  /** Law version under which the date was computed. */
  @Column('text')
  law: string;

  @Column('integer')
  records: number;

  /** What is to go and by whom it is recognised (`deferred-content.ts`), sealed under the key of this erasure. */
  @Column('bytea')
  sealed: Buffer;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  /** The request that carries it out, while there is one. */
  @Column('uuid', { name: 'work_request_id', nullable: true })
  @ForeignKey(() => SubjectRequest, { name: 'deferred_erasure_work_fk' })
  workRequestId: string | null;

  /** Put off again: not before this day, whatever `not_before` says. */
  @Column('date', { name: 'look_again_on', nullable: true })
  lookAgainOn: string | null;

  /** Why it was put off again or stopped: code of `ledger/reasons.ts`. */
  @Column('text', { name: 'waits_code', nullable: true })
  waitsCode: ReasonCode | null;

  /** A finding: nothing more happens by itself until a person has decided. */
  @Column('timestamptz', { name: 'stopped_at', nullable: true })
  stoppedAt: Date | null;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;

  @Column('text', { name: 'settled_code', nullable: true })
  settledCode: ReasonCode | null;
}
