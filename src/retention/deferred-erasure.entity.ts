import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../requests/request.entity.js';

/**
 * An erasure that a retention ground puts off. A record of its own with a key of its own, since the case and its key
 * will be gone at its date; then the period is computed anew, holds are looked for, a plan is drawn and approved anew:
 * a hash approved today is no authority in eight years (practice 12).
 */
@Entity('deferred_erasure')
@Index('deferred_erasure_once', ['requestId', 'system', 'collection', 'ground', 'notBefore'], { unique: true })
@Index('deferred_erasure_due', ['notBefore'], { where: 'settled_at IS NULL' })
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

  /** Keys and fingerprints of the records, sealed under the key of this erasure. */
  @Column('bytea')
  sealed: Buffer;

  @Column('timestamptz', { name: 'recorded_at' })
  recordedAt: Date;

  @Column('timestamptz', { name: 'settled_at', nullable: true })
  settledAt: Date | null;
}
