import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { OFFICER_REASONS } from './exclusion.js';

class SpanDto {
  @IsInt()
  @Min(0)
  start: number;

  @IsInt()
  @Min(1)
  end: number;
}

class DecisionDto {
  @IsString()
  @MaxLength(100)
  system: string;

  @IsString()
  @MaxLength(200)
  collection: string;

  @Matches(/^[\w-]{16,64}$/)
  recordDigest: string;

  /** null: the whole record. */
  @ValidateIf((_object, value) => value !== null)
  @IsString()
  @MaxLength(200)
  field: string | null;

  /** Digest of what was read: a decision holds for no other text. */
  @Matches(/^[\w-]{16,64}$/)
  valueDigest: string;

  @IsIn(['release', 'withhold'])
  action: 'release' | 'withhold';

  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => SpanDto)
  span?: SpanDto;

  @IsOptional()
  @IsIn(OFFICER_REASONS)
  reason?: (typeof OFFICER_REASONS)[number];
}

export class DecisionsDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @IsObject({ each: true })
  @Type(() => DecisionDto)
  decisions: DecisionDto[];
}

export class ReleaseDto {
  /** SHA-256 of the package as it was shown, hex: nothing is released that was not seen. */
  @Matches(/^[0-9a-f]{64}$/)
  digest: string;
}

export class ReviewQuery {
  /** `open`: only what nobody has decided yet. */
  @IsOptional()
  @IsIn(['open', 'all'])
  show?: 'open' | 'all';
}
