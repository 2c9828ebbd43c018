import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { SourceSettings } from './source-settings.js';

/** A tool of the company that may send us webhooks, for one controller. */
@Entity('hook_source')
@Index('hook_source_path', ['pathHash'], { unique: true })
@Index('hook_source_of_controller', ['controllerId'])
export class HookSource {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'hook_source_pk' })
  id: string;

  /** As the engineer calls it. */
  @Column('text')
  name: string;

  /** Name of the sender (`connectors/hook-senders.ts`), which says how it proves itself. */
  @Column('text')
  sender: string;

  @Column('uuid', { name: 'controller_id' })
  @ForeignKey('controller', { name: 'hook_source_controller' })
  controllerId: string;

  /** Slug of the registered system that it is: for answers into its tickets and for waiting tasks. */
  @Column('text', { nullable: true })
  system: string | null;

  /** Of the path's secret part, which is computed from the id and stored nowhere. */
  @Column('bytea', { name: 'path_hash' })
  pathHash: Buffer;

  @Column('jsonb')
  settings: SourceSettings;

  @Column('uuid', { name: 'created_by' })
  createdBy: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt: Date | null;
}
