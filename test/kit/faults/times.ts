import { QueueTimes } from '../../../src/platform/queues/queue-times.js';
import { WorkTimes } from '../../../src/work/work-times.js';
import type { Replacements } from './replacing.js';

/** Patience by which a fault heals in seconds and not in minutes; the proportions are those of the service. */
export function hasty(times: { queue?: Partial<QueueTimes>; work?: Partial<WorkTimes> } = {}): Replacements {
  return [
    [
      QueueTimes,
      Object.assign(
        new QueueTimes(),
        { forgottenAfterSeconds: 1.5, heartbeatSeconds: 0.4, sweepMilliseconds: 200, partingMilliseconds: 500 },
        times.queue,
      ),
    ],
    [
      WorkTimes,
      Object.assign(
        new WorkTimes(),
        {
          leaseSeconds: 1.5,
          heartbeatMilliseconds: 400,
          firstPatienceMilliseconds: 20,
          longestPatienceMilliseconds: 60,
          noSlotMilliseconds: 100,
          asleepAfterSeconds: 1,
        },
        times.work,
      ),
    ],
  ];
}
