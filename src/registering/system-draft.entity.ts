import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** The map of a system while somebody writes it at the desk: it may be wrong and unfinished, and nothing acts by it. */
@Entity('system_draft')
@Check('system_draft_revision_positive', 'revision > 0')
export class SystemDraft {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'system_draft_pkey' })
  system: string;

  @Column('text')
  yaml: string;

  /** Raised with each change: whoever writes names the revision she has read. */
  @Column('integer')
  revision: number;

  @Column('uuid', { name: 'created_by' })
  createdBy: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('uuid', { name: 'changed_by' })
  changedBy: string;

  @Column('timestamptz', { name: 'changed_at' })
  changedAt: Date;
}
