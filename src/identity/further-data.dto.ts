import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsObject,
  IsString,
  Length,
  Matches,
  ValidateNested,
} from 'class-validator';

export class AskFurtherDataDto {
  /** What would help to find her, each a phrase in her language (`eine Kundennummer`): it stands in the letter. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @Length(3, 200, { each: true })
  helpful: string[];
}

export class FurtherIdentifierDto {
  /** `email`, `phone`, or a kind that the controller's data maps name (`customer_id`, …). */
  @IsString()
  @Matches(/^[a-z][a-z0-9_]{0,39}$/)
  kind: string;

  @IsString()
  @Length(1, 1_024)
  value: string;
}

export class GiveFurtherDataDto {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @IsObject({ each: true })
  @Type(() => FurtherIdentifierDto)
  identifiers: FurtherIdentifierDto[];
}

export class OpenInvitationDto {
  /** Id of the request. */
  request: string;
  askedAt: Date;
}

export class FurtherDataAskedDto {
  open: OpenInvitationDto[];
  /** Kinds of identifiers by which the controller's systems look people up. */
  kinds: string[];
}
