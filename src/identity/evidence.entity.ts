import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectCase } from '../requests/subject-case.entity.js';

/** How the identity of a case was shown, accepted or refused: the outcome, never a copy of a paper. */
@Entity('evidence')
@Index('evidence_case', ['caseId', 'at'])
@Index('evidence_assertion', ['assertionId'], { unique: true, where: 'assertion_id IS NOT NULL' })
export class Evidence {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'evidence_pk' })
  id: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'evidence_case_fk' })
  caseId: string;

  /** `email-code`, `login-assertion`, `officer-decision`. */
  @Column('text')
  method: string;

  @Column('text')
  level: string;

  @Column('boolean')
  accepted: boolean;

  /** Hash of issuer and id of a login assertion, so that none counts twice. */
  @Column('bytea', { name: 'assertion_id', nullable: true })
  assertionId: Buffer | null;

  @Column('uuid', { name: 'decided_by', nullable: true })
  decidedBy: string | null;

  /** Code of the reason, and the officer's words, sealed under the case key. */
  @Column('text', { nullable: true })
  reason: string | null;

  @Column('bytea', { nullable: true })
  note: Buffer | null;

  @Column('timestamptz')
  at: Date;
}
