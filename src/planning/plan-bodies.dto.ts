import { Matches } from 'class-validator';

export class ApproveDto {
  /** The hash of the plan as it was shown: nothing is approved that was not seen. */
  @Matches(/^[0-9a-f]{64}$/)
  hash: string;
}
