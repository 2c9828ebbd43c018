import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { DataPackage } from '../package/data-package.entity.js';

/** Leave to fetch one package, by a token of which only the hash is kept, for a time and a number of times. */
@Entity('download_grant')
@Index('download_grant_token', ['tokenHash'], { unique: true })
@Index('download_grant_package', ['packageId'])
@Check('download_grant_uses', 'uses_left >= 0')
export class DownloadGrant {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'download_grant_pk' })
  id: string;

  @Column('uuid', { name: 'package_id' })
  @ForeignKey(() => DataPackage, { name: 'download_grant_package_fk', onDelete: 'CASCADE' })
  packageId: string;

  @Column('bytea', { name: 'token_hash' })
  tokenHash: Buffer;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;

  @Column('integer', { name: 'uses_left' })
  usesLeft: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
