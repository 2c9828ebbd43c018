import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  MinLength,
  ValidateNested,
} from 'class-validator';

const BASE64URL = /^[\w-]+$/;

export class AssertionResponseDto {
  @Matches(BASE64URL)
  @MaxLength(4_096)
  clientDataJSON: string;

  @Matches(BASE64URL)
  @MaxLength(4_096)
  authenticatorData: string;

  @Matches(BASE64URL)
  @MaxLength(8_192)
  signature: string;

  @IsOptional()
  @Matches(/^[\w-]*$/)
  @MaxLength(128)
  userHandle?: string | null;
}

/** What `navigator.credentials.get()` gives, as JSON (`AuthenticationResponseJSON`, WebAuthn Level 3, section 5.2). */
export class PasskeyAssertionDto {
  @Matches(BASE64URL)
  @MaxLength(1_400)
  id: string;

  @Matches(BASE64URL)
  @MaxLength(1_400)
  rawId: string;

  @IsObject()
  @ValidateNested()
  @Type(() => AssertionResponseDto)
  response: AssertionResponseDto;

  @IsOptional()
  @IsIn(['platform', 'cross-platform'])
  authenticatorAttachment?: 'platform' | 'cross-platform' | null;

  @IsObject()
  clientExtensionResults: Record<string, unknown>;

  @IsIn(['public-key'])
  type: 'public-key';
}

export class AttestationResponseDto {
  @Matches(BASE64URL)
  @MaxLength(4_096)
  clientDataJSON: string;

  @Matches(BASE64URL)
  @MaxLength(65_536)
  attestationObject: string;

  @IsOptional()
  @Matches(BASE64URL)
  @MaxLength(65_536)
  authenticatorData?: string;

  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Matches(/^[a-z-]{1,32}$/, { each: true })
  transports?: string[];

  @IsOptional()
  @IsInt()
  publicKeyAlgorithm?: number;

  @IsOptional()
  @Matches(BASE64URL)
  @MaxLength(8_192)
  publicKey?: string;
}

/** What `navigator.credentials.create()` gives, as JSON (`RegistrationResponseJSON`, WebAuthn Level 3, section 5.1). */
export class PasskeyAttestationDto {
  @Matches(BASE64URL)
  @MaxLength(1_400)
  id: string;

  @Matches(BASE64URL)
  @MaxLength(1_400)
  rawId: string;

  @IsObject()
  @ValidateNested()
  @Type(() => AttestationResponseDto)
  response: AttestationResponseDto;

  @IsOptional()
  @IsIn(['platform', 'cross-platform'])
  authenticatorAttachment?: 'platform' | 'cross-platform' | null;

  @IsObject()
  clientExtensionResults: Record<string, unknown>;

  @IsIn(['public-key'])
  type: 'public-key';
}

export class NewPasskeyDto {
  /** What she calls it, e.g. the device it is on. */
  @IsString()
  @MinLength(1)
  @MaxLength(80)
  name: string;

  @IsObject()
  @ValidateNested()
  @Type(() => PasskeyAttestationDto)
  credential: PasskeyAttestationDto;
}

export class PasskeyDto {
  id: string;
  name: string;
  /** It is copied to her other devices by its maker. */
  backedUp: boolean;
  createdAt: Date;
  usedAt: Date | null;
}

export class PasskeysDto {
  items: PasskeyDto[];
}

/** For `PublicKeyCredential.parseRequestOptionsFromJSON()` or `startAuthentication()` of @simplewebauthn/browser. */
export class PasskeyRequestOptionsDto {
  challenge: string;
  rpId: string;
  timeout: number;
  userVerification: string;
}

export class PasskeyPartyDto {
  id: string;
  name: string;
}

export class PasskeyUserDto {
  id: string;
  name: string;
  displayName: string;
}

export class PasskeyParameterDto {
  alg: number;
  type: string;
}

export class PasskeyDescriptorDto {
  id: string;
  type: string;
  transports?: string[];
}

export class PasskeySelectionDto {
  residentKey: string;
  requireResidentKey: boolean;
  userVerification: string;
}

/** For `PublicKeyCredential.parseCreationOptionsFromJSON()` or `startRegistration()` of @simplewebauthn/browser. */
export class PasskeyCreationOptionsDto {
  challenge: string;
  rp: PasskeyPartyDto;
  user: PasskeyUserDto;
  pubKeyCredParams: PasskeyParameterDto[];
  timeout: number;
  attestation: string;
  excludeCredentials: PasskeyDescriptorDto[];
  authenticatorSelection: PasskeySelectionDto;
}
