import { Injectable } from '@nestjs/common';

/** Named moments between two effects, in the order in which one wake passes them. */
export const CRASH_PLACES = [
  /** A transaction that asked for wakes is committed; the outbox holds them. */
  'before-take',
  /** Wakes have left the outbox and are not in the queue yet. */
  'after-take',
  'after-add',
  'before-handle',
  'before-intent',
  'after-intent',
  /** The last look is done; the system is touched next. */
  'before-effect',
  'after-effect',
  'before-shown',
  'after-shown',
  /** The handler is done; its wake is not answered yet. */
  'before-answered',
  'after-answered',
] as const;

export type CrashPlace = (typeof CRASH_PLACES)[number];

/**
 * Where the fault tests kill or freeze the process, or let something happen in exactly this moment. In the service this
 * does nothing; the tests provide a class of their own.
 */
@Injectable()
export class CrashPoints {
  /** @param about whom the moment concerns: signals, or systems. */
  here(_place: CrashPlace, _about: string): Promise<void> | void {}
}
