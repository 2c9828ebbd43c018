import { Injectable } from '@nestjs/common';

/**
 * Named places of an erasure at which the fault tests kill the process. In the service this does nothing; the tests
 * provide a class of their own.
 */
@Injectable()
export class CrashPoints {
  here(_place: CrashPlace): void {}
}

export type CrashPlace = 'before-intent' | 'after-intent' | 'after-erase' | 'before-shown' | 'after-shown';
