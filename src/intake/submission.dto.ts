import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsDate,
  IsInt,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import {
  ACTING_RELATIONS,
  type ActingFor,
  type ActingRelation,
  AUTHORITIES,
  type Authority,
} from '../requests/acting-for.js';
import { type Right, RIGHTS } from '../requests/request.entity.js';
import { type Relation, RELATIONS, type Role, ROLES } from '../requests/subject-case.entity.js';
import { momentOf } from './moment-of.js';

export class IdentifierDto {
  /** `email`, `phone`, or a kind that the controller's data maps name (`customer_id`, …). */
  @IsString()
  @Matches(/^[a-z][a-z0-9_]{0,39}$/)
  kind: string;

  @IsString()
  @Length(1, 1_024)
  value: string;
}

/** Who acts for whom. Sealed; read by the office alone. */
export class ActingForDto implements ActingFor {
  /** What the one who asks is to the person whose data it is. */
  @IsIn(ACTING_RELATIONS)
  relation: ActingRelation;

  /** Name of the one who asks. */
  @IsString()
  @Matches(/\S/)
  @MaxLength(200)
  name: string;

  /** How she is authorised; the paper itself is asked for later. For an opt-out, signed permission suffices. */
  @IsIn(AUTHORITIES)
  authority: Authority;

  /** Where the one who asks can be reached, in her own words. */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  contact?: string;
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

  /** With `copyFirst`: the erasure goes on so many days after the copy is ready, instead of waiting for the person's word. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(365)
  eraseAfterDays?: number;

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

  /** Version of the privacy notice that was shown with the form. It is recorded; no consent is asked for. */
  @IsOptional()
  @Matches(/^[\w.-]{1,40}$/)
  noticeVersion?: string;

  /** Somebody else is asked for. An officer then decides who may act, whatever else is proven. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ActingForDto)
  actingFor?: ActingForDto;

  /**
   * The solved challenge of GET /v1/portal/challenge, base64 of ALTCHA's JSON. Asked for on POST /v1/submissions while
   * GET /v1/portal says so; not part of what an Idempotency-Key stands for.
   */
  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  proofOfWork?: string;
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

export class AskableControllerDto {
  slug: string;
  name: string;
  /** In which it writes. */
  languages: string[];
}

export class AskableControllersDto {
  controllers: AskableControllerDto[];
}
