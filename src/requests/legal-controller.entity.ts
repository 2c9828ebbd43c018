import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Localised } from '../datamap/language.js';

/** How a controller is reached and who speaks for it; printed in letters and reports (Art. 13(1)(a), (b) GDPR). */
export interface ControllerDetails {
  address: string[];
  /** The privacy officer who decides („Datenschutzmanagement"). */
  officer: { name: string; email: string };
  dpo?: { name?: string; email: string };
  authority: { name: Localised; url?: string; address?: string };
  /** Other ways to reach the controller, for whoever is turned away at an edge. */
  otherWays?: Localised;
}

/** Decisions of the controller about how its cases run. Every one is printed where it matters. */
export interface ControllerPolicy {
  /** Hours between the notice to located contacts and an erasure. Neither stops the clock. */
  objectionHours: number;
  /** How many more records of the same kind than approved may be erased without asking again. */
  grownRecords: number;
  /** Rights whose plans approve themselves when nothing in them needs judgement. Empty by default. */
  approveAutomatically: string[];
  /** Dated permission for one person to hold two duties on one erasure (practice 28); every report prints it. */
  singlePersonUntil?: string;
  /** Copy first: between how many days after the copy a person may let the erasure go on without her word. */
  copyFirstDays?: { least: number; most: number };
  /** How many days a package can be fetched, and how often. */
  downloadDays: number;
  downloads: number;
  /** Trusted issuers of the company's own login assertions. */
  login?: {
    issuer: string;
    audience: string;
    jwksUrl?: string;
    jwks?: { keys: Record<string, unknown>[] };
    /**
     * Page of the company on which somebody who is signed in gets an assertion. It is called with `case` (the reference)
     * and `back` (where to return to), and returns there with `#assertion=…`: behind the hash sign, where no server sees it.
     */
    page?: string;
  };
}

/** Long enough to fetch and read the copy, and not longer than its link lives. */
export const COPY_FIRST_DAYS = { least: 3, most: 14 } as const;

/** The legal entity or brand that is responsible for the data: the *controller* of Art. 4(7) GDPR. */
@Entity('controller')
@Index('controller_slug', ['slug'], { unique: true })
export class LegalController {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'controller_pk' })
  id: string;

  @Column('text')
  slug: string;

  @Column('text')
  name: string;

  /** Law of the seat, e.g. `de`; others may apply to a person too. */
  @Column('text')
  law: string;

  @Column('text')
  country: string;

  /** Land or state, for public holidays. */
  @Column('text', { nullable: true })
  region: string | null;

  @Column('text')
  zone: string;

  @Column('text', { array: true })
  languages: string[];

  @Column('jsonb')
  details: ControllerDetails;

  @Column('jsonb')
  policy: ControllerPolicy;

  @Column('timestamptz', { name: 'created_at' })
  createdAt: Date;
}
