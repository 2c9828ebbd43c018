import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';
import { AfterQuery } from '../../platform/http/paging/page-query.dto.js';
import { RIGHTS, type Right } from '../../requests/request.entity.js';
import { REVEAL_REASONS, type RevealReason } from '../../requests/reveals.js';
import { type Dismissal, DISMISSALS } from './shadow-deciding.js';
import type { ShadowState } from './shadow-request.entity.js';

const STATES = ['open', 'confirmed', 'dismissed'] as const;

export class ShadowQuery extends AfterQuery {
  /** Default: those that wait for a decision. */
  @IsOptional()
  @IsIn(STATES)
  state?: ShadowState;
}

export class ShadowLine {
  id: string;
  controller: string;
  /** The source's name, as the engineer calls it. */
  source: string;
  ticket: string;
  /** When it was written: its clock runs from there. */
  askedAt: Date;
  /** By when it would have to be answered if it is a request. */
  dueOn: string | null;
  /** What it seems to ask for. */
  right: Right | null;
  score: number;
  /** Rules of the detection that spoke for it. */
  rules: string[];
  rulesVersion: string;
  locale: string;
  state: ShadowState;
  /** Code of the reason for which it was dismissed. */
  reason: string | null;
  decidedAt: Date | null;
  /** The request that it became. */
  requestId: string | null;
}

/** How many wait for a decision. */
export class ShadowCount {
  open: number;
  /** Of those, the ones that would be due within a week. */
  pressing: number;
}

export class ShadowPage {
  items: ShadowLine[];
  /** Give it as `after` for the next page; null on the last one. */
  next: string | null;
}

export class ShadowIdentifier {
  kind: string;
  value: string;
}

export class RevealShadowDto {
  @IsIn(REVEAL_REASONS)
  reason: RevealReason;
}

export class ShadowWords extends ShadowLine {
  /** What was written; null once it has died, 30 days after it came. */
  text: string | null;
  identifiers: ShadowIdentifier[];
}

export class GivenIdentifierDto {
  @Matches(/^[a-z][a-z0-9_]{0,62}$/)
  kind: string;

  @IsString()
  @Length(1, 1_000)
  value: string;
}

export class ConfirmShadowDto {
  /** What the message asks for; several where it asks for several things. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(RIGHTS.length)
  @ArrayUnique()
  @IsIn(RIGHTS, { each: true })
  rights: Right[];

  /** What the message shows of who wrote it, beside what the ticket says. Proven is none of it. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => GivenIdentifierDto)
  identifiers?: GivenIdentifierDto[];
}

export class ConfirmedShadowDto {
  requestIds: string[];
}

export class DismissShadowDto {
  @IsIn(DISMISSALS)
  reason: Dismissal;
}
