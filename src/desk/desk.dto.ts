import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Length, Matches, Max, MaxLength, Min } from 'class-validator';
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
  @Matches(/^\d{4}-\d{2}-\d{2}_[0-9a-f-]{36}$/)
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

export class ExtendDto {
  /** Why the time is not enough (Art. 12(3) GDPR: complexity and number of the requests). */
  @IsIn(['complexity', 'number-of-requests'])
  reason: 'complexity' | 'number-of-requests';
}

export class RefuseDto {
  @IsIn(['unfounded', 'excessive', 'unidentifiable', 'identity-not-proven', 'no-ground-for-erasure', 'rights-of-others', 'law-does-not-apply', 'not-our-data'])
  reason: 'unfounded' | 'excessive' | 'unidentifiable' | 'identity-not-proven' | 'no-ground-for-erasure' | 'rights-of-others' | 'law-does-not-apply' | 'not-our-data';
}

export class DoubtDto {
  /** What exactly is doubted, in the person's language; it goes into the letter. */
  @IsString()
  @Length(10, 2_000)
  doubt: string;

  /** What would settle it. */
  @IsString()
  @Length(3, 2_000)
  needed: string;
}

export class ConfirmDto {
  /** The copy has arrived, and the erasure may go on. */
  @IsBoolean()
  confirm: boolean;
}
