import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { SubjectRequest } from '../../requests/request.entity.js';
import { SubjectCase } from '../../requests/subject-case.entity.js';
import type { PackageKind } from '../package-model.js';

/** `building` → `built` → `released` by an officer → fetched within its time; its file is gone when `removed`. */
export type PackageState = 'building' | 'built' | 'released' | 'removed';

/** Counts for letters and the desk; nothing personal. */
export interface PackageSummary {
  /** Systems whose copy was complete when it was built; whatever is copied later asks for a new package. */
  copied?: number;
  searched: number;
  of: number;
  records: number;
  withheld: number;
}

/** A package in the vault. None is fetched before an officer has released it (practice 20). */
@Entity('package')
@Index('package_request', ['requestId'])
@Index('package_case', ['caseId'])
export class DataPackage {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'package_pk' })
  id: string;

  @Column('uuid', { name: 'request_id' })
  @ForeignKey(() => SubjectRequest, { name: 'package_request_fk' })
  requestId: string;

  @Column('uuid', { name: 'case_id' })
  @ForeignKey(() => SubjectCase, { name: 'package_case_fk' })
  caseId: string;

  @Column('text')
  kind: PackageKind;

  @Column('text')
  locale: string;

  /** Name in the vault. */
  @Column('text')
  file: string;

  /** Of the sealed file; 64-bit integers travel as strings. */
  @Column('bigint', { nullable: true })
  bytes: string | null;

  @Column('bytea', { nullable: true })
  sha256: Buffer | null;

  /** What it covers and holds back, counted while it was built. */
  @Column('jsonb', { nullable: true })
  summary: PackageSummary | null;

  @Column('text')
  state: PackageState;

  @Column('timestamptz', { name: 'built_at', nullable: true })
  builtAt: Date | null;

  @Column('timestamptz', { name: 'released_at', nullable: true })
  releasedAt: Date | null;

  /** Staff id of the officer. */
  @Column('uuid', { name: 'released_by', nullable: true })
  releasedBy: string | null;

  @Column('timestamptz', { name: 'expires_at', nullable: true })
  expiresAt: Date | null;

  /** A later package answers the same request: no new grants for this one. */
  @Column('boolean', { default: false })
  superseded: boolean;
}
