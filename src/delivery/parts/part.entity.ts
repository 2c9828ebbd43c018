import { Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from 'typeorm';
import { SubjectRequest } from '../../requests/request.entity.js';
import { SubjectCase } from '../../requests/subject-case.entity.js';

/**
 * A file of collected records in the vault. Deleting the row is the business of whoever deletes the file, so no foreign
 * key does it by itself.
 */
@Entity('part')
@Unique('part_once', ['requestId', 'system', 'collection', 'ordinal'])
@Index('part_case', ['caseId'])
export class Part {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'part_pk' })
  id: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'part_request_fk' })
  requestId: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'part_case_fk' })
  caseId: string;

  @Column('text')
  system: string;

  @Column('text')
  collection: string;

  @Column('integer')
  ordinal: number;

  /** Name in the vault. */
  @Column('text')
  file: string;

  @Column('integer')
  records: number;

  /** Of the sealed file. */
  @Column('integer')
  bytes: number;

  /** Of the sealed file. */
  @Column('bytea')
  sha256: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
