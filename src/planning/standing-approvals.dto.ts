import { IsISO8601, Matches } from 'class-validator';

export class StandingApprovalDto {
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  controller: string;

  /** Name of a retention ground, e.g. `de/ao-147/buchungsbeleg`. */
  @Matches(/^[a-z0-9][a-z0-9/-]{0,99}$/)
  ground: string;

  /** Last day on which it holds; at most two years from today. */
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  until: string;
}
