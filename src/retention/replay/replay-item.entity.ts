import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { ReasonCode } from '../../ledger/reasons.js';
import { LegalController } from '../../requests/legal-controller.entity.js';
import { SubjectRequest } from '../../requests/request.entity.js';
import { Task } from '../../work/task.entity.js';
import { Replay } from './replay.entity.js';

/**
 * `waiting` to be counted; `counted`, something is back; `intended`, about to be erased again; `clean`, nothing of what
 * was erased is there; `finding`, a person must look; `held` by a legal hold; `changed` since it was counted; `failed`.
 */
export const ITEM_STATES = ['waiting', 'counted', 'intended', 'clean', 'finding', 'held', 'changed', 'failed'] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** One erasure of one person in the system that is replayed. */
@Entity('replay_item')
@Index('replay_item_once', ['replayId', 'taskId'], { unique: true })
@Index('replay_item_state', ['replayId', 'state', 'erasedAt', 'id'])
@Index('replay_item_task', ['taskId'])
@Index('replay_item_request', ['requestId'])
@Index('replay_item_controller', ['controllerId'])
export class ReplayItem {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'replay_item_pk' })
  id: string;

  @Column('uuid', { name: 'replay_id' })
  @ForeignKey(() => Replay, { name: 'replay_item_replay_fk' })
  replayId: string;

  /** The erasure that is applied again. */
  @Column('uuid', { name: 'task_id' })
  @ForeignKey(() => Task, { name: 'replay_item_task_fk' })
  taskId: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'replay_item_request_fk' })
  requestId: string;

  @Column('uuid', { name: 'controller_id' })
  @ForeignKey(() => LegalController, { name: 'replay_item_controller_fk' })
  controllerId: string;

  /** The case that it began with: an erasure and what was deferred of it are applied in their order, never at once. */
  @Column('uuid')
  chain: string;

  @Column('timestamptz', { name: 'erased_at' })
  erasedAt: Date;

  @Column('text')
  state: ItemState;

  /** Records of the erasure that are back. */
  @Column('integer', { default: 0 })
  again: number;

  /** Records that belong to those, and were not there when she was erased. */
  @Column('integer', { default: 0 })
  more: number;

  /** Records under a key of hers that cannot be shown to be hers: left alone. */
  @Column('integer', { default: 0 })
  strangers: number;

  /** Records that the erasure left as they were, by law or for others. */
  @Column('integer', { default: 0 })
  kept: number;

  /** What is to be erased again, sealed under the key of the erasure. */
  @Column('bytea', { nullable: true })
  planned: Buffer | null;

  @Column('text', { nullable: true })
  digest: string | null;

  @Column('text', { nullable: true })
  code: ReasonCode | null;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil: Date | null;

  @Column('timestamptz', { name: 'intended_at', nullable: true })
  intendedAt: Date | null;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt: Date | null;
}
