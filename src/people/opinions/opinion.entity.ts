import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../../requests/request.entity.js';
import { SubjectCase } from '../../requests/subject-case.entity.js';
import { Staff } from '../staff.entity.js';

export const OPINION_POSITIONS = ['agrees', 'objects', 'remarks'] as const;
export type OpinionPosition = (typeof OPINION_POSITIONS)[number];

/** What the data protection officer advises on a request; sealed under the case's key, so that it ends with the case. */
@Entity('opinion')
@Index('opinion_request', ['requestId', 'writtenAt'])
@Index('opinion_case', ['caseId'])
@Index('opinion_written_by', ['writtenBy'])
export class Opinion {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'opinion_pk' })
  id: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'opinion_request_fk' })
  requestId: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'opinion_case_fk' })
  caseId: string;

  @Column('text')
  position: OpinionPosition;

  @Column('bytea')
  text: Buffer;

  @Column('uuid', { name: 'written_by' })
  @ForeignKey(() => Staff, { name: 'opinion_written_by_fk' })
  writtenBy: string;

  @Column('timestamptz', { name: 'written_at' })
  writtenAt: Date;
}
