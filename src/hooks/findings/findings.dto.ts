import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { AfterQuery } from '../../platform/http/paging/page-query.dto.js';
import { FINDING_OUTCOMES, type FindingOutcome } from './findings.js';
import type { FindingKind } from './hook-finding.entity.js';

export class FindingsQuery extends AfterQuery {
  /** Only those that nobody has settled. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  open?: boolean;
}

export class FindingLine {
  id: string;
  controller: string;
  /** The source's name, as the engineer calls it. */
  source: string;
  system: string | null;
  kind: FindingKind;
  /** `created`, `merged`, `restored`; `ends` for an account. */
  change: string;
  /** When the erasure was that it seems to undo. */
  erasedAt: Date | null;
  seenAt: Date;
  openedAt: Date;
  settledAt: Date | null;
  outcome: string | null;
}

export class FindingPage {
  items: FindingLine[];
  /** Give it as `after` for the next page; null on the last one. */
  next: string | null;
}

export class FoundRecord {
  kind: string;
  id: string;
}

export class FoundIdentifier {
  kind: string;
  value: string;
}

export class FindingContentDto {
  /** The record as its system knows it; null once it has died, 30 days after it was told. */
  record: FoundRecord | null;
  identifiers: FoundIdentifier[];
}

export class SettleFindingDto {
  /**
   * `new-relation` lifts the tombstone for this controller; `restored-record` and the others change nothing but that
   * somebody has looked.
   */
  @IsIn(FINDING_OUTCOMES)
  outcome: FindingOutcome;
}
