import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';

export const SYSTEM_NAME = /^[a-z][a-z0-9-]{0,62}$/;
const MOST_YAML = 1024 * 1024;

export class TitleDto {
  @IsString()
  @Length(1, 200)
  en: string;

  @IsString()
  @Length(1, 200)
  de: string;
}

export class NewSystemDto {
  /** Short name of the system, for good: it stands in plans, proofs and letters. */
  @Matches(SYSTEM_NAME)
  system: string;

  /** As people are told. */
  @ValidateNested()
  @IsObject()
  @Type(() => TitleDto)
  title: TitleDto;

  /** One of `GET /v1/connectors`. */
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  connector: string;

  /** Slugs of the controllers whose data it holds. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Matches(/^[a-z][a-z0-9-]{0,62}$/, { each: true })
  controllers: string[];

  /** By the schema of the connector. Secrets among them are sealed at once and never shown again. */
  @IsObject()
  settings: Record<string, unknown>;
}

export class ConnectionDto {
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  connector: string;

  /** As when registering; a secret that stays is repeated as the reference that stands in the draft. */
  @IsObject()
  settings: Record<string, unknown>;

  @IsInt()
  @Min(1)
  @Max(2_147_483_646)
  revision: number;
}

export class DraftTextDto {
  @IsString()
  @MaxLength(MOST_YAML)
  yaml: string;

  /** The revision that was read and is being replaced. */
  @IsInt()
  @Min(1)
  @Max(2_147_483_646)
  revision: number;
}

export class ActivationDto {
  @IsInt()
  @Min(1)
  @Max(2_147_483_646)
  revision: number;
}

export class LintDto {
  /** Of which system the text is the map. */
  @Matches(SYSTEM_NAME)
  system: string;

  @IsString()
  @MaxLength(MOST_YAML)
  yaml: string;
}

export class TrialIdentifierDto {
  /** `email`, `phone`, or a kind that the map names. */
  @Matches(/^[a-z][a-z0-9_]{0,39}$/)
  kind: string;

  @IsString()
  @Length(1, 1_024)
  value: string;
}

export class TrialDto {
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  controller: string;

  /** Of the test person. Used for this one look, and kept nowhere. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @IsObject({ each: true })
  @Type(() => TrialIdentifierDto)
  identifiers: TrialIdentifierDto[];

  /** Try the draft; otherwise the map in force. */
  @IsOptional()
  @IsBoolean()
  draft?: boolean;
}
