import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Description, Health, RefusalReason, Survey } from '../../connectors/kit/contract.js';
import type { SystemMap } from '../../datamap/language.js';
import { MOST_PAGES } from '../exchange-times.js';

export class AgentPublicKeyDto {
  @IsIn(['OKP'])
  kty: string;

  @IsIn(['X25519'])
  crv: string;

  @Matches(/^[A-Za-z0-9_-]{43}$/)
  x: string;
}

export class AgentHelloDto {
  /** Version of the language that the agent speaks. */
  @IsInt()
  language: number;

  /** Of the program, for the office to see. */
  @IsString()
  @MaxLength(50)
  version: string;

  /** To which what it is asked is encrypted. The first one is kept. */
  @ValidateNested()
  @Type(() => AgentPublicKeyDto)
  publicKey: AgentPublicKeyDto;
}

export class AgentSystemDto {
  system: string;
  /** Its data map, without the connection. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  map: SystemMap;
}

export class AgentWelcomeDto {
  /** The systems that it works. */
  systems: AgentSystemDto[];
  /** Seconds after which a call of a silent agent is taken back. */
  leaseSeconds: number;
}

export class AgentSiteDto {
  /** As the connector contract has it; no values in it. */
  @IsObject()
  @ApiProperty({ type: 'object', additionalProperties: true })
  survey: Survey;

  @IsObject()
  @ApiProperty({ type: 'object', additionalProperties: true })
  health: Health;

  @IsObject()
  @ApiProperty({ type: 'object', additionalProperties: true })
  description: Description;
}

export class LeasedCallDto {
  id: string;
  system: string;
  /** Named with every upload; who was silent for too long has an old one. */
  fence: number;
  /** What is to be done, encrypted to the agent (JWE, compact). */
  work: string;
}

export class AgentLeaseDto {
  /** Null when there is nothing to do. */
  call: LeasedCallDto | null;
}

export class HeldCallDto {
  @IsUUID()
  id: string;

  @IsInt()
  fence: number;
}

export class AgentHeartbeatDto {
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => HeldCallDto)
  calls: HeldCallDto[];
}

export class HeldCallsDto {
  /** Those that are still the agent's. */
  calls: string[];
}

export class AgentPageDto {
  @IsInt()
  fence: number;

  /** A JSON array of results, encrypted to the call's key (JWE, compact). */
  @IsString()
  @MaxLength(260_000)
  results: string;
}

export class AgentFaultDto {
  @IsIn(['retryable', 'rate-limited', 'refused', 'gone', 'not-yet'])
  @ApiProperty({ enum: ['retryable', 'rate-limited', 'refused', 'gone', 'not-yet'] })
  code: 'retryable' | 'rate-limited' | 'refused' | 'gone' | 'not-yet';

  @IsOptional()
  @IsString()
  @MaxLength(50)
  @ApiProperty({ type: String })
  reason?: RefusalReason;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  collection?: string;

  @IsOptional()
  @IsString()
  @MaxLength(200)
  column?: string;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(86_400_000)
  afterMilliseconds?: number;
}

export class AgentResultDto {
  @IsInt()
  fence: number;

  /** How many pages were uploaded; without it the call failed. */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_PAGES)
  pages?: number;

  @IsOptional()
  @ValidateNested()
  @Type(() => AgentFaultDto)
  error?: AgentFaultDto;
}
