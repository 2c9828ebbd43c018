import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What a system calls a job that it works on for us. Ids and digests only. */
@Entity('system_job')
export class SystemJob {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'system_job_pk' })
  system: string;

  @PrimaryColumn('text', { primaryKeyConstraintName: 'system_job_pk' })
  name: string;

  @Column('text')
  value: string;

  @Column('timestamptz', { name: 'noted_at' })
  notedAt: Date;
}
