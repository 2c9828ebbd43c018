import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../requests/request.entity.js';

/** What became of the records of one collection under one verdict, counted, with its evidence (invariant 4). */
@Entity('outcome')
@Index('outcome_request', ['requestId', 'system'])
@Index('outcome_once', ['taskId', 'collection', 'verdict'], { unique: true })
export class Outcome {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'outcome_pk' })
  id: string;

  @Column('uuid', { name: 'task_id' })
  taskId: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'outcome_request_fk' })
  requestId: string;

  @Column('text')
  system: string;

  @Column('text')
  collection: string;

  /** The plan's group this counts: see `planning/plan.ts`. */
  @Column('text')
  verdict: string;

  /** Records the intent named. */
  @Column('integer')
  intended: number;

  /** Of those, records that were read again and still there or still legible: counts come from intent minus residue. */
  @Column('integer')
  residue: number;

  /** Shared records that others hold: detached, not erased. */
  @Column('integer', { name: 'held_by_others' })
  heldByOthers: number;

  /** `reread`, `confirmed`, `declared`, `unverifiable`. */
  @Column('text')
  evidence: string;

  /** Fields that were masked: of a record that is kept, what was cleared. */
  @Column('text', { array: true, default: '{}' })
  masked: string[];

  @Column('timestamptz', { name: 'shown_at' })
  shownAt: Date;
}
