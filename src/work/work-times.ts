import { Injectable } from '@nestjs/common';

/** How patient the engine is. */
@Injectable()
export class WorkTimes {
  /** How long a task, or a place at a system's counter, stays with a worker that gives no sign of life. */
  leaseSeconds = 30;
  /** Between two signs of life; well below the above. */
  heartbeatMilliseconds = 10_000;
  /** A lane gives way to others after this long and wakes itself again. */
  timeSliceMilliseconds = 20_000;
  noSlotMilliseconds = 1_000;
  /** After so many attempts a person is asked; with the patience below that is about half a day. */
  attemptsBeforeErrand = 12;
  firstPatienceMilliseconds = 2_000;
  longestPatienceMilliseconds = 4 * 3_600_000;
  /** A search whose system owes the answer keeps the plan waiting no longer than this … */
  searchWaitsDays = 10;
  /** … and no closer to the legal deadline than this: the others still have to be planned, decided and done in time. */
  searchLeavesDays = 12;
  /** A system that wants to be asked again later than this is asked then all the same. */
  longestWaitMilliseconds = 7 * 86_400_000;
  /** How long a ready task may lie before its lane counts as asleep. */
  asleepAfterSeconds = 15;
}

/** Milliseconds to wait before the given attempt is repeated: doubling, with a quarter of chance so that lanes spread. */
export function patience(times: WorkTimes, attempts: number, chance: number): number {
  const base = Math.min(
    times.longestPatienceMilliseconds,
    times.firstPatienceMilliseconds * 2 ** Math.min(attempts, 16),
  );
  return Math.round(base * (1 + chance / 4));
}
