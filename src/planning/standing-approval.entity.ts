import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { LegalController } from '../requests/legal-controller.entity.js';

/**
 * An officer's dated permission: what was put off under this ground may go without being asked about one by one once
 * the ground has ended (practice 12). It ends by itself, and can be revoked at any time.
 */
@Entity('standing_approval')
@Index('standing_approval_ground', ['controllerId', 'ground'])
export class StandingApproval {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'standing_approval_pk' })
  id: string;

  @Column('uuid', { name: 'controller_id' })
  @ForeignKey(() => LegalController, { name: 'standing_approval_controller' })
  controllerId: string;

  /** Retention ground of `laws/grounds.yaml`, e.g. `de/ao-147/buchungsbeleg`. */
  @Column('text')
  ground: string;

  /** Last legal day on which it holds. */
  @Column('date', { name: 'expires_on' })
  expiresOn: string;

  @Column('uuid', { name: 'given_by' })
  givenBy: string;

  @Column('timestamptz', { name: 'given_at' })
  givenAt: Date;

  @Column('uuid', { name: 'revoked_by', nullable: true })
  revokedBy: string | null;

  @Column('timestamptz', { name: 'revoked_at', nullable: true })
  revokedAt: Date | null;
}
