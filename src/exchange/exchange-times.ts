import { Injectable } from '@nestjs/common';

/** How long conversations last. */
@Injectable()
export class ExchangeTimes {
  /** A question nobody answers is given up after this; a person is asked then. */
  expiresAfterDays = 30;
  /** An answer is taken for the same question again while it is no older than this. */
  freshForDays = 14;
  /** A call stays so long with an agent that gives no sign of life. */
  agentLeaseSeconds = 60;
}

/** What one conversation may bring in. */
export const MOST_ITEMS_A_PAGE = 200;
export const MOST_PAGES = 5_000;
export const MOST_BYTES = 256 * 1024 * 1024;
export const MOST_FILES = 10;
