import { IsInt, Max, Min, ValidateIf } from 'class-validator';

export class CopyFirstDto {
  /** The erasure goes on so many days after the copy is ready; null: only when she confirms that the copy has arrived. */
  @ValidateIf((_object, value) => value !== null)
  @IsInt()
  @Min(1)
  @Max(365)
  eraseAfterDays: number | null;
}

export class CopyFirstChosenDto {
  eraseAfterDays: number | null;
  /** The day on which the erasure goes on, once the copy is ready; null while it is not, or when she is to confirm. */
  eraseOn: string | null;
}
