import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A checkpoint that left the house by mail. */
@Entity('checkpoint_mailing')
export class CheckpointMailing {
  @PrimaryColumn('bigint', { primaryKeyConstraintName: 'checkpoint_mailing_pk' })
  size: string;

  @Column('timestamptz', { name: 'sent_at' })
  sentAt: Date;

  @Column('integer')
  recipients: number;
}
