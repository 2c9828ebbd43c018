import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectCase } from './subject-case.entity.js';

/** A message between the person and the office; prose lives here, sealed, and nowhere else. */
@Entity('message')
@Index('message_case', ['caseId', 'writtenAt'])
export class CaseMessage {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'message_pk' })
  id: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'message_case_fk' })
  caseId: string;

  /** `in` from the person, `out` to her, `note` inside the office. */
  @Column('text')
  direction: 'in' | 'out' | 'note';

  @Column('bytea')
  body: Buffer;

  @Column('uuid', { name: 'written_by', nullable: true })
  writtenBy: string | null;

  @Column('timestamptz', { name: 'written_at' })
  writtenAt: Date;

  /** To somebody who has not proven who she is: the writer has said that it tells nothing of what is held. */
  @Column('boolean', { name: 'before_proof', default: false })
  beforeProof: boolean;

  /** When the other side read it first. */
  @Column('timestamptz', { name: 'read_at', nullable: true })
  readAt: Date | null;
}
