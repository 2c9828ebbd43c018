import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { RIGHTS, type RightName } from '../laws/law-data.js';
import type { State } from './journey-table.js';
import { LegalController } from './legal-controller.entity.js';
import { SubjectCase } from './subject-case.entity.js';

export { RIGHTS };
export type Right = RightName;

/** One right claimed in a case. */
@Entity('request')
@Index('request_case', ['caseId'])
@Index('request_after', ['afterRequestId'])
@Check('request_erase_after_days', `erase_after_days > 0`)
@Check('request_treated_as', `treated_as IS NULL OR treated_as = 'categories'`)
@Index('request_open', ['state', 'dueOn'], {
  where: `state NOT IN ('closed', 'forgotten', 'refused', 'withdrawn', 'forwarded')`,
})
export class SubjectRequest {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'request_pk' })
  id: string;

  @Column('text', { name: 'ledger_id' })
  ledgerId: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'request_case_fk' })
  caseId: string;

  @Column('uuid', { name: 'controller_id' })
  @ForeignKey(() => LegalController, { name: 'request_controller' })
  controllerId: string;

  @Column('text')
  right: Right;

  @Column('text')
  state: State;

  /** Raised by every move: whoever acted on an older version acted on an older truth. */
  @Column('integer')
  version: number;

  /** Law version pinned when the clock started, e.g. `de@2026-01-01`. */
  @Column('text')
  law: string;

  /** Further laws the person is under, pinned too; each has a clock of its own and the earliest is worked to. */
  @Column('text', { name: 'also_under', array: true, default: '{}' })
  alsoUnder: string[];

  /**
   * `categories`: the person is proven less than single data ask for, and the request goes on as the lesser one that the
   * law's file names (11 CCR 7024(a)). Null as asked.
   */
  @Column('text', { name: 'treated_as', nullable: true })
  treatedAs: 'categories' | null;

  /** The states this right passes, from the law's file. */
  @Column('text', { array: true })
  road: State[];

  /** Copy first: the request whose answer must be ready before this one takes effect. */
  @Column('uuid', { name: 'after_request_id', nullable: true })
  afterRequestId: string | null;

  /** The person's word that the copy has arrived and the erasure may go on (practice 14). */
  @Column('timestamptz', { name: 'confirmed_at', nullable: true })
  confirmedAt: Date | null;

  /** Copy first, and she chose not to be waited for: so many days after the copy is ready the erasure goes on. */
  @Column('integer', { name: 'erase_after_days', nullable: true })
  eraseAfterDays: number | null;

  /** The legal day that follows from it and that she was told, once the copy is ready. */
  @Column('date', { name: 'erase_on', nullable: true })
  eraseOn: string | null;

  /** Before this moment no erasure starts: the objection window after the notice to located contacts. */
  @Column('timestamptz', { name: 'not_before', nullable: true })
  notBefore: Date | null;

  /** When it entered its state; null until its first move. */
  @Column('timestamptz', { name: 'moved_at', nullable: true })
  movedAt: Date | null;

  /** Projection of the clock; recomputed from the case's events, never moved by itself. */
  @Column('date', { name: 'due_on', nullable: true })
  dueOn: string | null;

  /** The version at which its tasks were made, so that a second wake makes none. */
  @Column('integer', { name: 'executed_version', nullable: true })
  executedVersion: number | null;

  @Column('timestamptz', { name: 'first_answered_at', nullable: true })
  firstAnsweredAt: Date | null;

  @Column('timestamptz', { name: 'ended_at', nullable: true })
  endedAt: Date | null;

  /** Code of `ledger/reasons.ts`. */
  @Column('text', { nullable: true })
  outcome: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
