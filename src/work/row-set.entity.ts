import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../requests/request.entity.js';

/**
 * Which records of one system a request is about, sealed: what a search found (`located`), what a plan covers
 * (`planned`), what an erasure set out to destroy (`intended`). Chunks of a set are numbered.
 */
@Entity('row_set')
@Index('row_set_request', ['requestId', 'kind', 'system'])
@Index('row_set_set', ['setId', 'system', 'ordinal'], { unique: true })
export class RowSet {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'row_set_pk' })
  id: string;

  @Column('uuid', { name: 'set_id' })
  setId: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'row_set_request_fk' })
  requestId: string;

  @Column('text')
  kind: 'located' | 'planned' | 'intended';

  @Column('text')
  system: string;

  @Column('integer')
  ordinal: number;

  @Column('integer')
  rows: number;

  @Column('bytea')
  sealed: Buffer;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
