import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { STATES } from '../requests/journey-table.js';
import { HOLD_REASONS } from '../requests/holds.js';
import { RIGHTS } from '../requests/request.entity.js';

export class ListQuery {
  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  controller?: string;

  @IsOptional()
  @IsIn(STATES)
  state?: string;

  @IsOptional()
  @IsIn(RIGHTS)
  right?: string;

  /** `HB-XXXX-XXXX`, as typed. */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  reference?: string;

  /** Only what has not ended. */
  @IsOptional()
  @Type(() => String)
  @IsIn(['true', 'false'])
  open?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit?: number;

  /** The member `next` of the page before. */
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  after?: string;
}

export class HoldDto {
  @IsIn(HOLD_REASONS)
  reason: (typeof HOLD_REASONS)[number];

  /** In words; sealed. */
  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  note?: string;
}

export class SettleErrandDto {
  /**
   * `try-again`: the task is done by the machine once more. `done-by-hand`: somebody has done it and says so.
   * `not-possible`, `no-longer-needed`: it stays undone, and the answer says so. `same-person`, `rights-of-others`: whose
   * the identifier is.
   */
  @IsIn(['try-again', 'done-by-hand', 'not-possible', 'no-longer-needed', 'same-person', 'rights-of-others'])
  outcome: 'try-again' | 'done-by-hand' | 'not-possible' | 'no-longer-needed' | 'same-person' | 'rights-of-others';

  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  note?: string;
}
