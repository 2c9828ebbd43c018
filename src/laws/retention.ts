import { Temporal } from 'temporal-polyfill';
import { isAfter, latest } from './day-order.js';
import type { RetentionGround, RetentionPeriod, RetentionRule } from './ground.js';
import type { CaseRetentionRule, Period } from './law-data.js';
import { parsePeriod, periodInWords } from './period.js';
import { allConfirmed, step, type Step } from './step.js';

export interface Retention {
  ground: string;
  /** The last day on which the record must be kept. */
  keptUntil: Temporal.PlainDate;
  /** The first day on which it may go, if nothing else holds it. */
  mayGoFrom: Temporal.PlainDate;
  /** The date is "not before": the period does not end while a tax assessment period runs (§ 147(3) AO). */
  notBefore: boolean;
  confirmed: boolean;
  steps: Step[];
}

/**
 * How long a record is kept on a ground, as the law stands on the day of asking. A deferred erasure asks again at its
 * date, since periods change: BEG IV shortened those of vouchers from ten years to eight, also for what was running.
 *
 * @param from the day of the event that starts the period (an invoice's date, say)
 * @param asOf whose law counts
 */
export function retainUntil(ground: RetentionGround, from: Temporal.PlainDate, asOf: Temporal.PlainDate): Retention {
  const rule = ground.retention;
  const begin = beginOf(rule.begins, from);
  const { keptUntil, steps: periodSteps } = endUnder(inForce(rule, from, asOf), begin, from);
  const mayGoFrom = keptUntil.add({ days: 1 });
  const steps = [
    step('retention_begins', rule.beginsOn, from, from, { event: rule.beginsOn }),
    ...(rule.begins === 'end_of_calendar_year' ? [step('year_end', rule.beginsOn, from, begin)] : []),
    ...periodSteps,
    rule.notBefore
      ? step('not_before_assessment', rule.notBefore, keptUntil, mayGoFrom)
      : step('may_go', rule.beginsOn, keptUntil, mayGoFrom),
  ];
  return {
    ground: ground.id,
    keptUntil,
    mayGoFrom,
    notBefore: rule.notBefore !== undefined,
    confirmed: allConfirmed(steps),
    steps,
  };
}

export interface CaseRetention {
  /** The last day on which the case file is kept. */
  keepUntil: Temporal.PlainDate;
  mayGoFrom: Temporal.PlainDate;
  confirmed: boolean;
  steps: Step[];
}

/** How long the file of a closed case is kept (practice 31). Complaints, holds and audits keep it longer. */
export function caseRetention(rule: CaseRetentionRule, closedOn: Temporal.PlainDate): CaseRetention {
  const begin = beginOf(rule.begins === 'closing' ? 'event' : rule.begins, closedOn);
  const keepUntil = after(begin, rule.period);
  const steps = [
    step('case_closed', rule, closedOn, closedOn),
    ...(rule.begins === 'end_of_calendar_year' ? [step('year_end', rule, closedOn, begin)] : []),
    step('case_kept', rule, begin, keepUntil, { period: periodInWords(rule.period) }),
  ];
  return { keepUntil, mayGoFrom: keepUntil.add({ days: 1 }), confirmed: allConfirmed(steps), steps };
}

function beginOf(begins: RetentionRule['begins'], from: Temporal.PlainDate): Temporal.PlainDate {
  return begins === 'end_of_calendar_year' ? from.with({ month: 12, day: 31 }) : from;
}

function after(begin: Temporal.PlainDate, period: Period): Temporal.PlainDate {
  const { amount, unit } = parsePeriod(period);
  if (unit === 'businessDays') throw new RangeError(`'${period}' is no period to keep records for.`);
  return begin.add({ [unit]: amount });
}

/**
 * The versions that a record may fall under, oldest first. Records older than the oldest known version fall under that
 * one; a version that is not yet in force, or that reaches only newer records, is left out.
 */
function inForce(rule: RetentionRule, from: Temporal.PlainDate, asOf: Temporal.PlainDate): RetentionPeriod[] {
  return rule.periods.filter((version, index) => {
    const since = Temporal.PlainDate.from(version.from);
    if (index === 0) return true;
    return !isAfter(since, asOf) && (version.reaches === 'running' || !isAfter(since, from));
  });
}

interface PeriodResult {
  keptUntil: Temporal.PlainDate;
  steps: Step[];
}

function endUnder(
  versions: readonly RetentionPeriod[],
  begin: Temporal.PlainDate,
  from: Temporal.PlainDate,
): PeriodResult {
  return (
    versions.reduce<PeriodResult | null>((earlier, version) => {
      const keptUntil = after(begin, version.period);
      const period = periodInWords(version.period);
      const own = step('retention_period', version, begin, keptUntil, { period });
      const since = Temporal.PlainDate.from(version.from);
      if (!earlier || !isAfter(since, from)) return { keptUntil, steps: [own] };
      if (isAfter(since, earlier.keptUntil)) {
        return {
          ...earlier,
          steps: [...earlier.steps, step('earlier_period_over', version, since, earlier.keptUntil)],
        };
      }
      // A shorter period cannot reach back before the day on which it came into force.
      const least = latest(keptUntil, since.subtract({ days: 1 }));
      if (!isAfter(least, keptUntil)) return { keptUntil, steps: [own] };
      return { keptUntil: least, steps: [own, step('shortened_period', version, since, least)] };
    }, null) ?? fail()
  );
}

function fail(): never {
  throw new RangeError('A retention ground has at least one period.');
}
