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

/** Where the proof of identity stands. Tells nothing of where the person is known. */
export interface ProofStatus {
  assurance: string;
  /** The level that the most demanding of the case's rights still asks for. */
  required: string;
  sufficient: boolean;
  ways: ('email-code' | 'login')[];
}
