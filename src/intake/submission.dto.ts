import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDate,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { type Right, RIGHTS } from '../requests/request.entity.js';
import { type Relation, RELATIONS, type Role, ROLES } from '../requests/subject-case.entity.js';

export class IdentifierDto {
  /** `email`, `phone`, or a kind that the controller's data maps name (`customer_id`, …). */
  @IsString()
  @Matches(/^[a-z][a-z0-9_]{0,39}$/)
  kind: string;

  @IsString()
  @Length(1, 1_024)
  value: string;
}

/** What a person asks of one or several controllers. */
export class SubmissionDto {
  /** Slugs of the controllers; each gets a case of its own, with one time of receipt and one clock each. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ArrayUnique()
  @Matches(/^[a-z][a-z0-9-]{0,62}$/, { each: true })
  controllers: string[];

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(RIGHTS.length)
  @ArrayUnique()
  @IsIn(RIGHTS, { each: true })
  rights: Right[];

  /** With `access` and `erasure`: nothing is erased before the copy has arrived and the person has said so. */
  @IsOptional()
  @IsBoolean()
  copyFirst?: boolean;

  /** By which the person may be found. None of them is believed until it is proven. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @IsObject({ each: true })
  @Type(() => IdentifierDto)
  identifiers: IdentifierDto[];

  /** The person's own words. Sealed; read by the office alone. */
  @IsOptional()
  @IsString()
  @MaxLength(10_000)
  text?: string;

  /** Language of the answers; the controller's first one if it does not speak it. */
  @IsOptional()
  @IsIn(['de', 'en'])
  locale?: 'de' | 'en';

  /** Where the person lives, ISO 3166-1 alpha-2: decides which laws protect her beside the controller's own. */
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  country?: string;

  /** State or Land, ISO 3166-2 without the country. */
  @IsOptional()
  @Matches(/^[A-Z0-9]{1,3}$/)
  state?: string;

  @IsOptional()
  @IsIn(RELATIONS)
  relation?: Relation;

  /** `post`: answers are printed and dispatched. */
  @IsOptional()
  @IsIn(['portal', 'mail', 'post'])
  replyBy?: 'portal' | 'mail' | 'post';
}

/** A day or moment of RFC 3339 as a Date; anything else as it is, to be refused. `new Date` would make one of nearly all. */
function momentOf(value: unknown): unknown {
  const written = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d))?$/i;
  return typeof value === 'string' && written.test(value) ? new Date(value) : value;
}

/** A request that reached the office by letter, phone, counter or mailbox, as an officer records it. */
export class RecordedSubmissionDto extends SubmissionDto {
  @IsIn(['letter', 'phone', 'counter', 'email'])
  channel: 'letter' | 'phone' | 'counter' | 'email';

  /** When it truly arrived, unread or not. Never in the future. */
  @Transform(({ value }) => momentOf(value))
  @IsDate()
  receivedAt: Date;

  /** Our role towards the data; as a processor we forward. */
  @IsOptional()
  @IsIn(ROLES)
  role?: Role;

  /** A person made up for a trial run: flagged for ever, and out of all figures. */
  @IsOptional()
  @IsBoolean()
  testPerson?: boolean;
}

export class OpenedRequestDto {
  id: string;
  right: string;
  state: string;
  /** Last day on which an answer is in time. */
  dueOn: string | null;
}

export class OpenedCaseDto {
  controller: string;
  /** `HB-XXXX-XXXX`: names the case in letters and on the phone, and opens nothing. */
  reference: string;
  /** Opens the person's view of her case. Shown here and in letters to her, stored nowhere. */
  token: string;
  requests: OpenedRequestDto[];
}

export class OpenedCasesDto {
  cases: OpenedCaseDto[];
}
