import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import type { HumanRole, Permission } from '../policies.js';
import { STAFF_LOCALES, type StaffLocale } from '../staff.entity.js';

export class OwnAccountDto {
  id: string;
  name: string;
  email: string;
  roles: HumanRole[];
  /** Slugs of her controllers; all if null. */
  controllers: string[] | null;
  /** Names of the policies that let her in. */
  may: Permission[];
  /** One of her controllers lets one person hold two duties at present (practice: recorded as single-person approval). */
  singlePerson: boolean;
  secondFactor: 'totp' | 'passkey' | 'none';
  /** Recovery codes that are not used up. */
  recoveryCodesLeft: number;
  locale: StaffLocale;
}

export class ChangeAccountDto {
  @IsOptional()
  @IsIn(STAFF_LOCALES)
  locale?: StaffLocale;

  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name?: string;
}

export class ChangePasswordDto {
  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  current: string;

  /** 12 to 128 characters; nothing common, nothing of her name or address. */
  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  next: string;
}

export class TotpOfferDto {
  /** `otpauth://totp/…`, to be shown as a QR code. */
  uri: string;
  /** The secret in base32, to be typed where no camera is. */
  secret: string;
}

export class RecoveryCodesDto {
  /** Shown this once; each signs in once in place of the second factor. Those given before are void. */
  recoveryCodes: string[];
}

export class PasskeyAddedDto {
  id: string;
  /** With the first second factor; null otherwise. */
  recoveryCodes: string[] | null;
}
