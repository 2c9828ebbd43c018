import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectCase } from '../../requests/subject-case.entity.js';

/** What a letter looked like that an officer recorded: evidence of what was asked and when it arrived. */
@Entity('scan')
@Index('scan_case', ['caseId', 'addedAt'])
export class Scan {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'scan_pk' })
  id: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'scan_case_fk' })
  caseId: string;

  @Column('text', { name: 'media_type' })
  mediaType: string;

  @Column('integer')
  bytes: number;

  /** SHA-256 of the file as it was uploaded. */
  @Column('bytea')
  digest: Buffer;

  /** The file, sealed under the case key. */
  @Column('bytea')
  content: Buffer;

  @Column('uuid', { name: 'added_by' })
  addedBy: string;

  @Column('timestamptz', { name: 'added_at' })
  addedAt: Date;
}
