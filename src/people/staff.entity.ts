import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role } from './policies.js';

export const STAFF_LOCALES = ['de', 'en'] as const;
export type StaffLocale = (typeof STAFF_LOCALES)[number];

/** A member of the office, or a machine that acts for one (an integration). */
@Entity('staff')
@Index('staff_email', ['email'], { unique: true })
export class Staff {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'staff_pk' })
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  email: string;

  @Column('text', { array: true })
  roles: Role[];

  /** Slugs of the controllers whose cases are hers; all if null. */
  @Column('text', { array: true, nullable: true })
  controllers: string[] | null;

  /** The language of her pages. */
  @Column('text', { default: 'de' })
  locale: StaffLocale;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;

  @Column('timestamptz', { name: 'left_at', nullable: true })
  leftAt: Date | null;
}
