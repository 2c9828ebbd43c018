import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DownloadGrant } from './download-grant.entity.js';

/** `previewed`: the report alone was read on the page. `begun` is written before the first byte leaves; whether all arrived is known only afterwards, if ever. */
export type DownloadOutcome =
  'begun' | 'previewed' | 'complete' | 'broken' | 'expired' | 'spent' | 'superseded' | 'not-proven';

/** An attempt to fetch a package. */
@Entity('download')
@Index('download_grant_at', ['grantId', 'at'])
export class Download {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'download_pk' })
  id: string;

  @Column('uuid', { name: 'grant_id' })
  @ForeignKey(() => DownloadGrant, { name: 'download_grant_fk', onDelete: 'CASCADE' })
  grantId: string;

  @Column('timestamptz')
  at: Date;

  @Column('text')
  outcome: DownloadOutcome;
}
