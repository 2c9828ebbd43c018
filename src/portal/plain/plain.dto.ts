import { IsIn, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { ACTING_RELATIONS, type ActingRelation, AUTHORITIES, type Authority } from '../../requests/acting-for.js';

export const PLAIN_RIGHTS = ['access', 'erasure', 'do_not_sell'] as const;

export class PlainQuery {
  @IsOptional()
  @IsIn(['de', 'en'])
  lang?: 'de' | 'en';

  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  controller?: string;

  /** Hash of the style sheet. */
  @IsOptional()
  @Matches(/^[0-9a-f]{1,64}$/)
  v?: string;
}

class PlainForm {
  @IsOptional()
  @IsIn(['de', 'en'])
  lang?: 'de' | 'en';
}

/** The form by which somebody asks. */
export class AskForm extends PlainForm {
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  controller: string;

  @IsOptional()
  @MaxLength(200)
  formToken?: string;

  @IsIn(PLAIN_RIGHTS)
  right: (typeof PLAIN_RIGHTS)[number];

  @IsOptional()
  @IsIn(['yes'])
  copyFirst?: 'yes';

  /** Copy first, and the erasure follows by itself so many days later; empty: on her word. */
  @IsOptional()
  @Matches(/^\s*\d{0,3}\s*$/)
  eraseAfterDays?: string;

  @IsString()
  @MaxLength(254)
  email: string;

  /** Country, or country and state: `DE`, `US-CA`. */
  @IsOptional()
  @Matches(/^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/)
  place?: string;

  @IsOptional()
  @MaxLength(5_000)
  text?: string;

  @IsOptional()
  @IsIn(ACTING_RELATIONS)
  relation?: ActingRelation;

  @IsOptional()
  @MaxLength(200)
  actingName?: string;

  @IsOptional()
  @IsIn(AUTHORITIES)
  authority?: Authority;

  @IsOptional()
  @Matches(/^[\w.-]{1,40}$/)
  noticeVersion?: string;
}

/** By which a case is opened: the token, or the link that it stands in; with the reference where it was typed in. */
export class CaseForm extends PlainForm {
  @IsString()
  @Length(1, 1_000)
  token: string;

  @IsOptional()
  @MaxLength(20)
  reference?: string;
}

export class CodeForm extends CaseForm {
  @IsString()
  @Length(8, 32)
  code: string;
}

export class RequestForm extends CaseForm {
  @IsUUID()
  request: string;
}

export class WithdrawalForm extends RequestForm {
  @IsOptional()
  @IsIn(['yes'])
  sure?: 'yes';
}

export class MessageForm extends CaseForm {
  @IsOptional()
  @MaxLength(200)
  formToken?: string;

  @IsString()
  @Matches(/\S/)
  @MaxLength(5_000)
  text: string;
}
