import { IsString, MaxLength, MinLength } from 'class-validator';
import type { NextStep } from '../account/factors.js';

export class PasswordSignInDto {
  @IsString()
  @MinLength(3)
  @MaxLength(320)
  email: string;

  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  password: string;
}

export class SecondFactorDto {
  /** Six digits of the authenticator app, or a recovery code. */
  @IsString()
  @MinLength(6)
  @MaxLength(32)
  code: string;
}

export class SignInStepDto {
  /**
   * What comes next. `totp`: a code (or a recovery code) to POST /v1/staff/sign-in/totp. `passkey`: she has no
   * authenticator app, so a passkey to POST /v1/staff/sign-in/passkey (a recovery code is taken, too). `enrol`: she has
   * no second factor yet and must set one up. `done`: signed in.
   */
  next: NextStep | 'done';
}
