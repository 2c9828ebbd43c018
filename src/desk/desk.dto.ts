import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { HOLD_REASONS } from '../requests/holds.js';

export class HoldDto {
  @IsIn(HOLD_REASONS)
  reason: (typeof HOLD_REASONS)[number];

  /** In words; sealed. */
  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  note?: string;
}

export const SETTLING_OUTCOMES = [
  'try-again',
  'done-by-hand',
  'not-possible',
  'no-longer-needed',
  'same-person',
  'rights-of-others',
  'new-relation',
  'erase-again',
  'somebody-else',
] as const;

export class SettleErrandDto {
  /**
   * `try-again`: the task is done by the machine once more. `done-by-hand`: somebody has done it and says so.
   * `not-possible`, `no-longer-needed`: it stays undone, and the answer says so. `same-person`, `rights-of-others`: whose
   * the identifier is. Of findings after an erasure: `new-relation` (she came back herself: her tombstone is lifted),
   * `erase-again` (opens a request of the house, to be approved as usual), `somebody-else`.
   */
  @IsIn(SETTLING_OUTCOMES)
  outcome: (typeof SETTLING_OUTCOMES)[number];

  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  note?: string;
}

export class PlacedHold {
  id: string;
}
