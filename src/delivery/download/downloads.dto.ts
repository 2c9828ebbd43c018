import { IsString, Length } from 'class-validator';

export class FetchDto {
  /** From the grant: good for one download, for some minutes. */
  @IsString()
  @Length(20, 100)
  token: string;
}

export class GrantDto {
  token: string;
  expiresAt: Date;
  /** Downloads left on the present proof, this one included. */
  usesLeft: number;
}
