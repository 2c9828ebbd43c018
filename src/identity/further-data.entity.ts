import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../requests/request.entity.js';
import { SubjectCase } from '../requests/subject-case.entity.js';

/** An invitation to give further data, because what was given does not tell whose data are meant (Art. 11(2) GDPR). */
@Entity('further_data')
@Index('further_data_case', ['caseId', 'askedAt'])
@Index('further_data_request', ['requestId'])
export class FurtherDataAsked {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'further_data_pk' })
  id: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'further_data_case_fk' })
  caseId: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'further_data_request_fk' })
  requestId: string;

  @Column('timestamptz', { name: 'asked_at' })
  askedAt: Date;

  /** Staff id; what she asked for stands in the letter, sealed. */
  @Column('uuid', { name: 'asked_by' })
  askedBy: string;

  @Column('timestamptz', { name: 'given_at', nullable: true })
  givenAt: Date | null;

  /** How many identifiers were new to the case. */
  @Column('integer', { nullable: true })
  given: number | null;
}
