import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * `waiting` to be read; `done`; `ignored`, because nothing is known about its topic or it concerns nobody; `failed`, with
 * the code why: somebody must look.
 */
export type HookEventState = 'waiting' | 'done' | 'ignored' | 'failed';

/** One thing that a source told, once. */
@Entity('hook_event')
@Check('hook_event_state', `state IN ('waiting', 'done', 'ignored', 'failed')`)
@Index('hook_event_once', ['sourceId', 'key'], { unique: true })
@Index('hook_event_same', ['sourceId', 'digest'], { unique: true, where: 'digest IS NOT NULL' })
@Index('hook_event_waiting', ['sourceId', 'dueAt'], { where: `state = 'waiting'` })
export class HookEvent {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'hook_event_pk' })
  id: string;

  /** Without a foreign key: each delivery would lock its source's row. Sources are disabled and never deleted. */
  @Column('uuid', { name: 'source_id' })
  sourceId: string;

  /** SHA-256 of the sender's own name for it. */
  @Column('bytea')
  key: Buffer;

  /** SHA-256 of what was signed, where the key was not part of it: the same bytes under another name are no news. */
  @Column('bytea', { nullable: true })
  digest: Buffer | null;

  @Column('text')
  topic: string;

  /** Sealed under an `inbound` key; null for topics that nobody reads. */
  @Column('bytea', { nullable: true })
  body: Buffer | null;

  @Column('text')
  state: HookEventState;

  @Column('text', { nullable: true })
  code: string | null;

  @Column('integer', { default: 0 })
  attempts: number;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt: Date;

  @Column('timestamptz', { name: 'due_at' })
  dueAt: Date;

  @Column('timestamptz', { name: 'done_at', nullable: true })
  doneAt: Date | null;
}
