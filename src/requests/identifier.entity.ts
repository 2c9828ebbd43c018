import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectCase } from './subject-case.entity.js';

/** One identifier of the person of a case. Only proven ones begin a search. */
@Entity('identifier')
@Index('identifier_once', ['caseId', 'kind', 'tag'], { unique: true })
@Index('identifier_tag', ['kind', 'tag'])
export class IdentifierRow {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'identifier_pk' })
  id: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'identifier_case' })
  caseId: string;

  @Column('text')
  kind: string;

  /** Canonical value, sealed under the case key. */
  @Column('bytea')
  sealed: Buffer;

  /** Blind index; dies with the case. */
  @Column('bytea', { nullable: true })
  tag: Buffer | null;

  /** `given`, `login`, `officer` or `system:<slug>/<collection>`. */
  @Column('text')
  source: string;

  @Column('boolean')
  proven: boolean;

  /** Search round in which it was learnt; 0 for what the person gave. */
  @Column('integer')
  round: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
