import { Injectable } from '@nestjs/common';

/** How patient the queues are. */
@Injectable()
export class QueueTimes {
  /** How long a wake may lie untouched before its job counts as lost. */
  forgottenAfterSeconds = 45;
  /** Between two signs of life of a handler at work; well below the above. */
  heartbeatSeconds = 10;
  /** Between two looks for lost jobs. */
  sweepMilliseconds = 5_000;
  /** How long shutdown waits for a queue that does not answer. What was on its way is found by the next sweep. */
  partingMilliseconds = 2_000;
}
