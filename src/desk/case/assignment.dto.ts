import { IsUUID, ValidateIf } from 'class-validator';

export class AssignmentDto {
  /** Id of a member of the office who may read the request; null takes it from whoever has it. */
  @ValidateIf((_object, value) => value !== null)
  @IsUUID()
  staff: string | null;
}
