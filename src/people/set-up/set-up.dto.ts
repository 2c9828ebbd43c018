import { IsEmail, IsString, MaxLength, MinLength } from 'class-validator';

export class StartDto {
  /** Nobody can sign in yet: the first officer is made with the code that the service printed when it started. */
  setUpNeeded: boolean;
  /** Passkeys can be used under the address of this service. */
  passkeys: boolean;
}

export class SetUpDto {
  /** As the service printed it: `XXXX-XXXX-XXXX`. */
  @IsString()
  @MinLength(12)
  @MaxLength(32)
  code: string;

  @IsString()
  @MinLength(1)
  @MaxLength(200)
  name: string;

  @IsEmail({ require_tld: false })
  @MaxLength(320)
  email: string;

  /** 12 to 128 characters; nothing common, nothing of one's name or address. */
  @IsString()
  @MinLength(1)
  @MaxLength(1_024)
  password: string;
}
