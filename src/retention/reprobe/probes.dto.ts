import { ApiProperty } from '@nestjs/swagger';
import { PROBE_RESULTS, PROBE_STATES, type ProbeResult, type ProbeState } from './probe.entity.js';

export class ProbeDto {
  system: string;
  /** Days after the request was closed. */
  day: number;
  /** When it is, or was, to be taken; later than planned where the system did not answer. */
  dueAt: Date;
  @ApiProperty({ enum: PROBE_STATES })
  state: ProbeState;
  /**
   * `clear`; `came-back`: the same person; `details-back`: what she is looked up by stands there again; `known`: a find that
   * an officer has called somebody else's; `not-possible`.
   */
  @ApiProperty({ enum: PROBE_RESULTS, nullable: true })
  result: ProbeResult | null;
  /** Records that were found and that the erasure does not explain. */
  records: number;
  /** Why it was called off or not possible. */
  code: string | null;
  doneAt: Date | null;
}

export class KeptOfErasedDto {
  /** `identifiers`, `tombstone`, `marketing-block`. */
  kind: string;
  what: string;
  why: string[];
  /** `horizon`: see `untilMoment`. `lifted`: until she comes back lawfully. `new-consent`. */
  until: string;
  untilMoment: Date | null;
  basis: string;
  /** Has counsel confirmed the basis? */
  confirmed: boolean;
  /** Is it there now? */
  present: boolean;
}

export class ProbesDto {
  /** In the order of their days. */
  probes: ProbeDto[];
  /** What is kept about her for this, why and until when; she was told in the answer. */
  kept: KeptOfErasedDto[];
}

export class ProbeCount {
  result: string;
  probes: number;
}

export class ProbeFiguresDto {
  waiting: number;
  /** Due for more than a day: a system that does not answer. */
  overdue: number;
  cancelled: number;
  /** Of those taken, by result. */
  results: ProbeCount[];
  /** Findings that wait for an officer. */
  openFindings: number;
  /** Findings by what an officer decided. */
  decisions: ProbeCount[];
}
