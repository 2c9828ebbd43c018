import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../requests/request.entity.js';
import { WorkOrder } from './work-order.entity.js';

/** What a task does to its system. `flag` records an opt-out or a restriction. */
export const ACTIONS = ['locate', 'collect', 'erase', 'optOut', 'restrict'] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * `ready` (from `due_at` on), `leased` by a worker until `lease_until`, `done`, `parked` for a person to act on (an
 * errand tells her), `cancelled`.
 */
export type TaskState = 'ready' | 'leased' | 'done' | 'parked' | 'cancelled';

/** One thing to do for one request in one system. */
@Entity('task')
@Check('task_leased', `(state = 'leased') = (lease_until IS NOT NULL)`)
@Index('task_order', ['orderId'])
@Index('task_request', ['requestId'])
@Index('task_lane', ['system', 'action', 'deadline', 'id'], { where: `state = 'ready'` })
@Index('task_erased', ['system', 'doneAt'], {
  where: `action = 'erase' AND state = 'done' AND row_set IS NOT NULL`,
})
@Index('task_batch', ['batch'], { where: `batch IS NOT NULL AND state = 'ready'` })
@Index('task_lease', ['leaseUntil'], { where: `state = 'leased'` })
export class Task {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'task_pk' })
  id: string;

  @Column('uuid', { name: 'order_id' })
  @ForeignKey(() => WorkOrder, { name: 'task_order_fk' })
  orderId: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'task_request_fk' })
  requestId: string;

  @Column('uuid', { name: 'case_id' })
  caseId: string;

  @Column('uuid', { name: 'controller_id' })
  controllerId: string;

  @Column('text')
  system: string;

  /** The version of the system's data map this task was made under. */
  @Column('uuid', { name: 'map_id' })
  mapId: string;

  @Column('text')
  action: Action;

  @Column('integer')
  round: number;

  @Column('text')
  state: TaskState;

  @Column('integer', { default: 0 })
  attempts: number;

  /** Raised by every claim; a write with an older fence is refused. */
  @Column('integer', { default: 0 })
  fence: number;

  @Column('timestamptz', { name: 'lease_until', nullable: true })
  leaseUntil: Date | null;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  /** Legal deadline of the request; `infinity`-like far date when there is none, so that the index orders it last. */
  @Column('date')
  deadline: string;

  /** The row set that says which rows an erasure is about. */
  @Column('uuid', { name: 'row_set', nullable: true })
  rowSet: string | null;

  /** When the intent to destroy was committed; from then on the plan is finished, never drawn anew. */
  @Column('timestamptz', { name: 'intended_at', nullable: true })
  intendedAt: Date | null;

  /** Tasks that their system took in one call and answers later: they are called again together, under this name. */
  @Column('uuid', { nullable: true })
  batch: string | null;

  /** Since when the system has owed an answer. */
  @Column('timestamptz', { name: 'waits_since', nullable: true })
  waitsSince: Date | null;

  /** How often an answer has arrived: one that comes while the task is being worked is not slept through. */
  @Column('integer', { default: 0 })
  answers: number;

  /** How often a person has put it back to work: what was asked of its system before is asked anew then. */
  @Column('integer', { default: 0 })
  retries: number;

  /** Counts and codes of what came of it; nothing personal. */
  @Column('jsonb', { nullable: true })
  outcome: Record<string, unknown> | null;

  /** Why it is parked or waits. */
  @Column('text', { nullable: true })
  code: string | null;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt: Date | null;
}
