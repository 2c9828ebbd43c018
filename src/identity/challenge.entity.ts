import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectCase } from '../requests/subject-case.entity.js';

/** A code sent to a contact that the person gave. It proves a mailbox, nothing more (practice 4). */
@Entity('challenge')
@Index('challenge_case', ['caseId', 'sentAt'])
export class Challenge {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'challenge_pk' })
  id: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'challenge_case_fk' })
  caseId: string;

  /** Keyed digest of the code; the code itself is only in the letter. */
  @Column('bytea', { name: 'code_tag' })
  codeTag: Buffer;

  /** Blind index of the contact it went to. */
  @Column('bytea', { name: 'contact_tag' })
  contactTag: Buffer;

  @Column('integer')
  attempts: number;

  @Column('timestamptz', { name: 'sent_at' })
  sentAt: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
