import type { Temporal } from 'temporal-polyfill';
import type { Calendar } from './calendar.js';
import { caseDays, type CaseDays } from './case-days.js';
import type { ClockEvent } from './clock-event.js';
import { explain } from './clock-steps.js';
import { endOfPeriod, type PeriodEnd } from './counting.js';
import { earliest, isAfter, latest } from './day-order.js';
import { extensionOf, type Extension } from './extension.js';
import type { CountingRule, Period, RightName } from './law-data.js';
import type { Law, Right } from './law.js';
import { pausesOf, type Pauses } from './pause.js';
import { addPeriod, parsePeriod } from './period.js';
import { allConfirmed, type Step } from './step.js';
import { addWorkingDays } from './working-days.js';

/** The legal clock of one request under one law. All days are legal days in the controller's zone. */
export interface LegalClock {
  /** The pinned law, e.g. `eu-gdpr@2026-01-01`. */
  law: string;
  right: RightName;
  received: Temporal.PlainDate;
  /** The last day on which an answer is in time: with settled pauses, and with the extension if one is in effect. */
  due: Temporal.PlainDate;
  /** The same without any pause: always shown, and worked to. */
  unpausedDue: Temporal.PlainDate;
  /** The end of the period as extended, whether or not it has been; null where the law has no extension. */
  extendedDue: Temporal.PlainDate | null;
  /** The cautious reading of `unpausedDue`, where counting is arguable. The two days below go by it. */
  cautiousDue: Temporal.PlainDate;
  /** The answer goes out on this day at the latest (practice: five working days before it is due). */
  answerBy: Temporal.PlainDate;
  /** From this day on the desk warns. */
  warnFrom: Temporal.PlainDate;
  /** Receipt is to be confirmed by this day; null where the law does not ask for it. */
  ack: Temporal.PlainDate | null;
  /** The effect (or the provisional measure) is in place by this day; null where the right has none before its answer. */
  act: Temporal.PlainDate | null;
  /** Notice of an extension goes out on this day at the latest; null when none is possible (any more). */
  mayExtendUntil: Temporal.PlainDate | null;
  extended: boolean;
  state: 'running' | 'paused' | 'answered' | 'withdrawn';
  /** Was the first answer in time? Null while there is none. */
  inTime: boolean | null;
  /** False: a step rests on a rule that has not been read in its primary text. */
  confirmed: boolean;
  steps: Step[];
}

/** What the clock and its explanation are both read from. */
export interface Computation {
  right: Right;
  calendar: Calendar;
  counting: CountingRule;
  days: CaseDays;
  /** The first period without and with the days of pauses. */
  plain: PeriodEnd;
  first: PeriodEnd;
  pauses: Pauses;
  extension: Extension;
  /** The extended period without and with the days of pauses. */
  plainTotal: PeriodEnd | null;
  total: PeriodEnd | null;
  due: Temporal.PlainDate;
  unpausedDue: Temporal.PlainDate;
  cautiousDue: Temporal.PlainDate;
  answerBy: Temporal.PlainDate;
  warnFrom: Temporal.PlainDate;
  ack: Temporal.PlainDate | null;
  act: Temporal.PlainDate | null;
}

/**
 * Computes a request's clock from the events of its case. Pure: the same events give the same clock.
 *
 * @param law the version pinned when the clock started
 * @param events in the order in which they were recorded
 * @param calendar the law's calendar at the controller's place (`Laws.calendar`)
 * @throws UnknownRight when the law has no such right; NothingReceived without a `received` event
 */
export function clockOf(law: Law, right: RightName, events: readonly ClockEvent[], calendar: Calendar): LegalClock {
  const computed = compute(law, law.right(right), caseDays(events), calendar);
  const { days, extension, pauses } = computed;
  const steps = explain(computed);
  const over = days.answered !== null || days.withdrawn !== null;
  return {
    law: law.pin,
    right,
    received: days.received,
    due: computed.due,
    unpausedDue: computed.unpausedDue,
    extendedDue: computed.total?.due ?? null,
    cautiousDue: computed.cautiousDue,
    answerBy: computed.answerBy,
    warnFrom: computed.warnFrom,
    ack: computed.ack,
    act: computed.act,
    mayExtendUntil: computed.right.clock.extend && !extension.on && !over ? computed.plain.due : null,
    extended: extension.on !== null,
    state: stateOf(days, pauses),
    inTime: days.answered && !isAfter(days.answered, computed.due),
    confirmed: allConfirmed(steps),
    steps,
  };
}

function compute(law: Law, right: Right, days: CaseDays, calendar: Calendar): Computation {
  const { received } = days;
  const { respond, extend, pause, ack, answerBefore, warnBefore } = right.clock;
  const counting = law.counting(respond.counting);
  const end = (period: Period, paused = 0, rule = counting): PeriodEnd =>
    endOfPeriod({ from: received, period, rule, calendar, paused });

  const plain = end(respond.period);
  const pauses = pausesOf({ doubts: days.doubts, rule: pause, respond, received, unpausedDue: plain.due, calendar });
  const first = end(respond.period, pauses.days);
  const plainTotal = extend ? end(extend.total) : null;
  const total = extend ? end(extend.total, pauses.days) : null;
  const extension = extensionOf({ rule: extend, respond, extensions: days.extensions, firstDue: plain.due });
  const holds = extension.on !== null;

  const unpausedDue = (holds && plainTotal ? plainTotal : plain).due;
  const cautious = end(respond.cautious ?? respond.period);
  // Chained (a month, then two) and at once (three months from receipt) differ for the 29th to the 31st: the earlier warns.
  const cautiousDue = earliest(
    unpausedDue,
    holds && extend ? addPeriod(cautious.nominal, extend.by, calendar) : cautious.due,
  );
  const before = (period: Period): Temporal.PlainDate =>
    latest(received, addWorkingDays(cautiousDue, -parsePeriod(period).amount, calendar));
  return {
    right,
    calendar,
    counting,
    days,
    plain,
    first,
    pauses,
    extension,
    plainTotal,
    total,
    due: (holds && total ? total : first).due,
    unpausedDue,
    cautiousDue,
    answerBy: before(answerBefore.period),
    warnFrom: before(warnBefore),
    ack: ack ? end(ack.period, 0, law.counting(ack.counting)).due : null,
    act: right.act ? end(right.act.period).due : null,
  };
}

function stateOf(days: CaseDays, pauses: Pauses): LegalClock['state'] {
  if (days.answered) return 'answered';
  if (days.withdrawn) return 'withdrawn';
  return pauses.open ? 'paused' : 'running';
}
