import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectCase } from '../requests/subject-case.entity.js';

/**
 * `queued` by mail, `to-post` for a person to print and dispatch, `sent`, `failed` for good, `withheld` from the mail
 * because the address has had its share of unasked letters (`unasked-letters.ts`).
 */
export type LetterState = 'queued' | 'to-post' | 'sent' | 'failed' | 'withheld';

/** A letter as it was written; sealed, and never written again. */
@Entity('letter')
@Index('letter_case', ['caseId', 'createdAt'])
@Index('letter_once', ['caseId', 'kind', 'once'], { unique: true })
export class Letter {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'letter_pk' })
  id: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'letter_case_fk' })
  caseId: string;

  @Column('uuid', { name: 'request_id', nullable: true })
  requestId: string | null;

  @Column('text')
  kind: string;

  @Column('text')
  locale: string;

  /** What makes it one of a kind in its case, so that a step run twice writes once. */
  @Column('text')
  once: string;

  /** Mail address, sealed under the case key; null when it goes by post. */
  @Column('bytea', { nullable: true })
  recipient: Buffer | null;

  /** Subject, text and HTML as JSON, sealed under the case key. */
  @Column('bytea')
  content: Buffer;

  /** SHA-256 of the content, for the ledger. */
  @Column('bytea')
  digest: Buffer;

  @Column('text')
  state: LetterState;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt: Date | null;

  /** Who took it to the post. */
  @Column('uuid', { name: 'dispatched_by', nullable: true })
  dispatchedBy: string | null;

  @Column('text', { name: 'failure', nullable: true })
  failure: string | null;
}
