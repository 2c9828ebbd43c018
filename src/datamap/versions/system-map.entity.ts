import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import type { SystemMap } from '../language.js';
import type { MapOrigin } from './system.entity.js';

/** One version of a system's map. Written once, never changed: plans name the version they were made under. */
@Entity('system_map')
@Index('system_map_version', ['systemId', 'version'], { unique: true })
@Check('system_map_origin', `origin IN ('file', 'desk')`)
@Check('system_map_version_positive', `version > 0`)
export class SystemMapEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'system_map_pkey' })
  id: string;

  @ForeignKey('system', { name: 'system_map_system_fkey', onDelete: 'RESTRICT' })
  @Column('uuid', { name: 'system_id' })
  systemId: string;

  @Column('integer')
  version: number;

  /** SHA-256 of the canonical JSON (RFC 8785) of the document. */
  @Column('bytea')
  digest: Buffer;

  /** `json`, not `jsonb`: people read fields in the order in which the map names them. */
  @Column('json')
  document: SystemMap;

  /** The text it was read from, for those who want to see what a person wrote. */
  @Column('text')
  source: string;

  @Column('text')
  origin: MapOrigin;

  /** Staff id of who put it in force; null for the service itself (a folder at start) and before this was recorded. */
  @Column('uuid', { nullable: true })
  author: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
