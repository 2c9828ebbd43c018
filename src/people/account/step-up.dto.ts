import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsString, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { PasskeyAssertionDto } from '../passkeys/passkey.dto.js';

/** One of the two. */
export class StepUpDto {
  /** Six digits of the authenticator app, or a recovery code. */
  @IsOptional()
  @IsString()
  @MinLength(6)
  @MaxLength(32)
  code?: string;

  /** The answer to a challenge of `step-up/options`. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => PasskeyAssertionDto)
  passkey?: PasskeyAssertionDto;
}

export class SteppedUpDto {
  /** Until when the second factor counts as fresh. */
  freshUntil: Date;
}
