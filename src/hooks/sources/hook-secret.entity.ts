import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { HookSource } from './hook-source.entity.js';

/** A secret that a source's sender signs with. Several may hold at once, so that one can be replaced without a gap. */
@Entity('hook_secret')
@Index('hook_secret_of_source', ['sourceId'])
export class HookSecret {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'hook_secret_pk' })
  id: string;

  @Column('uuid', { name: 'source_id' })
  @ForeignKey(() => HookSource, { name: 'hook_secret_source' })
  sourceId: string;

  /** Under the source's key. */
  @Column('bytea')
  sealed: Buffer;

  @Column('uuid', { name: 'created_by' })
  createdBy: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  /** From then on nothing signed with it is taken. */
  @Column('timestamptz', { name: 'ends_at', nullable: true })
  endsAt: Date | null;
}
