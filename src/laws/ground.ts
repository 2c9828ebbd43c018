import type { Localised, Period, Strength } from './law-data.js';

/** Why a row is kept for a period, erased, kept while needed, or withheld from a copy. */
export type GroundKind = 'retain' | 'erase' | 'keep' | 'withhold';

interface GroundBase extends Strength {
  /** Name under which maps and plans cite it, e.g. `de/ao-147/buchungsbeleg`. */
  id: string;
  /** The law it belongs to; laws that refine that law have it too. */
  law: string;
  title: Localised;
  /** What the person reads. */
  sentence: Localised;
  /** Holds only with a reason that an officer records for the case. */
  officersReason?: boolean;
  /** Conditions that must all be met and documented. */
  conditions?: Localised[];
}

export interface RetentionPeriod extends Strength {
  /** First day on which this period is in force. */
  from: string;
  period: Period;
  /** `running`: also records whose earlier period had not ended on that day; `new` (default): records from that day on. */
  reaches?: 'new' | 'running';
}

export interface RetentionRule {
  begins: 'end_of_calendar_year' | 'event';
  /** The event that starts the period, in words. */
  beginsOn: Localised & Strength;
  /** The period does not end while something else runs (§ 147(3) AO: the tax assessment period). */
  notBefore?: Strength;
  /** Oldest first. */
  periods: RetentionPeriod[];
}

export interface RetentionGround extends GroundBase {
  kind: 'retain';
  retention: RetentionRule;
}

export type Ground = RetentionGround | (GroundBase & { kind: Exclude<GroundKind, 'retain'> });
