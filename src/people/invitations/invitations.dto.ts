import { IsString, Matches, MaxLength, MinLength } from 'class-validator';

export class AcceptInvitationDto {
  /** What stands behind `#` in the link. */
  @Matches(/^[\w-]{43}$/)
  token: string;

  /** 12 to 128 characters; nothing common, nothing of one's name or address. */
  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  password: string;
}
