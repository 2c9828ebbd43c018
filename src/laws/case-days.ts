import type { Temporal } from 'temporal-polyfill';
import type { ClockEvent } from './clock-event.js';
import { legalDay } from './legal-day.js';
import type { Doubt } from './pause.js';

/** The events of a case as legal days. */
export interface CaseDays {
  received: Temporal.PlainDate;
  doubts: Doubt[];
  extensions: { on: Temporal.PlainDate; reason: string }[];
  /** The first answer; supplements do not move it. */
  answered: Temporal.PlainDate | null;
  withdrawn: Temporal.PlainDate | null;
}

export class NothingReceived extends Error {}

/** @throws NothingReceived without a `received` event; RangeError for an unknown zone */
export function caseDays(events: readonly ClockEvent[]): CaseDays {
  const receipt = events.findLast((event) => event.kind === 'received');
  if (!receipt) throw new NothingReceived('A clock needs the receipt of the request.');
  const on = (event: { at: Date }): Temporal.PlainDate => legalDay(event.at, receipt.zone);
  const days: CaseDays = { received: on(receipt), doubts: [], extensions: [], answered: null, withdrawn: null };
  let standing: Doubt | null = null;
  const settle = (day: Temporal.PlainDate): void => {
    if (standing) standing.settled = day;
    standing = null;
  };
  for (const event of events) {
    switch (event.kind) {
      case 'received':
        break;
      case 'doubt_recorded':
        if (standing) break;
        standing = { asked: on(event), settled: null };
        days.doubts.push(standing);
        break;
      case 'doubt_settled':
        settle(on(event));
        break;
      case 'extended':
        days.extensions.push({ on: on(event), reason: event.reason });
        break;
      case 'answered':
        days.answered ??= on(event);
        settle(on(event));
        break;
      case 'withdrawn':
        days.withdrawn ??= on(event);
        settle(on(event));
        break;
    }
  }
  return days;
}
