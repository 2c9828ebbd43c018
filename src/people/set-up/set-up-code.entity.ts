import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A code that a starting process printed, for the first officer of an empty installation. Each process prints its own. */
@Entity('set_up_code')
export class SetUpCode {
  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'set_up_code_pk' })
  tag: Buffer;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt: Date;
}
