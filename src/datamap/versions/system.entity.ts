import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { SurveyOutline } from '../survey/survey.js';
import { SystemMapEntity } from './system-map.entity.js';

/** Where a system's map comes from: what came from files is read-only at the desk. */
export type MapOrigin = 'file' | 'desk';

/** A system that is registered: a shop, a CRM, a helpdesk. */
@Entity('system')
@Index('system_slug', ['slug'], { unique: true })
@Check('system_origin', `origin IN ('file', 'desk')`)
export class SystemEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'system_pkey' })
  id: string;

  @Column('text')
  slug: string;

  @Column('text')
  connector: string;

  @Column('text')
  origin: MapOrigin;

  @ForeignKey(() => SystemMapEntity, { name: 'system_current_map_fkey' })
  @Column('uuid', { name: 'current_map_id', nullable: true })
  currentMapId: string | null;

  /** A disabled system takes part in no new plan; its versions stay for the plans that name them. */
  @Column('timestamptz', { name: 'disabled_at', nullable: true })
  disabledAt: Date | null;

  /** Structure of the live schema when the map was last applied: names and types, never a value. */
  @Column('jsonb', { name: 'survey', nullable: true })
  survey: SurveyOutline | null;

  @Column('bytea', { name: 'survey_digest', nullable: true })
  surveyDigest: Buffer | null;

  @Column('timestamptz', { name: 'surveyed_at', nullable: true })
  surveyedAt: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
