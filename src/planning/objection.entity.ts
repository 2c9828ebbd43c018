import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../requests/request.entity.js';

/** A located contact was told of an erasure, with a link to stop it. The link proves the link, nothing more. */
@Entity('objection')
@Index('objection_token', ['tokenHash'], { unique: true })
@Index('objection_request', ['requestId'])
export class Objection {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'objection_pk' })
  id: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'objection_request_fk' })
  requestId: string;

  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  /** Which contact, as a blind index: the same one is told once. */
  @Column('bytea', { name: 'contact_tag' })
  contactTag: Buffer;

  @Column('timestamptz', { name: 'told_at' })
  toldAt: Date;

  @Column('timestamptz', { name: 'used_at', nullable: true })
  usedAt: Date | null;
}
