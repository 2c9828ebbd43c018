import { IsString, Length } from 'class-validator';

export class ObjectionDto {
  /** From the letter that told of the erasure. */
  @IsString()
  @Length(20, 100)
  token: string;
}
