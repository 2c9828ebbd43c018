import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';

export class AnswerCodeDto {
  /** The code from the letter, as typed: case, spaces and dashes do not matter. */
  @IsString()
  @Length(8, 32)
  code: string;
}

export class AssertionDto {
  /** A JWT of the company's own login, made for this step. */
  @IsString()
  @MaxLength(8_192)
  assertion: string;
}

export class IdentityDecisionDto {
  /** Is the person who asks the person whose data it is? */
  @IsIn(['accept', 'refuse'])
  decision: 'accept' | 'refuse';

  /** Why not; needed for a refusal. */
  @IsOptional()
  @IsIn(['identity-not-proven', 'identity-mismatch', 'no-authority'])
  reason?: 'identity-not-proven' | 'identity-mismatch' | 'no-authority';

  /** What was looked at, in words; sealed. Never a copy of a paper. */
  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  note?: string;
}

/** The code that was sent last. */
export class CodeStandingDto {
  sentAt: Date;
  expiresAt: Date;
  /** Attempts that are left on it. */
  attemptsLeft: number;
  /** `good`, or why the next one must be asked for. */
  state: 'good' | 'used' | 'expired' | 'locked';
  /** From when on another may be sent. */
  resendFrom: Date;
}

/** What one request asks of the person who made it. */
export class ProofNeedDto {
  request: string;
  right: string;
  /** The level for the request as it was made. */
  required: 'none' | 'contact' | 'login' | 'officer';
  /** The level from which at least the categories of data are named, where the law knows that lesser answer. */
  categoriesFrom: 'none' | 'contact' | 'login' | 'officer' | null;
  /** `officer`: neither a code nor a login reaches it; somebody in the office decides, and says what she needs. */
  ways: ('email-code' | 'login' | 'officer')[];
}

/** Where the proof of identity stands. Tells nothing of where the person is known. */
export class ProofStatus {
  assurance: 'none' | 'contact' | 'login' | 'officer';
  /** The level that the most demanding of the case's rights still asks for. */
  required: 'none' | 'contact' | 'login' | 'officer';
  sufficient: boolean;
  /** What can help for any of the requests. A code by mail is not among them where it reaches none of their levels. */
  ways: ('email-code' | 'login' | 'officer')[];
  /** What each request asks for. */
  needs: ProofNeedDto[];
  /** Somebody asks for another person: an officer decides, whatever else is shown. */
  actingFor: boolean;
  /** Null while none was sent. */
  code: CodeStandingDto | null;
}
