import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { OPINION_POSITIONS, type OpinionPosition } from './opinion.entity.js';

export class GiveOpinionDto {
  /** In words; sealed under the case's key. */
  @IsString()
  @MinLength(1)
  @MaxLength(20_000)
  text: string;

  /** What it comes to; this alone stands in the ledger. Default: `remarks`. */
  @IsOptional()
  @IsIn(OPINION_POSITIONS)
  position?: OpinionPosition;
}

export class OpinionGivenDto {
  id: string;
}

export class OpinionDto {
  id: string;
  position: OpinionPosition;
  text: string;
  /** Her name. */
  writtenBy: string;
  writtenAt: Date;
}

export class OpinionsDto {
  items: OpinionDto[];
}
