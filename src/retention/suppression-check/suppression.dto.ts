import { Type } from 'class-transformer';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsOptional, IsString, Matches, ValidateNested } from 'class-validator';
import { LIST_ANSWERS, type ListAnswer } from '../../suppression/list-check.js';
import { ApiProperty } from '@nestjs/swagger';

/** Entries of one call, all lists together. */
export const MOST_ENTRIES = 10_000;

export class SuppressionListDto {
  /** What the entries are, e.g. `email`, `phone`, `customer_no`. */
  @Matches(/^[a-z][a-z0-9_]{0,62}$/)
  kind: string;

  /** The identifiers themselves, in any spelling. Either these or `sha256`. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_ENTRIES)
  @IsString({ each: true })
  values?: string[];

  /**
   * SHA-256 of the canonical forms, 64 hex digits each (e-mail: NFKC, trimmed, lower case, domain in ASCII; telephone:
   * E.164), for senders who do not wish to hand over the identifiers.
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_ENTRIES)
  @IsString({ each: true })
  sha256?: string[];
}

export class SuppressionCheckDto {
  /** Whose list: what one controller keeps says nothing about another. */
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  controller: string;

  /** ISO 3166-1 alpha-2: where telephone numbers without country code are dialled. */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  country?: string;

  /** At most 10 000 entries, all lists together. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => SuppressionListDto)
  lists: SuppressionListDto[];
}

export class UnusableEntry {
  index: number;
  /** Why it cannot be checked, e.g. `not-an-email`, `country-needed`, `not-a-hash`. Treat it as not allowed. */
  code: string;
}

export class SuppressionAnswers {
  kind: string;
  /**
   * One for each entry, in their order. `suppressed`: erased here, do not import or write to. `blocked`: no direct
   * marketing. `both`. `clear`: on neither list. `unusable`: see `unusable`.
   */
  @ApiProperty({ enum: LIST_ANSWERS, isArray: true })
  answers: ListAnswer[];
  unusable: UnusableEntry[];
}

export class SuppressionCheckedDto {
  lists: SuppressionAnswers[];
}
